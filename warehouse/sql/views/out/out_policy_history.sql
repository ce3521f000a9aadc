-- Every version of every policy, in the order seen: when it says it binds, when we saw it, when we
-- believed it, why it is there and what changed in it. Beliefs since corrected have superseded_at.
create or replace view out_policy_history as
with seen as (
    select
        policy_id,
        issue_number,
        max(observed_at) as last_seen_at
    from core_observations
    group by policy_id, issue_number
)

select
    versions.payer_id,
    payers.payer_name,
    versions.policy_id,
    policies.policy_title,
    versions.version_id,
    versions.issue_number,
    versions.cause_code,
    versions.change_level_code,
    versions.status_code,
    versions.doc_type_code,
    versions.title_name,
    versions.policy_number,
    versions.benefit_code,
    versions.line_of_business_codes,
    versions.effective_from,
    versions.effective_precision_code,
    versions.effective_from_or_seen,
    versions.is_effective_from_seen,
    versions.effective_to,
    held.in_force_from,
    held.in_force_to,
    coalesce(held.is_ever_in_force, false) as is_ever_in_force,
    versions.original_effective_on,
    versions.published_on,
    versions.last_review_on,
    versions.next_review_on,
    versions.first_seen_at,
    coalesce(held.last_seen_at, seen.last_seen_at) as last_seen_at,
    versions.recorded_at,
    versions.superseded_at,
    versions.media_type,
    versions.page_count,
    versions.snapshot_ids,
    versions.text_sha256,
    versions.criteria_sha256,
    versions.extractor_version,
    versions.url
from core_versions as versions
left join stg_versions as held on versions.version_id = held.version_id
left join seen
    on versions.policy_id = seen.policy_id and versions.issue_number = seen.issue_number
left join core_payers as payers on versions.payer_id = payers.payer_id
left join core_policies as policies on versions.policy_id = policies.policy_id
order by versions.policy_id, versions.issue_number, versions.recorded_at;
