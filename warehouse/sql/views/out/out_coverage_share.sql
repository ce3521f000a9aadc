-- Share of payers by stance, month by month, apart for each basis. A payer counts once, with its most open
-- policy, under the strongest basis it has that month: observed before payer_reported before reported. An
-- observed payer whose policies are silent counts as not_addressed; a report is partial, so that a payer
-- known by reports alone counts only for what was reported of it. Who is not in the share of the basis is
-- in not_observed_count. Interval: Wilson, 95 %. lives_known_count says for how many payers lives are known.
create or replace view out_coverage_share as
with monthly as (
    select
        *,
        list_position(['observed', 'payer_reported', 'reported'], basis_code) as basis_rank
    from out_coverage_monthly
),

bases as (
    select
        month_on,
        payer_id,
        any_value(payer_type_code) as payer_type_code,
        min(basis_rank) as basis_rank,
        arg_min(basis_code, basis_rank) as basis_code,
        coalesce(min(days_since_observed) <= 90, false) as is_observed_lately
    from monthly
    group by month_on, payer_id
),

payer_stances as (
    select
        monthly.month_on,
        monthly.payer_id,
        monthly.drug_code,
        monthly.route_code,
        monthly.indication_code,
        max_by(monthly.stance_code, openness(monthly.stance_code)) as stance_code
    from monthly
    inner join bases
        on
            monthly.month_on = bases.month_on
            and monthly.payer_id = bases.payer_id
            and monthly.basis_rank = bases.basis_rank
    group by all
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
        bases.*,
        questions.drug_code,
        questions.route_code,
        questions.indication_code,
        coalesce(payer_stances.stance_code, 'not_addressed') as stance_code
    from bases
    cross join questions
    left join payer_stances
        on
            bases.month_on = payer_stances.month_on
            and bases.payer_id = payer_stances.payer_id
            and questions.drug_code = payer_stances.drug_code
            and questions.route_code = payer_stances.route_code
            and questions.indication_code = payer_stances.indication_code
    where bases.basis_code <> 'reported' or payer_stances.stance_code is not null
),

payer_counts as (
    select
        payer_type_code,
        count(*) as known_count
    from core_payers
    group by payer_type_code
),

counted as (
    select
        answers.month_on,
        answers.payer_type_code,
        answers.basis_code,
        answers.drug_code,
        answers.route_code,
        answers.indication_code,
        answers.stance_code,
        count(*) as payers_count,
        count(*) filter (where answers.is_observed_lately) as observed_lately_count,
        sum(payers.lives_count) as lives_count,
        count(payers.lives_count) as lives_known_count
    from answers
    inner join core_payers as payers on answers.payer_id = payers.payer_id
    group by all
),

with_total as (
    select
        *,
        sum(payers_count) over (
            partition by month_on, payer_type_code, basis_code, drug_code, route_code, indication_code
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
    with_total.basis_code,
    with_total.payers_count,
    with_total.observed_count,
    with_total.payers_count / with_total.observed_count as share,
    wilson_low(with_total.payers_count, with_total.observed_count) as share_low,
    wilson_high(with_total.payers_count, with_total.observed_count) as share_high,
    with_total.observed_lately_count,
    with_total.lives_count,
    with_total.lives_known_count,
    payer_counts.known_count - with_total.observed_count as not_observed_count
from with_total
inner join payer_counts on with_total.payer_type_code = payer_counts.payer_type_code;
