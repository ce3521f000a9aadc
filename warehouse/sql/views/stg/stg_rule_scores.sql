-- Every criterion of a version on Spravato against every label version: one row per version, indication,
-- type and label. A type is as strict as its strictest criterion; alternatives are as strict as the easiest
-- of them. Values that point both ways in one criterion cannot be compared: null. Of quotes that are equally
-- strict the one on the earliest page speaks, or the first in the alphabet, so that an answer stays.
create or replace view stg_rule_scores as
with valued as (
    select
        *,
        case when operator_code not in ('present', 'required') then value_number end as counted_number,
        case when coalesce(dose_phase_code, 'induction') = 'induction' then value_number end
        * case unit_code
            when 'device' then 28
            when 'mg' then 1
        end
        * 28 / per_days as mg_per_28_days,
        case when operator_code <> 'not_required' then operator_code end as demand_code,
        case
            when
                relation_text in ('prescribed_by', '["prescribed_by"]')
                and value_text in ('psychiatry', '["psychiatry"]')
                then 'prescribed_by'
            else 'others'
        end as only_code
    from stg_esketamine_rules
),

compared as (
    select
        said.*,
        rules.label_version,
        rules.is_verified,
        rules.weight * rule_score(
            rules.comparison_code,
            case rules.field_code
                when 'value' then said.value_number
                when 'hours' then said.value_number
                when 'number' then said.counted_number
                when 'days' then said.duration_days
                when 'trial_days' then said.trial_days
                when 'distinct_classes' then said.classes_number
                when 'mg_per_28_days' then said.mg_per_28_days
            end,
            case rules.field_code
                when 'value' then said.demand_code
                when 'operator' then said.operator_code
                when 'condition' then said.condition_code
                when 'relation' then said.only_code
            end,
            rules.label_number,
            rules.label_code
        ) as field_score
    from valued as said
    inner join out_label_rules as rules
        on
            said.type_code = rules.type_code
            and said.indication_code = rules.indication_code
            and (rules.comparison_code <> 'more_is_stricter' or said.operator_code in ('>=', '>', '=='))
),

criteria_scores as (
    select
        payer_id,
        policy_id,
        version_id,
        basis_code,
        in_force_from,
        in_force_to,
        indication_code,
        type_code,
        label_version,
        is_alternative,
        quote,
        page,
        bool_and(is_verified) as is_verified,
        case
            when min(field_score) < 0 and max(field_score) > 0 then null
            when min(field_score) < 0 then min(field_score)
            else max(field_score)
        end as score,
        count(field_score) as fields_count
    from compared
    group by all
)

select
    payer_id,
    policy_id,
    version_id,
    basis_code,
    in_force_from,
    in_force_to,
    indication_code,
    type_code,
    label_version,
    case when bool_and(is_alternative) then min(score) else max(score) end as score,
    bool_and(is_verified) as is_verified,
    arg_min(quote, row(-coalesce(score, -2), page, quote)) as quote,
    arg_min(page, row(-coalesce(score, -2), page, quote)) as page
from criteria_scores
where fields_count > 0
group by all;
