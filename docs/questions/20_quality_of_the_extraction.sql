-- Which criteria of each payer's current policies are doubted, and which share was not understood?
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
