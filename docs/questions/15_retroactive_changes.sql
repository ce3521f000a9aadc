-- Which changes bind from a day before we first saw them, and by how many days?
select
    payer_id,
    policy_id,
    change_type_code,
    effective_on,
    first_seen_at::date as first_seen_on,
    lag_days
from out_policy_changes
where is_news and not is_effective_on_seen and lag_days > 0
order by lag_days desc, payer_id, policy_id, change_type_code, effective_on;
