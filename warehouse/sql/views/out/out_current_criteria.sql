-- Criteria in force today: one row per criterion leaf, with its place in the tree of its drug,
-- indications and phase. Leaves under the same parent are bound by parent_logic_code.
create or replace view out_current_criteria as
select
    leaves.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    leaves.policy_id,
    policies.policy_title,
    leaves.benefit_code,
    leaves.drug_code,
    leaves.indication_codes,
    leaves.phase_code,
    leaves.path,
    leaves.parent_logic_code,
    leaves.type_code,
    leaves.operator_code,
    leaves.value_text,
    leaves.value_number,
    leaves.unit_code,
    leaves.duration_days,
    leaves.qualifiers,
    leaves.version_id,
    leaves.in_force_from,
    versions.first_seen_at,
    versions.last_seen_at,
    leaves.page,
    leaves.bbox_pt,
    leaves.quote,
    leaves.section_name,
    leaves.confidence,
    leaves.flags,
    reviewed.review_code,
    reviewed.review_value,
    reviewed.review_id,
    versions.url
from criteria_as_of(asking_day()) as leaves
inner join stg_versions as versions on leaves.version_id = versions.version_id
left join stg_reviewed_facts as reviewed on leaves.node_id = reviewed.fact_id
left join core_payers as payers on leaves.payer_id = payers.payer_id
left join core_policies as policies on leaves.policy_id = policies.policy_id;
