-- required: on any day at most one version of a policy is in force
with intervals as (
    select
        policy_id,
        version_id,
        in_force_from,
        coalesce(in_force_to, date '9999-12-31') as in_force_to
    from core_in_force
    where known_to is null and (in_force_to is null or in_force_to > in_force_from)
)

select
    one.policy_id,
    one.version_id,
    other.version_id as other_version_id
from intervals as one
inner join intervals as other on one.policy_id = other.policy_id and one.version_id < other.version_id
where one.in_force_from < other.in_force_to and other.in_force_from < one.in_force_to;
