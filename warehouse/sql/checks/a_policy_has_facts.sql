-- advisory: a version in force without a single position was perhaps not understood
select
    versions.policy_id,
    versions.version_id,
    versions.title_name
from stg_versions as versions
anti join core_positions as positions on versions.version_id = positions.version_id
where versions.is_ever_in_force and versions.in_force_to is null;
