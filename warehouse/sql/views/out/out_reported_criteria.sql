-- Criteria values reported of real payers' policies: read on their public pages and notices, not in
-- documents that we hold. Basis reported: no quote, the address instead. Each value holds until the next
-- one reported for the same question, or until the policy is observed.
create or replace view out_reported_criteria as
select
    criteria.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    criteria.policy_id,
    criteria.version_id,
    criteria.benefit_code,
    criteria.drug_code,
    criteria.indication_code,
    criteria.type_code,
    criteria.operator_code,
    criteria.value_text,
    criteria.value_number,
    criteria.unit_code,
    criteria.distinct_classes,
    criteria.weeks_each,
    criteria.episode_scope_code,
    criteria.scale_name,
    criteria.relation_code,
    criteria.in_force_from,
    criteria.in_force_to,
    criteria.is_counts_from_seen as is_effective_from_seen,
    'reported' as basis_code,
    criteria.source_kind_code,
    criteria.confidence_code,
    criteria.record_id,
    criteria.url
from stg_reported_criteria as criteria
left join core_payers as payers on criteria.payer_id = payers.payer_id;
