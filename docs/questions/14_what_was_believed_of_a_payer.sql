-- What did we believe on 2025-03-01 about each payer's stance on Spravato, and was it later corrected?
with believed as (
    select *
    from coverage_as_of(date '2025-03-01', known_at := timestamp '2025-03-01')
),

known_now as (
    select *
    from coverage_as_of(date '2025-03-01')
)

select
    coalesce(known_now.payer_id, believed.payer_id) as payer_id,
    coalesce(known_now.policy_id, believed.policy_id) as policy_id,
    coalesce(known_now.indication_code, believed.indication_code) as indication_code,
    believed.stance_code as believed_stance_code,
    known_now.stance_code as known_now_stance_code,
    coalesce(believed.version_id != known_now.version_id, true) as is_version_corrected,
    known_now.basis_code
from known_now
full join believed
    on
        known_now.policy_id = believed.policy_id
        and known_now.drug_code = believed.drug_code
        and known_now.route_code = believed.route_code
        and known_now.indication_code = believed.indication_code
where coalesce(known_now.drug_code, believed.drug_code) = 'esketamine_spravato'
order by payer_id, policy_id, indication_code;
