-- Which share of payers covers Spravato for treatment-resistant depression with criteria, by month?
select
    month_on,
    payer_type_code,
    basis_code,
    payers_count,
    observed_count,
    round(share, 3) as share,
    round(share_low, 3) as share_low,
    round(share_high, 3) as share_high,
    observed_lately_count,
    lives_count,
    lives_known_count,
    not_observed_count
from out_coverage_share
where
    drug_code = 'esketamine_spravato'
    and indication_code = 'trd'
    and stance_code = 'covered_with_criteria'
    and month_on between date '2019-01-01' and date '2026-12-31'
    and month(month_on) in (1, 7)
order by month_on, payer_type_code, basis_code;
