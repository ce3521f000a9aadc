-- For every external event that policies can answer, and every version that speaks of its matter: whether
-- the version gives the answer. Silence about a rule answers only where we hold the document.
create or replace view stg_event_answers as
with versions as (
    select
        version_id,
        policy_id,
        payer_id,
        'observed' as basis_code,
        in_force_from,
        in_force_to,
        coalesce(original_effective_on = effective_from, false) as is_first_edition,
        is_effective_from_seen,
        first_seen_at::date as first_seen_on,
        last_seen_at::date as known_until
    from stg_versions
    where is_ever_in_force
),

stances as (
    select -- noqa: AM07
        versions.* exclude (first_seen_on),
        positions.drug_code,
        positions.indication_code,
        positions.stance_code
    from versions
    inner join stg_headline_positions as positions on versions.version_id = positions.version_id
    union all by name
    select
        positions.version_id,
        positions.policy_id,
        positions.payer_id,
        'reported' as basis_code,
        positions.in_force_from,
        positions.in_force_to,
        false as is_first_edition,
        positions.is_counts_from_seen as is_effective_from_seen,
        positions.in_force_from as known_until,
        positions.drug_code,
        positions.indication_code,
        positions.stance_code
    from stg_reported_positions as positions
),

covered as (
    select
        events.event_id,
        stances.* exclude (drug_code, indication_code, stance_code),
        bool_or(
            stances.indication_code = events.indication_code
            and stances.stance_code in ('covered', 'covered_with_criteria')
        ) as is_answer
    from core_external_events as events
    inner join stances on events.drug_code = stances.drug_code
    where events.signal_code = 'became_covered'
    group by all
),

refused as (
    select
        events.event_id,
        stances.* exclude (drug_code, indication_code, stance_code),
        bool_or(stances.stance_code in ('investigational', 'not_medically_necessary', 'benefit_exclusion'))
            as is_answer
    from core_external_events as events
    inner join stances on events.drug_code = stances.drug_code
    where events.signal_code = 'became_refused'
    group by all
),

observed_rules as (
    select
        events.event_id,
        stances.* exclude (drug_code, indication_code, stance_code),
        not exists (
            select 1
            from core_criteria as leaves
            where
                leaves.version_id = stances.version_id
                and leaves.drug_code = events.drug_code
                and list_contains(leaves.indication_codes, events.indication_code)
                and leaves.phase_code in ('initial', 'both')
                and leaves.type_code = events.signal_value
                and leaves.operator_code <> 'not_required'
        ) as is_answer
    from core_external_events as events
    inner join stances
        on
            events.drug_code = stances.drug_code
            and events.indication_code = stances.indication_code
            and stances.stance_code = 'covered_with_criteria'
            and stances.basis_code <> 'reported'
    where events.signal_code = 'rule_dropped'
),

reported_rules as (
    select
        events.event_id,
        criteria.version_id,
        criteria.policy_id,
        criteria.payer_id,
        'reported' as basis_code,
        criteria.in_force_from,
        criteria.in_force_to,
        false as is_first_edition,
        criteria.is_counts_from_seen as is_effective_from_seen,
        criteria.in_force_from as known_until,
        criteria.operator_code = 'not_required' as is_answer
    from core_external_events as events
    inner join stg_reported_criteria as criteria
        on
            events.drug_code = criteria.drug_code
            and events.indication_code = criteria.indication_code
            and events.signal_value = criteria.type_code
    where events.signal_code = 'rule_dropped'
),

named as (
    -- a change of codes alone leaves the day from which the rules count: its own is the day it was seen
    select
        events.event_id,
        versions.* replace (
            case
                when versions.is_effective_from_seen then versions.first_seen_on
                else versions.in_force_from
            end as in_force_from
        ),
        bool_or(codes.code = events.signal_value) as is_answer
    from core_external_events as events
    cross join versions
    inner join core_codes as codes on versions.version_id = codes.version_id
    where events.signal_code = 'code_named' and codes.code_system in ('hcpcs', 'HCPCS', 'cpt', 'CPT')
    group by all
)

select * from covered -- noqa: AM07
union all by name
select * from refused
union all by name
select * from observed_rules
union all by name
select * from reported_rules
union all by name
select * from named;
