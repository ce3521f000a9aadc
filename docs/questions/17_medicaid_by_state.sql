-- What do Medicaid programs ask, state by state: monotherapy, prior authorization, quantity?
with payers as (
    select
        payer_id,
        unnest(case when len(state_codes) > 0 then state_codes else ['unspecified'] end) as state_code
    from core_payers
    where payer_type_code in ('medicaid_agency', 'medicaid_mco')
),

stances as (
    select
        payer_id,
        basis_code,
        max(stance_code) filter (where indication_code = 'trd') as trd_stance_code
    from out_current_positions
    where drug_code = 'esketamine_spravato'
    group by payer_id, basis_code
),

rules as (
    select
        payer_id,
        max(operator_code) filter (where type_code = 'concomitant_antidepressant') as oral_antidepressant,
        bool_or(type_code = 'prior_auth_required') as is_prior_auth_stated,
        max(value_text || ' ' || unit_code) filter (where type_code = 'quantity_limit') as quantity
    from stg_esketamine_rules
    where in_force_from <= asking_day() and (in_force_to is null or in_force_to > asking_day())
    group by payer_id
)

select
    payers.state_code,
    payers.payer_id,
    stances.basis_code,
    stances.trd_stance_code,
    rules.oral_antidepressant,
    rules.is_prior_auth_stated,
    rules.quantity
from payers
left join stances on payers.payer_id = stances.payer_id
left join rules on payers.payer_id = rules.payer_id
order by payers.state_code, payers.payer_id;
