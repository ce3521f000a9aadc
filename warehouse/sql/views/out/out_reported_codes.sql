-- Procedure and diagnosis codes reported of real payers' policies: one row per code, or range of codes, that
-- a text was reported to name, add or remove. Basis reported: no quote, the address instead. Reports are
-- partial: a later text that names no codes takes none back, and drug_code is null where a text speaks of
-- both drugs. A range is kept as printed.
create or replace view out_reported_codes as
select
    versions.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    versions.policy_id,
    versions.version_id,
    versions.benefit_code,
    codes.drug_code,
    codes.code_system,
    codes.code,
    codes.last_code,
    codes.edit_code,
    versions.in_force_from,
    versions.is_counts_from_seen as is_effective_from_seen,
    'reported' as basis_code,
    versions.source_kind_code,
    versions.confidence_code,
    versions.record_id,
    versions.url
from reported_as_of() as versions
inner join core_reported_codes as codes on versions.record_id = codes.record_id
left join core_payers as payers on versions.payer_id = payers.payer_id
where not versions.is_draft
order by versions.policy_id, versions.order_number, codes.code_system, codes.code;
