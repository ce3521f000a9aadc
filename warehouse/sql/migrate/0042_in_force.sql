-- When each version is in force, and from when until when that is what is known.
create table core_in_force (
    version_id varchar not null,
    policy_id varchar not null,
    in_force_from date not null,
    in_force_to date,
    is_effective_from_seen boolean not null,
    known_from timestamp not null,
    known_to timestamp
);
