-- Days from an external event to the day a payer's policy answers it: one row per payer and event, ready for
-- Kaplan-Meier (days_from_announced or days_from_effective as time, is_censored). censoring_code: none = the
-- change lies between two versions or in a first edition; right = not answered when last known; left =
-- already answered in the first version known, which began to count after the event; before = answered
-- before the event. Leave left and before out of a survival curve, or treat them as what they are.
create or replace view out_time_to_change as
with answers as (
    select
        event_id,
        payer_id,
        min(basis_code) as basis_code,
        min(in_force_from) as first_on,
        min(in_force_from) filter (where is_answer) as answered_on,
        max(known_until) as known_until,
        arg_min(
            {
                'is_first_edition': is_first_edition,
                'is_effective_from_seen': is_effective_from_seen,
                'version_id': version_id,
                'policy_id': policy_id
            },
            row(in_force_from, version_id)
        ) filter (where is_answer) as answer
    from stg_event_answers
    group by event_id, payer_id
),

timed as (
    select
        answers.*,
        events.event_name,
        events.kind_code,
        events.precision_code,
        events.effective_on as event_effective_on,
        coalesce(events.announced_on, events.effective_on) as event_announced_on,
        case
            when answers.answered_on is null then 'right'
            when answers.answered_on < events.effective_on then 'before'
            when answers.first_on < answers.answered_on or answers.answer.is_first_edition then 'none'
            else 'left'
        end as censoring_code
    from answers
    inner join core_external_events as events on answers.event_id = events.event_id
)

select
    timed.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    timed.event_id,
    timed.event_name,
    timed.kind_code,
    timed.event_announced_on,
    timed.event_effective_on,
    timed.precision_code,
    timed.answered_on,
    coalesce(timed.answered_on, timed.known_until) - timed.event_announced_on as days_from_announced,
    coalesce(timed.answered_on, timed.known_until) - timed.event_effective_on as days_from_effective,
    timed.censoring_code <> 'none' as is_censored,
    timed.censoring_code,
    timed.answer.is_effective_from_seen as is_answered_on_seen,
    timed.known_until,
    timed.basis_code,
    timed.answer.policy_id,
    timed.answer.version_id
from timed
left join core_payers as payers on timed.payer_id = payers.payer_id
where timed.answered_on is not null or timed.known_until > timed.event_announced_on;
