-- Who requires an augmentation trial or psychotherapy, and since when?
with stated as (
    select
        payer_id,
        policy_id,
        type_code,
        in_force_from,
        basis_code
    from stg_esketamine_rules
    where
        type_code in ('augmentation_trials', 'psychotherapy_trial')
        and operator_code <> 'not_required'
)

select
    payer_id,
    policy_id,
    type_code,
    basis_code,
    min(in_force_from) as since_on
from stated
group by all
order by payer_id, policy_id, type_code;
