-- Each claim of a policy once, as the earliest version prints it that we hold, with the days we looked.
create or replace view stg_claims as
with sights as (
    select
        policy_id,
        min(observed_at) as policy_first_seen_at
    from core_observations
    group by policy_id
)

select
    claims.*,
    versions.policy_id,
    versions.payer_id,
    versions.first_seen_at,
    case claims.precision_code
        when 'year' then (date_trunc('year', claims.dated_on) + interval 1 year - interval 1 day)::date
        when 'month' then last_day(claims.dated_on)
        else claims.dated_on
    end < sights.policy_first_seen_at::date as is_before_first_seen
from core_claims as claims
inner join core_versions as versions on claims.version_id = versions.version_id
inner join sights on versions.policy_id = sights.policy_id
where versions.superseded_at is null
qualify row_number() over (
    partition by versions.policy_id, claims.claim_id
    order by versions.issue_number, claims.version_id, claims.page, claims.quote
) = 1;
