-- How long is the first approval, by line of business, and how does that change over the years?
with lengths as (
    select
        history.payer_id,
        history.line_of_business_codes,
        history.basis_code,
        rules.in_force_from,
        rules.in_force_to,
        rules.duration_days
    from stg_esketamine_rules as rules
    inner join out_policy_history as history on rules.version_id = history.version_id
    where rules.type_code = 'initial_auth_duration' and rules.indication_code = 'trd'
),

years as (
    select unnest(range(2019, 2027)) as year_number
)

select
    years.year_number,
    unnest(
        case
            when len(lengths.line_of_business_codes) > 0 then lengths.line_of_business_codes
            else ['unspecified']
        end
    ) as line_of_business_code,
    lengths.basis_code,
    lengths.duration_days,
    lengths.payer_id
from years
inner join lengths
    on
        lengths.in_force_from <= make_date(years.year_number, 7, 1)
        and (lengths.in_force_to is null or lengths.in_force_to > make_date(years.year_number, 7, 1))
order by all;
