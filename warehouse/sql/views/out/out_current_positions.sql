-- Stance in force today: one row per payer, policy, benefit, line of business, drug, route and
-- indication. A policy that is retired, or was never read, has no row; nothing here means "not covered".
create or replace view out_current_positions as
select
    current_rows.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    current_rows.policy_id,
    policies.policy_title,
    current_rows.benefit_code,
    unnest(
        case
            when len(current_rows.line_of_business_codes) > 0
                then current_rows.line_of_business_codes
            else ['unspecified']
        end
    ) as line_of_business_code,
    current_rows.drug_code,
    current_rows.route_code,
    current_rows.indication_code,
    current_rows.stance_code,
    current_rows.secondary_stance_code,
    current_rows.scope_code,
    current_rows.setting_code,
    spells.since_on,
    spells.is_since_seen,
    current_rows.version_id,
    versions.effective_from,
    versions.first_seen_at,
    versions.last_seen_at,
    positions.page,
    positions.bbox_pt,
    positions.quote,
    positions.section_name,
    positions.confidence,
    positions.flags,
    versions.url
from coverage_as_of(current_date) as current_rows
inner join stg_versions as versions on current_rows.version_id = versions.version_id
inner join stg_headline_positions as positions
    on
        current_rows.version_id = positions.version_id
        and current_rows.drug_code = positions.drug_code
        and current_rows.route_code = positions.route_code
        and current_rows.indication_code = positions.indication_code
left join stg_position_spells as spells on positions.position_id = spells.position_id
left join core_payers as payers on current_rows.payer_id = payers.payer_id
left join core_policies as policies on current_rows.policy_id = policies.policy_id;
