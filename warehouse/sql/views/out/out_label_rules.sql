-- What the FDA label of Spravato asks, as rules to score payers' criteria by: one row per rule and label
-- version it stands in. is_verified needs both, the rule and the dates of the label, read in a source.
create or replace view out_label_rules as
with indications as (
    select unnest(['trd', 'mdd_si']) as indication_code
)

select
    labels.label_version,
    labels.valid_from,
    labels.valid_to,
    labels.precision_code,
    rules.rule_id,
    indications.indication_code,
    rules.type_code,
    rules.field_code,
    rules.comparison_code,
    rules.label_number,
    rules.label_code,
    rules.unit_code,
    rules.weight,
    rules.is_verified and labels.is_verified as is_verified,
    rules.source_name,
    labels.label_note
from core_label_rules as rules
inner join core_label_versions as labels
    on labels.label_version between rules.first_label and rules.last_label
cross join indications
where
    coalesce(rules.indication_code, indications.indication_code) = indications.indication_code
    and not (indications.indication_code = 'mdd_si' and labels.label_version = 'LV1');
