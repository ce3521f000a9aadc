-- required: no fact without its version
with facts as (
    select version_id from core_positions
    union all
    select version_id from core_criteria
    union all
    select version_id from core_codes
    union all
    select version_id from core_revisions
    union all
    select version_id from core_claims
    union all
    select from_version_id as version_id from core_changes
    union all
    select to_version_id as version_id from core_changes
)

select distinct facts.version_id
from facts
where facts.version_id not in (select core_versions.version_id from core_versions);
