-- required: each key stands once
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
)

select
    table_name,
    key_text,
    count(*) as rows_count
from keys
group by table_name, key_text
having count(*) > 1;
