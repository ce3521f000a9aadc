-- Which quantity limits lie under the label's maximum (mg in 28 days of induction)?
select distinct
    rules.payer_id,
    rules.policy_id,
    rules.indication_code,
    rules.in_force_from,
    rules.in_force_to,
    rules.value_number,
    rules.unit_code,
    rules.per_days,
    rules.value_number * case rules.unit_code when 'device' then 28 when 'mg' then 1 end * 28 / rules.per_days
        as mg_in_28_days,
    labels.label_number as label_mg_in_28_days
from stg_esketamine_rules as rules
inner join out_label_rules as labels
    on rules.indication_code = labels.indication_code and labels.field_code = 'mg_per_28_days'
where rules.type_code = 'quantity_limit' and mg_in_28_days < label_mg_in_28_days
order by all;
