-- Stance in force on the last day of each month (today in the current month), from the first month
-- that any version binds: one row per month, payer, policy, drug, route and indication.
create or replace view out_coverage_monthly as
with months as (
    select
        unnest(
            generate_series(
                (select date_trunc('month', min(in_force_from)) from stg_versions),
                date_trunc('month', current_date),
                interval 1 month
            )
        )::date as month_on
),

days as (
    select
        month_on,
        least(last_day(month_on), current_date) as valid_on
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
)

select
    in_force.month_on,
    in_force.payer_id,
    payers.payer_name,
    payers.payer_type_code,
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
    date_diff('day', looks.observed_at::date, in_force.valid_on) as days_since_observed,
    positions.page,
    positions.quote,
    positions.confidence
from in_force
inner join stg_headline_positions as positions on in_force.version_id = positions.version_id
asof left join core_observations as looks
    on in_force.policy_id = looks.policy_id and in_force.valid_on + interval 1 day > looks.observed_at
left join core_payers as payers on in_force.payer_id = payers.payer_id;
