-- How many payers ask for a score before the start, on which scale and how high, and how many for none?
with rules as (
    select
        payer_id,
        'observed' as basis_code,
        qualifiers ->> '$.scale' as scale_name,
        value_number
    from out_current_criteria
    where
        type_code = 'severity_scale_min'
        and drug_code = 'esketamine_spravato'
        and list_contains(indication_codes, 'trd')
    union
    select
        payer_id,
        basis_code,
        scale_name,
        value_number
    from out_reported_criteria
    where
        type_code = 'severity_scale_min'
        and indication_code = 'trd'
        and (in_force_to is null or in_force_to > asking_day())
),

covering as (
    select distinct
        payer_id,
        basis_code
    from out_current_positions
    where
        drug_code = 'esketamine_spravato'
        and indication_code = 'trd'
        and stance_code = 'covered_with_criteria'
)

select
    covering.basis_code,
    coalesce(rules.scale_name, 'none stated') as scale_name,
    rules.value_number,
    count(distinct covering.payer_id) as payers_count
from covering
left join rules on covering.payer_id = rules.payer_id and covering.basis_code = rules.basis_code
group by all
order by all;
