-- What is the stance on intravenous ketamine for TRD, PTSD, OCD and CRPS, by payer and year?
select
    payer_id,
    policy_id,
    indication_code,
    year(month_on) as year_number,
    stance_code,
    basis_code
from out_coverage_monthly
where
    drug_code = 'ketamine_racemic'
    and route_code in ('iv_infusion', 'any')
    and indication_code in ('trd', 'ptsd', 'ocd', 'crps')
    and month(month_on) = 10
    and month_on < date '2026-11-01'
order by all;
