-- Which changes around 2026-01-01 only touched codes, and did not tighten or loosen anything?
select
    payer_id,
    policy_id,
    effective_on,
    before_text,
    after_text,
    is_news
from out_policy_changes
where
    direction_code = 'neutral_codes'
    and effective_on between date '2025-10-01' and date '2026-06-30'
order by effective_on, payer_id, policy_id, before_text, after_text;
