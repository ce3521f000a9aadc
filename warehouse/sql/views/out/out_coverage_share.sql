-- Share of payers by stance, month by month. A payer counts once, with its most open policy; a payer
-- whose policies in force are silent counts as not_addressed; one without any version in force in
-- that month is not in the share but in not_observed_count. Interval: Wilson, 95 %.
create or replace view out_coverage_share as
with ranks as (
    select
        unnest(
            [
                'not_addressed',
                'benefit_exclusion',
                'investigational',
                'not_medically_necessary',
                'case_by_case',
                'covered_with_criteria',
                'covered'
            ]
        ) as stance_code,
        unnest(range(7)) as openness
),

payer_stances as (
    select
        monthly.month_on,
        monthly.payer_id,
        monthly.payer_type_code,
        monthly.drug_code,
        monthly.route_code,
        monthly.indication_code,
        max_by(monthly.stance_code, ranks.openness) as stance_code
    from out_coverage_monthly as monthly
    inner join ranks on monthly.stance_code = ranks.stance_code
    group by all
),

observed as (
    select distinct
        month_on,
        payer_id,
        payer_type_code
    from out_coverage_monthly
),

questions as (
    select distinct
        drug_code,
        route_code,
        indication_code
    from payer_stances
),

answers as (
    select
        observed.month_on,
        observed.payer_id,
        observed.payer_type_code,
        questions.drug_code,
        questions.route_code,
        questions.indication_code,
        coalesce(payer_stances.stance_code, 'not_addressed') as stance_code
    from observed
    cross join questions
    left join payer_stances
        on
            observed.month_on = payer_stances.month_on
            and observed.payer_id = payer_stances.payer_id
            and questions.drug_code = payer_stances.drug_code
            and questions.route_code = payer_stances.route_code
            and questions.indication_code = payer_stances.indication_code
),

payer_counts as (
    select
        payer_type_code,
        count(*) as declared_count
    from core_payers
    group by payer_type_code
),

counted as (
    select
        answers.month_on,
        answers.payer_type_code,
        answers.drug_code,
        answers.route_code,
        answers.indication_code,
        answers.stance_code,
        count(*) as payers_count,
        sum(payers.lives_count) as lives_count
    from answers
    inner join core_payers as payers on answers.payer_id = payers.payer_id
    group by all
),

with_total as (
    select
        *,
        sum(payers_count) over (
            partition by month_on, payer_type_code, drug_code, route_code, indication_code
        )::bigint as observed_count
    from counted
)

select
    with_total.month_on,
    with_total.payer_type_code,
    with_total.drug_code,
    with_total.route_code,
    with_total.indication_code,
    with_total.stance_code,
    with_total.payers_count,
    with_total.observed_count,
    with_total.payers_count / with_total.observed_count as share,
    wilson_low(with_total.payers_count, with_total.observed_count) as share_low,
    wilson_high(with_total.payers_count, with_total.observed_count) as share_high,
    with_total.lives_count,
    payer_counts.declared_count - with_total.observed_count as not_observed_count
from with_total
inner join payer_counts on with_total.payer_type_code = payer_counts.payer_type_code;
