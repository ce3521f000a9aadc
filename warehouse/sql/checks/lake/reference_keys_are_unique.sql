-- required: what is a key of the reference in the file stands once in the lake
with keys as (
    select
        'core_reported_policies' as table_name,
        policy_id as key_text
    from core_reported_policies
    union all
    select
        'core_reported_versions' as table_name,
        record_id as key_text
    from core_reported_versions
    union all
    select
        'core_reported_positions' as table_name,
        concat_ws(' ', record_id, drug_code, route_code, indication_code) as key_text
    from core_reported_positions
    union all
    select
        'core_external_events' as table_name,
        event_id as key_text
    from core_external_events
    union all
    select
        'core_label_versions' as table_name,
        label_version as key_text
    from core_label_versions
    union all
    select
        'core_label_rules' as table_name,
        rule_id as key_text
    from core_label_rules
)

select
    table_name,
    key_text,
    count(*) as rows_count
from keys
group by table_name, key_text
having count(*) > 1;
