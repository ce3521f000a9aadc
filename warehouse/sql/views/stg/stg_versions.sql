-- What we believe now: one row per issue of a policy, with its interval in force and last sight.
create or replace view stg_versions as
with seen as (
    select
        policy_id,
        issue_number,
        max(observed_at) as last_seen_at,
        count(*) as observations_count
    from core_observations
    group by policy_id, issue_number
)

select
    versions.*,
    seen.last_seen_at,
    seen.observations_count,
    coalesce(versions.in_force_to > versions.in_force_from, true) as is_ever_in_force
from versions_as_of() as versions
inner join seen
    on versions.policy_id = seen.policy_id and versions.issue_number = seen.issue_number;
