-- Share of payers by stance, month by month, apart for each basis. A payer counts once, with its most open
-- policy, under the strongest basis it has that month: observed before payer_reported before reported. An
-- observed payer whose policies are silent counts as not_addressed; a report is partial, so that a payer
-- known by its own history or by reports alone counts only for what they state. Who is not in the share of
-- the basis is in not_observed_count. Interval: Wilson, 95 %. lives_known_count says for how many payers
-- lives are known.
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
        any_value(bases.payer_type_code) as payer_type_code,
        any_value(bases.basis_code) as basis_code,
        any_value(bases.is_observed_lately) as is_observed_lately,
        max_by(monthly.stance_code, openness(monthly.stance_code)) as stance_code
    from monthly
    inner join bases
        on
            monthly.month_on = bases.month_on
            and monthly.payer_id = bases.payer_id
            and monthly.basis_rank = bases.basis_rank
    group by all
),

addressed as (
    select
        stances.month_on,
        stances.payer_type_code,
        stances.basis_code,
        stances.drug_code,
        stances.route_code,
        stances.indication_code,
        stances.stance_code,
        count(*) as payers_count,
        count(*) filter (where stances.is_observed_lately) as observed_lately_count,
        sum(payers.lives_count) as lives_count,
        count(payers.lives_count) as lives_known_count
    from payer_stances as stances
    inner join core_payers as payers on stances.payer_id = payers.payer_id
    group by all
),

observed_payers as (
    select
        bases.month_on,
        bases.payer_type_code,
        bases.basis_code,
        count(*) as payers_count,
        count(*) filter (where bases.is_observed_lately) as observed_lately_count,
        sum(payers.lives_count) as lives_count,
        count(payers.lives_count) as lives_known_count
    from bases
    inner join core_payers as payers on bases.payer_id = payers.payer_id
    where bases.basis_code = 'observed'
    group by all
),

questions as (
    select distinct
        drug_code,
        route_code,
        indication_code
    from payer_stances
),

spoken_for as (
    select
        month_on,
        payer_type_code,
        drug_code,
        route_code,
        indication_code,
        sum(payers_count) as payers_count,
        sum(observed_lately_count) as observed_lately_count,
        sum(lives_count) as lives_count,
        sum(lives_known_count) as lives_known_count
    from addressed
    where basis_code = 'observed'
    group by all
),

-- all payers observed in a month less those that some stance speaks for
silent as (
    select
        observed_payers.month_on,
        observed_payers.payer_type_code,
        observed_payers.basis_code,
        questions.drug_code,
        questions.route_code,
        questions.indication_code,
        'not_addressed' as stance_code,
        observed_payers.payers_count - coalesce(spoken_for.payers_count, 0) as payers_count,
        observed_payers.observed_lately_count
        - coalesce(spoken_for.observed_lately_count, 0) as observed_lately_count,
        case
            when observed_payers.lives_known_count > coalesce(spoken_for.lives_known_count, 0)
                then observed_payers.lives_count - coalesce(spoken_for.lives_count, 0)
        end as lives_count,
        observed_payers.lives_known_count - coalesce(spoken_for.lives_known_count, 0) as lives_known_count
    from observed_payers
    cross join questions
    left join spoken_for
        on
            observed_payers.month_on = spoken_for.month_on
            and observed_payers.payer_type_code = spoken_for.payer_type_code
            and questions.drug_code = spoken_for.drug_code
            and questions.route_code = spoken_for.route_code
            and questions.indication_code = spoken_for.indication_code
),

counted as (
    select
        month_on,
        payer_type_code,
        basis_code,
        drug_code,
        route_code,
        indication_code,
        stance_code,
        sum(payers_count)::bigint as payers_count,
        sum(observed_lately_count)::bigint as observed_lately_count,
        sum(lives_count) as lives_count,
        sum(lives_known_count)::bigint as lives_known_count
    from (
        select * from addressed
        union all by name
        select * from silent
        where payers_count > 0
    ) as answers
    group by all
),

payer_counts as (
    select
        payer_type_code,
        count(*) as known_count
    from core_payers
    group by payer_type_code
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
