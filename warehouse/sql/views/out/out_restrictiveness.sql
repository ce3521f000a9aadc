-- Payers' criteria on Spravato against the FDA label: one row per version, indication and type of criterion.
-- 1 = a barrier that the label lacks or a stricter value (0.5 for documents beyond an attestation), 0 = as
-- the label, -1 = looser, null = not comparable. Scored by the label in force on the day the version begins
-- to count and by that of today. Codes, the safety program and monitoring do not count as barriers. Racemic
-- ketamine has no label for psychiatric use or pain and no score.
create or replace view out_restrictiveness as
with labels as (
    select
        *,
        asking_day() >= valid_from and (valid_to is null or asking_day() < valid_to) as is_today
    from core_label_versions
),

then_scores as (
    select scores.*
    from stg_rule_scores as scores
    inner join labels
        on
            scores.label_version = labels.label_version
            and scores.in_force_from >= labels.valid_from
            and (labels.valid_to is null or scores.in_force_from < labels.valid_to)
),

today_scores as (
    select scores.*
    from stg_rule_scores as scores
    inner join labels on scores.label_version = labels.label_version
    where labels.is_today
)

select
    today_scores.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    today_scores.policy_id,
    today_scores.version_id,
    today_scores.basis_code,
    today_scores.in_force_from,
    today_scores.in_force_to,
    today_scores.indication_code,
    today_scores.type_code,
    then_scores.label_version as label_at_effective,
    then_scores.score as score_at_effective,
    today_scores.label_version as label_today,
    today_scores.score as score_today,
    today_scores.is_verified,
    today_scores.quote,
    today_scores.page
from today_scores
left join then_scores
    on
        today_scores.version_id = then_scores.version_id
        and today_scores.indication_code = then_scores.indication_code
        and today_scores.type_code = then_scores.type_code
left join core_payers as payers on today_scores.payer_id = payers.payer_id;
