-- Every version of every policy, reports first, then in the order told or seen: when it says it binds, when
-- we saw it, when we believed it, why it is there and what changed in it. Corrected beliefs have
-- superseded_at. Texts reported of real payers' policies are there with basis and cause reported: no
-- snapshot, no first sight, in the order that order_basis gives, in force no longer than until we see the
-- policy ourselves. Editions that a policy's own history tells of, from before the first that we observed,
-- have basis and cause payer_reported: a date and the row's words, no facts, seen when we first read the
-- document that tells of them (told_by_version_id).
create or replace view out_policy_history as
with seen as (
    select
        policy_id,
        issue_number,
        max(observed_at) as last_seen_at
    from core_observations
    group by policy_id, issue_number
),

observed as (
    select
        versions.payer_id,
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
        'observed' as basis_code,
        versions.url
    from core_versions as versions
    left join stg_versions as held on versions.version_id = held.version_id
    left join seen
        on versions.policy_id = seen.policy_id and versions.issue_number = seen.issue_number
    left join core_policies as policies on versions.policy_id = policies.policy_id
),

reported as (
    select
        versions.payer_id,
        versions.policy_id,
        versions.policy_title,
        versions.version_id,
        versions.order_number as issue_number,
        'reported' as cause_code,
        case when versions.order_number = 1 then 'first' end as change_level_code,
        versions.status_code,
        versions.doc_type_code,
        versions.title_name,
        versions.policy_number,
        versions.benefit_code,
        versions.line_of_business_codes,
        versions.effective_from,
        versions.effective_precision_code,
        versions.in_force_from as effective_from_or_seen,
        versions.is_counts_from_seen as is_effective_from_seen,
        versions.effective_to,
        versions.in_force_from,
        versions.in_force_to,
        coalesce(versions.in_force_to > versions.in_force_from, true) as is_ever_in_force,
        versions.original_effective_on,
        versions.published_on,
        versions.last_review_on,
        versions.next_review_on,
        versions.compiled_on::timestamp as recorded_at,
        'reported' as basis_code,
        versions.order_basis,
        versions.source_kind_code,
        versions.confidence_code,
        versions.reported_changes,
        versions.record_id,
        versions.url
    from reported_as_of() as versions
),

told as (
    select
        editions.payer_id,
        editions.policy_id,
        policies.policy_title,
        editions.version_id,
        editions.issue_number,
        'payer_reported' as cause_code,
        case when editions.is_end then 'retired' end as status_code,
        editions.benefit_code,
        editions.line_of_business_codes,
        editions.in_force_from as effective_from,
        editions.effective_precision_code,
        editions.in_force_from as effective_from_or_seen,
        false as is_effective_from_seen,
        editions.in_force_from,
        editions.in_force_to,
        editions.in_force_to > editions.in_force_from as is_ever_in_force,
        editions.first_seen_at,
        editions.recorded_at,
        'payer_reported' as basis_code,
        editions.summary as reported_changes,
        editions.told_by_version_id,
        editions.url
    from payer_reported_as_of() as editions
    left join core_policies as policies on editions.policy_id = policies.policy_id
),

every_version as (
    select * from observed
    union all by name
    select * from told
    union all by name
    select * from reported
)

select
    every_version.payer_id,
    payers.payer_name,
    every_version.* exclude (payer_id)
from every_version
left join core_payers as payers on every_version.payer_id = payers.payer_id
order by
    every_version.policy_id,
    list_position(['reported', 'payer_reported', 'observed'], every_version.basis_code),
    every_version.issue_number,
    every_version.recorded_at;
