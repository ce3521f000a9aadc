-- Stances in force on a day, as known at a moment (UTC).
create or replace macro coverage_as_of(valid_on, known_at := timestamp '9999-12-31') as table
    select
        versions.payer_id,
        versions.policy_id,
        versions.version_id,
        versions.benefit_code,
        versions.line_of_business_codes,
        positions.drug_code,
        positions.route_code,
        positions.indication_code,
        positions.stance_code,
        positions.secondary_stance_code,
        positions.scope_code,
        positions.setting_code,
        versions.in_force_from,
        versions.in_force_to,
        versions.is_effective_from_seen,
        versions.first_seen_at,
        versions.recorded_at,
        positions.page,
        positions.bbox_pt,
        positions.quote,
        positions.section_name,
        positions.confidence,
        positions.flags
    from versions_as_of(known_at := known_at) as versions
    inner join stg_headline_positions as positions on versions.version_id = positions.version_id
    where
        versions.in_force_from <= valid_on
        and (versions.in_force_to is null or versions.in_force_to > valid_on);
