-- Every attempt with what it came to: a fetched page that is no policy is a failure of the source.
create or replace view stg_source_attempts as
with latest_extractions as (
    select *
    from raw_extractions
    qualify
        row_number() over (partition by snapshot_id order by recorded_at desc, rowid desc) = 1
)

select
    attempts.*,
    extractions.reading_id,
    case
        when attempts.outcome_code not in ('fetched', 'not_modified') then attempts.outcome_code
        else coalesce(extractions.failure_code, 'ok')
    end as state_code,
    coalesce(extractions.detail, attempts.detail) as state_detail
from raw_attempts as attempts
left join latest_extractions as extractions on attempts.snapshot_id = extractions.snapshot_id;
