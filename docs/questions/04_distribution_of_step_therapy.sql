-- How are the number of failed trials, their classes and weeks distributed, and how does that drift?
select
    year(month_on) as year_number,
    basis_code,
    easiest_trials_count,
    easiest_classes_count,
    easiest_weeks,
    count(*) as payers_count
from out_step_therapy_monthly
where
    drug_code = 'esketamine_spravato'
    and indication_code = 'trd'
    and month(month_on) = 6
    and year(month_on) between 2019 and 2026
group by all
order by all;
