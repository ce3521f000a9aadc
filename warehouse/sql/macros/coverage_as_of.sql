-- Stances in force on a day, as known at a moment (UTC): those read in documents that we hold (observed),
-- those that such a document's own history states of the time before it (payer_reported) and, for policies
-- that we do not hold, those reported of them (reported; no quote, known since the facts were put together).
-- What is in force is found first and then read: the words of all others would take most of the time.
create or replace macro coverage_as_of(valid_on, known_at := timestamp '9999-12-31') as table
    with in_force as materialized (
        select
            positions.rowid as position_row,
            versions.*
        from versions_as_of(known_at := known_at) as versions
        inner join core_positions as positions on versions.version_id = positions.version_id
        where
            positions.is_headline
            and versions.in_force_from <= valid_on
            and (versions.in_force_to is null or versions.in_force_to > valid_on)
    )

    select -- noqa: AM07
        in_force.payer_id,
        in_force.policy_id,
        in_force.version_id,
        in_force.benefit_code,
        in_force.line_of_business_codes,
        positions.drug_code,
        positions.route_code,
        positions.indication_code,
        positions.stance_code,
        positions.secondary_stance_code,
        positions.scope_code,
        positions.setting_code,
        in_force.in_force_from,
        in_force.in_force_to,
        in_force.is_effective_from_seen,
        in_force.first_seen_at,
        in_force.recorded_at,
        positions.page,
        positions.bbox_pt,
        positions.quote,
        positions.section_name,
        positions.confidence,
        positions.flags,
        'observed' as basis_code,
        in_force.url
    from in_force
    inner join core_positions as positions on in_force.position_row = positions.rowid
    union all by name
    select
        payer_id,
        policy_id,
        version_id,
        benefit_code,
        line_of_business_codes,
        drug_code,
        route_code,
        indication_code,
        stance_code,
        'headline' as scope_code,
        in_force_from,
        in_force_to,
        false as is_effective_from_seen,
        first_seen_at,
        recorded_at,
        page,
        bbox_pt,
        quote,
        section_name,
        []::varchar[] as flags,
        'payer_reported' as basis_code,
        url
    from payer_reported_positions_as_of(known_at := known_at)
    where in_force_from <= valid_on and in_force_to > valid_on
    union all by name
    select
        payer_id,
        policy_id,
        version_id,
        benefit_code,
        line_of_business_codes,
        drug_code,
        route_code,
        indication_code,
        stance_code,
        'headline' as scope_code,
        in_force_from,
        in_force_to,
        is_counts_from_seen as is_effective_from_seen,
        compiled_on::timestamp as recorded_at,
        []::varchar[] as flags,
        'reported' as basis_code,
        url
    from reported_positions_as_of(known_at := known_at)
    where in_force_from <= valid_on and (in_force_to is null or in_force_to > valid_on);
