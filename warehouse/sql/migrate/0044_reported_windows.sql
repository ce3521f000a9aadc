-- From when each reported text and stance holds, and which day ends it as far as reports alone tell; made
-- when the reference is brought in, which the empty _reference asks for.
alter table core_reported_versions add column in_force_from date;
alter table core_reported_versions add column followed_on date;
alter table core_reported_versions add column policy_ends_on date;
alter table core_reported_positions add column followed_on date;
delete from _reference;
