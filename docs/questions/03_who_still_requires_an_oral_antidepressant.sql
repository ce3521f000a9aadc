-- Which payers still require an oral antidepressant for TRD today, although the label no longer does?
select
    payer_id,
    policy_id,
    basis_code,
    in_force_from,
    label_today,
    score_today,
    quote
from out_restrictiveness
where
    type_code = 'concomitant_antidepressant'
    and indication_code = 'trd'
    and score_today = 1
    and in_force_from <= asking_day()
    and (in_force_to is null or in_force_to > asking_day())
order by payer_id, policy_id;
