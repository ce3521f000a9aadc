-- required: on any day at most one version of a policy is in force
select
    earlier.policy_id,
    earlier.version_id as earlier_version_id,
    later.version_id as later_version_id
from stg_versions as earlier
inner join stg_versions as later
    on earlier.policy_id = later.policy_id and earlier.issue_number < later.issue_number
where
    earlier.is_ever_in_force
    and later.is_ever_in_force
    and earlier.in_force_from < coalesce(later.in_force_to, date '9999-12-31')
    and later.in_force_from < coalesce(earlier.in_force_to, date '9999-12-31');
