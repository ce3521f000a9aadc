-- Reported criteria values with the interval in which each is the last one reported. Values that stand
-- beside each other in one text (a score on each of several scales) hold together.
create or replace view stg_reported_criteria as
with questions as (
    select distinct
        record_id,
        drug_code,
        indication_code,
        type_code
    from core_reported_criteria
),

spells as (
    select
        versions.payer_id,
        versions.policy_id,
        versions.version_id,
        versions.record_id,
        versions.benefit_code,
        criteria.drug_code,
        criteria.indication_code,
        criteria.type_code,
        versions.in_force_from,
        least(
            lead(versions.in_force_from) over (
                partition by
                    versions.policy_id, criteria.drug_code, criteria.indication_code, criteria.type_code
                order by versions.order_number
            ),
            versions.policy_ends_on,
            versions.observed_from
        ) as in_force_to,
        versions.is_counts_from_seen,
        versions.confidence_code,
        versions.source_kind_code,
        versions.url
    from reported_as_of() as versions
    inner join questions as criteria on versions.record_id = criteria.record_id
    where not versions.is_draft
)

select
    spells.*,
    criteria.operator_code,
    criteria.value_text,
    try_cast(criteria.value_text as double) as value_number,
    criteria.unit_code,
    criteria.distinct_classes,
    criteria.weeks_each,
    criteria.episode_scope_code,
    criteria.scale_name,
    criteria.relation_code
from spells
inner join core_reported_criteria as criteria
    on
        spells.record_id = criteria.record_id
        and spells.drug_code = criteria.drug_code
        and spells.indication_code = criteria.indication_code
        and spells.type_code = criteria.type_code
where spells.in_force_to is null or spells.in_force_to > spells.in_force_from;
