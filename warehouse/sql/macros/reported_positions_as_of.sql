-- Reported stances, as known at a moment (UTC). Reports are partial: a text that does not speak of a
-- question leaves the last reported stance on it as it was, until the policy ends or is observed.
create or replace macro reported_positions_as_of(known_at := timestamp '9999-12-31') as table
    select
        versions.payer_id,
        versions.policy_id,
        versions.version_id,
        versions.record_id,
        versions.benefit_code,
        versions.line_of_business_codes,
        positions.drug_code,
        positions.route_code,
        positions.indication_code,
        positions.stance_code,
        versions.in_force_from,
        least(
            positions.followed_on,
            versions.policy_ends_on,
            versions.observed_from
        ) as in_force_to,
        versions.is_counts_from_seen,
        versions.effective_from,
        versions.compiled_on,
        versions.policy_title,
        versions.url
    from reported_as_of(known_at := known_at) as versions
    inner join core_reported_positions as positions on versions.record_id = positions.record_id
    where not versions.is_draft;
