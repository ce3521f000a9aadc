-- How many days after 2025-01-21 did each payer drop the oral antidepressant rule, and what is the median?
with answers as (
    select
        payer_id,
        answered_on,
        days_from_announced,
        censoring_code,
        basis_code,
        is_answered_on_seen
    from out_time_to_change
    where event_id = 'spravato_monotherapy'
),

summary as (
    select
        median(days_from_announced) filter (where censoring_code = 'none') as median_days,
        count(*) filter (where censoring_code = 'right') as not_dropped_when_last_known
    from answers
)

select
    answers.*,
    summary.*
from answers
cross join summary
order by censoring_code, days_from_announced, payer_id;
