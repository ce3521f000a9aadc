-- Every fact of the versions in force today that a person can judge: positions, criteria, and the
-- logic of groups, which stands on the words of the first criterion below it.
create or replace view stg_current_facts as
with current_versions as (
    select
        version_id,
        policy_id,
        payer_id
    from versions_as_of()
    where in_force_from <= asking_day() and (in_force_to is null or in_force_to > asking_day())
),

stances as (
    select
        position_id as fact_id,
        version_id,
        'position' as type_code,
        concat_ws(' ', stance_code, scope_code, modifier_code) as said_text,
        drug_code,
        [indication_code] as indication_codes,
        phase_code,
        page,
        bbox_pt,
        quote,
        section_name,
        confidence,
        flags
    from core_positions
),

leaves as (
    select
        node_id as fact_id,
        version_id,
        type_code,
        concat_ws(' ', operator_code, value_text, unit_code) as said_text,
        drug_code,
        indication_codes,
        phase_code,
        page,
        bbox_pt,
        quote,
        section_name,
        confidence,
        flags
    from core_criteria
    where type_code is not null
),

bonds as (
    select
        groups.node_id as fact_id,
        groups.version_id,
        'logic' as type_code,
        concat_ws(' ', groups.logic_code, groups.required_count) as said_text,
        groups.drug_code,
        groups.indication_codes,
        groups.phase_code,
        leaves.page,
        leaves.bbox_pt,
        leaves.quote,
        leaves.section_name,
        cast(null as double) as confidence,
        groups.flags
    from core_criteria as groups
    inner join core_criteria as leaves
        on
            groups.version_id = leaves.version_id
            and starts_with(leaves.path, groups.path || '.')
            and leaves.type_code is not null
    where groups.logic_code is not null and len(groups.flags) > 0
    qualify
        row_number() over (
            partition by groups.node_id
            order by list_transform(string_split(leaves.path, '.'), lambda step: cast(step as integer))
        ) = 1
),

facts as (
    select * from stances
    union all
    select * from leaves
    union all
    select * from bonds
)

select
    facts.*,
    current_versions.policy_id,
    current_versions.payer_id,
    review_key(current_versions.policy_id, facts.type_code, facts.quote) as fact_key
from facts
inner join current_versions on facts.version_id = current_versions.version_id;
