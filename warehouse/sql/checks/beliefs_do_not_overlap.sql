-- required: at any moment one version of an issue is believed
select
    one.version_id,
    other.version_id as other_version_id
from core_versions as one
inner join core_versions as other
    on
        one.policy_id = other.policy_id
        and one.issue_number = other.issue_number
        and one.version_id < other.version_id
where
    one.recorded_at < coalesce(other.superseded_at, timestamp '9999-12-31')
    and other.recorded_at < coalesce(one.superseded_at, timestamp '9999-12-31');
