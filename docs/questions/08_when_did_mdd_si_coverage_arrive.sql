-- Did coverage for depression with suicidal ideation come before or after 2020-08-03, and where is none?
select
    payer_id,
    basis_code,
    answered_on,
    days_from_announced,
    censoring_code,
    case
        when answered_on is null then 'missing'
        when answered_on < event_announced_on then 'before'
        else 'after'
    end as arrived
from out_time_to_change
where event_id = 'spravato_mdd_si_approved'
order by arrived, answered_on, payer_id;
