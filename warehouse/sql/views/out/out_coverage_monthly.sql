-- Stance in force on the last day of each month (today in the current month), from the first month
-- that any version binds: one row per month, payer, policy, drug, route and indication. Basis reported:
-- the last stance reported of a real payer's policy that we do not hold; carried forward, never observed.
-- Basis payer_reported: what the policy's own history states of the time before we observed it, with the
-- row's words as quote. Only these words count: "A instead of B" states B before the row and A from it on; a
-- use that joined or left the covered or the refused ones states their stance after or before the row; a
-- criterion for approval that went from one value to another states coverage with criteria on both sides.
-- A new policy, a review, a criterion added or removed, and silence state nothing.
create or replace view out_coverage_monthly as
with months as (
    select
        unnest(
            generate_series(
                (
                    select date_trunc('month', min(in_force_from))
                    from (
                        select in_force_from from stg_versions
                        union all
                        select in_force_from from stg_reported_positions
                        union all
                        select in_force_from from stg_payer_reported_positions
                    ) as starts
                ),
                date_trunc('month', asking_day()),
                interval 1 month
            )
        )::date as month_on
),

days as (
    select
        month_on,
        least(last_day(month_on), asking_day()) as valid_on
    from months
),

in_force as (
    select
        days.month_on,
        days.valid_on,
        versions.*
    from days
    inner join stg_versions as versions
        on
            days.valid_on >= versions.in_force_from
            and (versions.in_force_to is null or days.valid_on < versions.in_force_to)
),

looked as (
    select
        in_force.*,
        looks.observed_at
    from in_force
    asof left join core_observations as looks
        on in_force.policy_id = looks.policy_id and in_force.valid_on + interval 1 day > looks.observed_at
),

observed as (
    select
        in_force.month_on,
        in_force.payer_id,
        in_force.policy_id,
        in_force.benefit_code,
        positions.drug_code,
        positions.route_code,
        positions.indication_code,
        positions.stance_code,
        positions.scope_code,
        'observed' as basis_code,
        in_force.version_id,
        in_force.is_effective_from_seen,
        date_diff('day', in_force.observed_at::date, in_force.valid_on) as days_since_observed,
        positions.page,
        positions.quote,
        positions.confidence,
        in_force.url
    from looked as in_force
    inner join stg_headline_positions as positions on in_force.version_id = positions.version_id
),

reported as (
    select
        days.month_on,
        positions.payer_id,
        positions.policy_id,
        positions.benefit_code,
        positions.drug_code,
        positions.route_code,
        positions.indication_code,
        positions.stance_code,
        'headline' as scope_code,
        'reported' as basis_code,
        positions.version_id,
        positions.is_counts_from_seen as is_effective_from_seen,
        positions.url
    from days
    inner join stg_reported_positions as positions
        on
            days.valid_on >= positions.in_force_from
            and (positions.in_force_to is null or days.valid_on < positions.in_force_to)
),

told as (
    select
        days.month_on,
        positions.payer_id,
        positions.policy_id,
        positions.benefit_code,
        positions.drug_code,
        positions.route_code,
        positions.indication_code,
        positions.stance_code,
        'headline' as scope_code,
        'payer_reported' as basis_code,
        positions.version_id,
        false as is_effective_from_seen,
        positions.page,
        positions.quote,
        positions.url
    from days
    inner join stg_payer_reported_positions as positions
        on days.valid_on >= positions.in_force_from and days.valid_on < positions.in_force_to
),

stances as (
    select * from observed
    union all by name
    select * from told
    union all by name
    select * from reported
)

select
    stances.month_on,
    stances.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    stances.* exclude (month_on, payer_id)
from stances
left join core_payers as payers on stances.payer_id = payers.payer_id;
