-- Which payers moved intravenous ketamine for CRPS or TRD out of investigational?
select
    payer_id,
    policy_id,
    indication_codes,
    effective_on,
    before_text,
    after_text,
    direction_code,
    before_quote,
    after_quote
from out_policy_changes
where
    change_type_code = 'stance_change'
    and drug_code = 'ketamine_racemic'
    and list_has_any(indication_codes, ['crps', 'trd'])
    and starts_with(before_text, 'investigational')
    and not starts_with(after_text, 'investigational')
order by effective_on, payer_id;
