-- required: no fact without its version
select version_id from core_positions anti join core_versions using (version_id)
union all
select version_id from core_criteria anti join core_versions using (version_id)
union all
select version_id from core_codes anti join core_versions using (version_id)
union all
select version_id from core_revisions anti join core_versions using (version_id)
union all
select to_version_id from core_changes
where to_version_id not in (select version_id from core_versions);
