-- Criteria on Spravato for a labelled indication that stand on every path of their tree, and the reported
-- ones, with the values that the label rules compare.
create or replace view stg_esketamine_rules as
with observed as (
    select
        versions.payer_id,
        versions.policy_id,
        versions.version_id,
        'observed' as basis_code,
        versions.in_force_from,
        versions.in_force_to,
        unnest(leaves.indication_codes) as indication_code,
        leaves.phase_code,
        leaves.type_code,
        leaves.operator_code,
        coalesce(parents.logic_code = 'any', false) as is_alternative,
        leaves.value_number,
        leaves.value_text,
        leaves.unit_code,
        leaves.duration_days,
        try_cast(leaves.qualifiers ->> '$.distinct_classes' as double) as classes_number,
        try_cast(leaves.qualifiers ->> '$.min_duration.approx_days' as double) as trial_days,
        leaves.qualifiers ->> '$.condition' as condition_code,
        leaves.qualifiers ->> '$.relation' as relation_text,
        leaves.qualifiers ->> '$.dose_phase' as dose_phase_code,
        try_cast(leaves.qualifiers ->> '$.per.value' as double)
        * case leaves.qualifiers ->> '$.per.unit'
            when 'day' then 1
            when 'week' then 7
            when 'month' then 30
        end as per_days,
        leaves.quote,
        leaves.page
    from stg_versions as versions
    inner join core_criteria as leaves on versions.version_id = leaves.version_id
    inner join core_paths as trees
        on leaves.version_id = trees.version_id and leaves.tree_number = trees.tree_number
    left join core_criteria as parents on leaves.parent_node_id = parents.node_id
    where
        versions.is_ever_in_force
        and leaves.drug_code = 'esketamine_spravato'
        and list_contains(trees.demanded_type_codes, leaves.type_code)
),

reported as (
    select
        payer_id,
        policy_id,
        version_id,
        'reported' as basis_code,
        in_force_from,
        in_force_to,
        indication_code,
        'initial' as phase_code,
        type_code,
        operator_code,
        type_code = 'severity_scale_min' as is_alternative,
        value_number,
        value_text,
        unit_code,
        case unit_code when 'month' then value_number * 30 end as duration_days,
        distinct_classes::double as classes_number,
        weeks_each * 7 as trial_days,
        relation_code as relation_text
    from stg_reported_criteria
    where drug_code = 'esketamine_spravato'
),

every_rule as (
    select * from observed
    union all by name
    select * from reported
)

select *
from every_rule
where indication_code in ('trd', 'mdd_si');
