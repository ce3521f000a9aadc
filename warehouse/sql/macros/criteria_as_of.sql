-- Criterion leaves in force on a day, as known at a moment (UTC).
create or replace macro criteria_as_of(valid_on, known_at := timestamp '9999-12-31') as table
    select
        versions.payer_id,
        versions.policy_id,
        versions.version_id,
        versions.benefit_code,
        leaves.node_id,
        leaves.drug_code,
        leaves.indication_codes,
        leaves.phase_code,
        leaves.path,
        parents.logic_code as parent_logic_code,
        leaves.type_code,
        leaves.operator_code,
        leaves.value_text,
        leaves.value_number,
        leaves.unit_code,
        leaves.duration_days,
        leaves.qualifiers,
        versions.in_force_from,
        versions.in_force_to,
        leaves.page,
        leaves.bbox_pt,
        leaves.quote,
        leaves.section_name,
        leaves.confidence,
        leaves.flags
    from versions_as_of(known_at := known_at) as versions
    inner join core_criteria as leaves on versions.version_id = leaves.version_id
    left join core_criteria as parents on leaves.parent_node_id = parents.node_id
    where
        leaves.type_code is not null
        and versions.in_force_from <= valid_on
        and (versions.in_force_to is null or versions.in_force_to > valid_on);
