-- Stances and criteria that stand in one version and not in the other, whatever lies between them. The
-- range of ids says nothing more than the list: a range is asked of each row before its words are read.
create or replace macro policy_diff(from_version, to_version) as table
    with rules as (
        select
            version_id,
            'position' as kind,
            drug_code,
            [indication_code] as indication_codes,
            phase_code,
            'stance' as type_code,
            stance_code || coalesce(' (' || setting_code || ')', '') as rule_text,
            page,
            quote
        from core_positions
        where
            version_id in (from_version, to_version)
            and version_id between least(from_version, to_version) and greatest(from_version, to_version)
        union all
        select
            version_id,
            'criterion' as kind,
            drug_code,
            indication_codes,
            phase_code,
            type_code,
            concat_ws(' ', operator_code, value_text, unit_code, nullif(qualifiers::varchar, '{}'))
                as rule_text,
            page,
            quote
        from core_criteria
        where
            type_code is not null
            and version_id in (from_version, to_version)
            and version_id between least(from_version, to_version) and greatest(from_version, to_version)
    )

    select
        case when here.version_id = from_version then 'before' else 'after' end as side,
        here.* exclude (version_id)
    from rules as here
    where
        not exists (
            select 1
            from rules as there
            where
                there.version_id <> here.version_id
                and there.kind = here.kind
                and there.drug_code = here.drug_code
                and there.indication_codes = here.indication_codes
                and there.phase_code is not distinct from here.phase_code
                and there.type_code = here.type_code
                and there.rule_text = here.rule_text
        )
    order by here.kind, here.drug_code, here.type_code, side desc;
