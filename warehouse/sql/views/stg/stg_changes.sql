-- Changes as believed now, with who and whether they are news. A change stands between two issues of
-- a policy, so a payer made it, whichever version of the extractors reads both of them today.
create or replace view stg_changes as
select
    changes.*,
    payers.payer_name,
    policies.policy_title,
    versions.benefit_code,
    'payer_change' as cause_code,
    case changes.direction_code when 'neutral_codes' then 'codes' else 'criteria' end as change_level_code,
    date_diff('day', changes.effective_on, changes.first_seen_at::date) as lag_days,
    is_rule_news(changes.direction_code, changes.is_reverted) as is_news
from core_changes as changes
inner join core_versions as versions on changes.to_version_id = versions.version_id
left join core_payers as payers on changes.payer_id = payers.payer_id
left join core_policies as policies on changes.policy_id = policies.policy_id
where changes.superseded_at is null;
