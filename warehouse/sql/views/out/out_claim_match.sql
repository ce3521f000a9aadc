-- How far what payers say they changed agrees with what we saw: per policy the claims dated within the time
-- that we have watched it, those whose type could be read, those that match a change that we saw, and the
-- share of the readable ones that match.
create or replace view out_claim_match as
select
    payer_id,
    any_value(payer_name) as payer_name,
    policy_id,
    any_value(policy_title) as policy_title,
    count(*) as claims_count,
    count(*) filter (where change_type_code <> 'unspecified') as typed_claims_count,
    count(matched_change_id) as matched_claims_count,
    count(matched_change_id)
    / nullif(count(*) filter (where change_type_code <> 'unspecified'), 0) as matched_share
from out_change_claims
where not is_before_first_seen
group by payer_id, policy_id
order by payer_id, policy_id;
