-- Versions reported of real payers' policies, as known at a moment (UTC), each with the interval in which
-- it holds: from the day for which its text is vouched (the day the facts were put together where the text
-- has no date) until the next text of the policy, its own end, or the first version of the same policy
-- that we observed ourselves. A draft is never in force. What follows from the reports alone is made when
-- they are brought in (warehouse/reference).
create or replace macro reported_as_of(known_at := timestamp '9999-12-31') as table
    with observed as (
        select
            policy_id,
            min(effective_from_or_seen) as observed_from
        from core_versions
        where
            policy_id in (select reported.policy_id from core_reported_policies as reported)
            and first_seen_at <= known_at
            and recorded_at <= known_at
            and (superseded_at is null or superseded_at > known_at)
            and coalesce(status_code, 'active') <> 'draft'
        group by policy_id
    )

    select
        versions.*,
        policies.payer_id,
        policies.policy_title,
        policies.policy_number,
        policies.benefit_code,
        policies.line_of_business_codes,
        facts.compiled_on,
        observed.observed_from,
        versions.policy_id || '@reported:' || versions.record_id as version_id,
        coalesce(versions.status_code = 'draft', false) as is_draft,
        least(
            versions.followed_on,
            versions.effective_to,
            observed.observed_from,
            case when versions.status_code = 'draft' then versions.in_force_from end
        ) as in_force_to
    from core_reported_versions as versions
    inner join core_reported_policies as policies on versions.policy_id = policies.policy_id
    cross join _reference as facts
    left join observed on versions.policy_id = observed.policy_id
    where facts.compiled_on <= known_at;
