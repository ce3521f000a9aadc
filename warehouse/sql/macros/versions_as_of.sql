-- The versions known at a moment, each with the interval in which it is in force as then known; an empty
-- interval means never, and a draft is none of them. How the intervals come about: warehouse/in_force.py. The
-- columns of core_versions say from when each counts as it is believed now.
create or replace macro versions_as_of(known_at := timestamp '9999-12-31') as table
    select
        versions.* replace (
            intervals.in_force_from as effective_from_or_seen,
            intervals.is_effective_from_seen as is_effective_from_seen
        ),
        intervals.in_force_from,
        intervals.in_force_to
    from core_in_force as intervals
    inner join core_versions as versions on intervals.version_id = versions.version_id
    where
        intervals.known_from <= known_at
        and (intervals.known_to is null or intervals.known_to > known_at);
