-- How each declared document is doing: last attempt, last success, state now. `gone` is said only
-- after three failed attempts over at least seven days; until then a missing document is `failing`.
-- A failure never changes what the policy says. Captures of the web archive say nothing of today.
create or replace view out_source_health as
with attempts as (
    select
        *,
        max(fetched_at) filter (where state_code = 'ok') over (partition by document_id) as last_success_at
    from stg_source_attempts
    where origin_code <> 'archive'
),

failing as (
    select
        document_id,
        count(*) as failures_count,
        min(fetched_at) as failing_since_at,
        max(fetched_at) as last_failure_at
    from attempts
    where state_code <> 'ok' and (last_success_at is null or fetched_at > last_success_at)
    group by document_id
),

latest as (
    select *
    from attempts
    qualify
        row_number() over (partition by document_id order by fetched_at desc, recorded_at desc) = 1
),

counts as (
    select
        document_id,
        count(*) as attempts_count
    from attempts
    group by document_id
)

select
    latest.payer_id,
    payers.payer_name,
    latest.policy_id,
    latest.document_id,
    latest.url,
    case
        when
            latest.state_code = 'gone'
            and not (
                failing.failures_count >= 3
                and failing.last_failure_at - failing.failing_since_at >= interval 7 day
            )
            then 'failing'
        else latest.state_code
    end as state_code,
    latest.state_detail,
    latest.http_status,
    latest.fetched_at as last_attempt_at,
    latest.last_success_at,
    counts.attempts_count,
    coalesce(failing.failures_count, 0) as failures_count,
    failing.failing_since_at,
    date_diff('day', latest.last_success_at, current_timestamp::timestamp) as days_since_success
from latest
inner join counts on latest.document_id = counts.document_id
left join failing on latest.document_id = failing.document_id
left join core_payers as payers on latest.payer_id = payers.payer_id;
