-- Editions of a policy that its own history tells of, from before the first version that we observed, as
-- known at a moment (UTC): one row per printed date, however many of our editions print it, in the words of
-- the earliest of them. Each holds from its date until the next row or the first observed version; what
-- archives the policy ends the edition before it and is never in force. A row whose month or year was not
-- over when the first observed version begins is no edition before it. Neither is the last row up to its
-- printed effective date, where it lies within 120 days of it: committees decide weeks before a text binds,
-- so that it tells of that text itself.
create or replace macro payer_reported_as_of(known_at := timestamp '9999-12-31') as table
    with known as (
        select *
        from core_versions
        where
            first_seen_at <= known_at
            and recorded_at <= known_at
            and (superseded_at is null or superseded_at > known_at)
            and coalesce(status_code, 'active') <> 'draft'
    ),

    first_observed as (
        select
            policy_id,
            version_id,
            effective_from_or_seen as observed_from,
            is_effective_from_seen
        from known
        qualify
            row_number() over (partition by policy_id order by effective_from_or_seen, issue_number) = 1
    ),

    ruled as (
        select distinct
            version_id,
            dated_on as revised_on
        from core_claims
        where change_type_code <> 'code_change'
    ),

    printed as (
        select
            known.policy_id,
            known.payer_id,
            known.version_id as told_by_version_id,
            known.issue_number,
            known.benefit_code,
            known.line_of_business_codes,
            known.first_seen_at,
            known.recorded_at,
            known.url,
            revisions.revised_on,
            list_position(['day', 'month', 'year'], max(revisions.precision_code)) as rank,
            bool_and(revisions.action_code = 'reviewed' and ruled.version_id is null) as is_review,
            bool_or(revisions.action_code = 'archived') as is_end,
            string_agg(nullif(revisions.summary, ''), ' … ' order by revisions.row_number) as summary
        from known
        inner join core_revisions as revisions on known.version_id = revisions.version_id
        left join ruled
            on revisions.version_id = ruled.version_id and revisions.revised_on = ruled.revised_on
        where revisions.revised_on is not null
        group by all
    ),

    earliest as (
        select *
        from printed
        qualify
            row_number() over (
                partition by policy_id, revised_on order by issue_number, told_by_version_id
            ) = 1
    ),

    own_rows as (
        select
            earliest.policy_id,
            max(earliest.revised_on) as revised_on
        from earliest
        inner join first_observed as firsts on earliest.policy_id = firsts.policy_id
        where
            not firsts.is_effective_from_seen
            and earliest.revised_on between firsts.observed_from - 120 and firsts.observed_from
        group by earliest.policy_id
    ),

    placed as (
        select
            earliest.* exclude (issue_number),
            firsts.observed_from,
            coalesce(earliest.revised_on = own_rows.revised_on, false) as is_own,
            case earliest.rank
                when 3 then (date_trunc('year', earliest.revised_on) + interval 1 year)::date - 1
                when 2 then last_day(earliest.revised_on)
                else earliest.revised_on
            end < firsts.observed_from as is_before,
            lead(earliest.revised_on) over policy as next_on
        from earliest
        inner join first_observed as firsts on earliest.policy_id = firsts.policy_id
        left join own_rows on earliest.policy_id = own_rows.policy_id
        window policy as (partition by earliest.policy_id order by earliest.revised_on)
    )

    select
        payer_id,
        policy_id,
        policy_id || '@told:' || revised_on as version_id,
        (row_number() over policy)::integer as issue_number,
        benefit_code,
        line_of_business_codes,
        revised_on as in_force_from,
        case
            when is_end then revised_on
            else least(lead(revised_on) over policy, observed_from)
        end as in_force_to,
        ['day', 'month', 'year'][rank] as effective_precision_code,
        case when next_on <= observed_from then next_on end as followed_on,
        -- a review that claims no change changes no rule: the rules are those of the last row that is none
        coalesce(
            max(case when not is_review then revised_on end) over policy, min(revised_on) over policy
        ) as rules_from,
        min(case when is_end then revised_on end) over (
            partition by policy_id
            order by revised_on
            rows between 1 following and unbounded following
        ) as ended_on,
        is_end,
        observed_from,
        summary,
        told_by_version_id,
        first_seen_at,
        recorded_at,
        url
    from placed
    where is_before and not is_own
    window policy as (partition by policy_id order by revised_on);
