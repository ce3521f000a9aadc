-- Which share of the criteria in each payer's current policies is doubted, and of how many do we hold no quote?
select
    payer_id,
    policy_id,
    count(*) as criteria_count,
    count(*) filter (where list_has_any(flags, ['suspect', 'ambiguous', 'conflict', 'logic_conflict']))
        as doubted_count,
    count(*) filter (where type_code = 'other') as not_understood_count,
    round(avg((type_code = 'other')::integer), 3) as not_understood_share
from out_current_criteria
group by payer_id, policy_id
order by not_understood_share desc, payer_id, policy_id;
