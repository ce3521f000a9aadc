-- Stance in force today: one row per payer, policy, benefit, line of business, drug, route and
-- indication. A policy that is retired, or was never read, has no row; nothing here means "not covered".
-- Basis reported: not read by us but reported of a real payer's policy, with the address and no quote.
create or replace view out_current_positions as
with observed as (
    select
        current_rows.payer_id,
        current_rows.policy_id,
        policies.policy_title,
        current_rows.benefit_code,
        current_rows.line_of_business_codes,
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
        reviewed.review_code,
        reviewed.review_value,
        reviewed.review_id,
        versions.url,
        current_rows.basis_code
    from coverage_as_of(asking_day()) as current_rows
    inner join stg_versions as versions on current_rows.version_id = versions.version_id
    inner join stg_headline_positions as positions
        on
            current_rows.version_id = positions.version_id
            and current_rows.drug_code = positions.drug_code
            and current_rows.route_code = positions.route_code
            and current_rows.indication_code = positions.indication_code
    left join stg_position_spells as spells on positions.position_id = spells.position_id
    left join stg_reviewed_facts as reviewed on positions.position_id = reviewed.fact_id
    left join core_policies as policies on current_rows.policy_id = policies.policy_id
),

reported as (
    select
        payer_id,
        policy_id,
        policy_title,
        benefit_code,
        line_of_business_codes,
        drug_code,
        route_code,
        indication_code,
        stance_code,
        'headline' as scope_code,
        since_on,
        is_since_seen,
        version_id,
        effective_from,
        cast([] as varchar[]) as flags,
        url,
        'reported' as basis_code
    from stg_reported_positions
    where in_force_from <= asking_day() and (in_force_to is null or in_force_to > asking_day())
),

current_rows as (
    select * from observed
    union all by name
    select * from reported
)

select
    current_rows.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    current_rows.policy_id,
    current_rows.policy_title,
    current_rows.benefit_code,
    unnest(
        case
            when len(current_rows.line_of_business_codes) > 0
                then current_rows.line_of_business_codes
            else ['unspecified']
        end
    ) as line_of_business_code,
    current_rows.* exclude (payer_id, policy_id, policy_title, benefit_code, line_of_business_codes)
from current_rows
left join core_payers as payers on current_rows.payer_id = payers.payer_id;
