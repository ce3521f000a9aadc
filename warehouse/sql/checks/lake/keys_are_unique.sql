-- required: what is a key in the file stands once in the lake
with keys as (
    select
        'core_payers' as table_name,
        payer_id as key_text
    from core_payers
    union all
    select
        'core_policies' as table_name,
        policy_id as key_text
    from core_policies
    union all
    select
        'core_versions' as table_name,
        version_id as key_text
    from core_versions
    union all
    select
        'core_positions' as table_name,
        position_id as key_text
    from core_positions
    union all
    select
        'core_criteria' as table_name,
        node_id as key_text
    from core_criteria
    union all
    select
        'core_changes' as table_name,
        concat_ws(' ', change_id, recorded_at) as key_text
    from core_changes
    union all
    select
        'core_paths' as table_name,
        concat_ws(' ', version_id, tree_number) as key_text
    from core_paths
    union all
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
