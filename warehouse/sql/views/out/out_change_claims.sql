-- Changes of rules that documents say were made, read in their own histories: one row per claim of a policy,
-- as the earliest version prints it. A claim is what the payer says of its past, with cause payer_reported;
-- it is never news. matched_change_id names the change that we saw ourselves: same policy and type, at most
-- 120 days apart, drug and indications overlapping where both are named.
create or replace view out_change_claims as
with pairs as (
    select
        claims.policy_id,
        claims.claim_id,
        changes.change_id,
        changes.direction_code = claims.direction_code as is_same_direction,
        least(
            abs(date_diff('day', claims.dated_on, changes.effective_on)),
            abs(date_diff('day', claims.dated_on, changes.first_seen_at::date))
        ) as days_apart
    from stg_claims as claims
    inner join stg_changes as changes
        on
            claims.policy_id = changes.policy_id
            and claims.change_type_code = changes.change_type_code
            and (claims.drug_code is null or changes.drug_code in (claims.drug_code, 'any', ''))
            and (
                len(claims.indication_codes) = 0
                or len(changes.indication_codes) = 0
                or list_contains(changes.indication_codes, 'any')
                or list_has_any(claims.indication_codes, changes.indication_codes)
            )
),

matched as (
    select *
    from pairs
    where days_apart <= 120
    qualify row_number() over (
        partition by policy_id, claim_id order by is_same_direction desc, days_apart, change_id
    ) = 1
)

select
    claims.claim_id,
    claims.payer_id,
    payers.payer_name,
    claims.policy_id,
    policies.policy_title,
    claims.dated_on,
    claims.precision_code,
    claims.change_type_code,
    claims.direction_code,
    claims.drug_code,
    claims.route_code,
    claims.indication_codes,
    claims.before_text,
    claims.after_text,
    claims.before_stance_code,
    claims.after_stance_code,
    claims.is_before_first_seen,
    matched.change_id as matched_change_id,
    'payer_reported' as cause_code,
    claims.quote,
    claims.page,
    claims.bbox_pt,
    claims.section_name,
    claims.version_id,
    claims.first_seen_at
from stg_claims as claims
left join matched on claims.policy_id = matched.policy_id and claims.claim_id = matched.claim_id
left join core_payers as payers on claims.payer_id = payers.payer_id
left join core_policies as policies on claims.policy_id = policies.policy_id
order by claims.policy_id, claims.dated_on, claims.change_type_code, claims.claim_id;
