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
)

select
    *,
    (select median(days_from_announced) from answers where censoring_code = 'none') as median_days,
    (select count(*) from answers where censoring_code = 'right') as not_dropped_when_last_known
from answers
order by censoring_code, days_from_announced, payer_id;
