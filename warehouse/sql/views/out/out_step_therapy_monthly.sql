-- Failed trials that a payer asks for before the first approval, on the last day of each month (today in the
-- current month): the easiest way through its criteria and the hardest. Several policies of a payer: the
-- easiest of them, and the hardest. Reports name trials only: augmentation and psychotherapy are null there.
create or replace view out_step_therapy_monthly as
with months as (
    select
        unnest(
            generate_series(
                (select date_trunc('month', min(in_force_from)) from stg_step_paths),
                date_trunc('month', asking_day()),
                interval 1 month
            )
        )::date as month_on
),

in_force as (
    select
        months.month_on,
        paths.*
    from months
    inner join stg_step_paths as paths
        on
            least(last_day(months.month_on), asking_day()) >= paths.in_force_from
            and (
                paths.in_force_to is null
                or least(last_day(months.month_on), asking_day()) < paths.in_force_to
            )
),

ends as (
    select
        month_on,
        payer_id,
        drug_code,
        indication_code,
        basis_code,
        min(easiest) as easiest,
        max(hardest) as hardest,
        count(distinct policy_id) as policies_count
    from in_force
    group by all
),

strongest as (
    select *
    from ends
    qualify
        row_number() over (
            partition by month_on, payer_id, drug_code, indication_code
            order by list_position(['observed', 'payer_reported', 'reported'], basis_code)
        ) = 1
)

select
    ends.month_on,
    ends.payer_id,
    payers.payer_name,
    payers.payer_type_code,
    ends.drug_code,
    ends.indication_code,
    ends.easiest.trials_count as easiest_trials_count,
    ends.easiest.weeks as easiest_weeks,
    ends.easiest.classes_count as easiest_classes_count,
    ends.easiest.augmentations_count as easiest_augmentations_count,
    ends.easiest.is_psychotherapy as is_psychotherapy_on_easiest,
    ends.hardest.trials_count as hardest_trials_count,
    ends.hardest.weeks as hardest_weeks,
    ends.hardest.classes_count as hardest_classes_count,
    ends.hardest.augmentations_count as hardest_augmentations_count,
    ends.hardest.is_psychotherapy as is_psychotherapy_on_hardest,
    ends.policies_count,
    ends.basis_code
from strongest as ends
left join core_payers as payers on ends.payer_id = payers.payer_id;
