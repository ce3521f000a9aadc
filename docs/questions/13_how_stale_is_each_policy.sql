-- How stale is each policy: days past its printed next review, and days since it was last seen?
select
    payer_id,
    policy_id,
    basis_code,
    max(next_review_on) as next_review_on,
    greatest(asking_day() - max(next_review_on), 0) as days_past_review,
    asking_day() - max(last_seen_at)::date as days_since_seen
from out_policy_history
where
    superseded_at is null
    and is_ever_in_force
    and (in_force_to is null or in_force_to > asking_day())
group by all
order by days_past_review desc nulls last, policy_id;
