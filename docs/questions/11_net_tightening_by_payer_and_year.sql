-- By how much did each payer tighten or loosen its rules each year (tightened minus loosened changes)?
select
    payer_id,
    year(effective_on) as year_number,
    count(*) filter (where direction_code = 'tightened') as tightened_count,
    count(*) filter (where direction_code = 'loosened') as loosened_count,
    count(*) filter (where direction_code not in ('tightened', 'loosened')) as others_count,
    count(*) filter (where direction_code = 'tightened')
    - count(*) filter (where direction_code = 'loosened') as net_tightening
from out_policy_changes
where is_news
group by all
order by all;
