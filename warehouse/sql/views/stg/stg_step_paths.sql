-- Trials asked for before the first approval, per version, drug and indication, on the easiest and the
-- hardest path. Trees of one version for the same indication bind together: the one that asks most speaks.
create or replace view stg_step_paths as
with trees as (
    select
        versions.payer_id,
        versions.policy_id,
        versions.version_id,
        'observed' as basis_code,
        versions.in_force_from,
        versions.in_force_to,
        paths.drug_code,
        unnest(paths.indication_codes) as indication_code,
        {
            'trials_count': paths.easiest_trials_count,
            'augmentations_count': paths.easiest_augmentations_count,
            'weeks': paths.easiest_weeks,
            'is_psychotherapy': paths.is_psychotherapy_on_easiest,
            'classes_count': paths.easiest_classes_count
        } as easiest,
        {
            'trials_count': paths.hardest_trials_count,
            'augmentations_count': paths.hardest_augmentations_count,
            'weeks': paths.hardest_weeks,
            'is_psychotherapy': paths.is_psychotherapy_on_hardest,
            'classes_count': paths.hardest_classes_count
        } as hardest
    from stg_versions as versions
    inner join core_paths as paths on versions.version_id = paths.version_id
    where versions.is_ever_in_force and paths.phase_code in ('initial', 'both')
),

observed as (
    select
        * exclude (easiest, hardest),
        max(easiest) as easiest,
        max(hardest) as hardest
    from trees
    group by all
),

counts as (
    select
        payer_id,
        policy_id,
        version_id,
        'reported' as basis_code,
        in_force_from,
        in_force_to,
        drug_code,
        indication_code,
        {
            'trials_count': value_number::integer,
            'augmentations_count': null::integer,
            'weeks': value_number * weeks_each,
            'is_psychotherapy': null::boolean,
            'classes_count': distinct_classes
        } as easiest
    from stg_reported_criteria
    where type_code = 'step_therapy_trials'
)

select * from observed -- noqa: AM07
union all by name
select
    *,
    easiest as hardest
from counts;
