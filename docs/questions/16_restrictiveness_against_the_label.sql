-- How restrictive is each payer for TRD against the label, when its policy took effect and today?
select
    payer_id,
    policy_id,
    basis_code,
    in_force_from,
    any_value(label_at_effective) as label_at_effective,
    sum(score_at_effective) as score_at_effective,
    any_value(label_today) as label_today,
    sum(score_today) as score_today,
    list(type_code order by type_code) filter (where score_today > 0) as stricter_today
from out_restrictiveness
where
    indication_code = 'trd'
    and in_force_from <= asking_day()
    and (in_force_to is null or in_force_to > asking_day())
group by payer_id, policy_id, basis_code, version_id, in_force_from
order by payer_id, policy_id, in_force_from;
