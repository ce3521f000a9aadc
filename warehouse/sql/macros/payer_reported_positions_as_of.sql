-- Stances that documents' own histories state of the time before we observed the policy, as known at a
-- moment (UTC). A claim speaks only where it names drug and indication, and only by its own words:
-- "A instead of B" states B for the editions right before the row and A from it on; an indication that
-- joined or left a list states that list's stance, after or before; a criterion for approval that went from
-- one value to another states that the use was covered with criteria on both sides. A criterion that was
-- added, removed or worded anew with no two values, a new policy, a review and silence state nothing. What
-- is stated before a row reaches back over reviews, which change no rule, to the last row that is none. What
-- is stated from a row on holds until a row states or unsettles it (a list joined or left in words that name
-- no stance), the policy is archived, or we observe it. Two stances of one row on one question state nothing.
create or replace macro payer_reported_positions_as_of(known_at := timestamp '9999-12-31') as table
    with claims as (
        select
            versions.policy_id,
            claims.* exclude (version_id)
        from core_claims as claims
        inner join core_versions as versions on claims.version_id = versions.version_id
        where
            versions.first_seen_at <= known_at
            and versions.recorded_at <= known_at
            and (versions.superseded_at is null or versions.superseded_at > known_at)
            and coalesce(versions.status_code, 'active') <> 'draft'
            and claims.drug_code is not null
            and claims.route_code is not null
            and (
                claims.before_stance_code is not null
                or claims.after_stance_code is not null
                or claims.change_type_code in ('stance_change', 'position_added', 'position_removed')
            )
        qualify
            row_number() over (
                partition by versions.policy_id, claims.claim_id
                order by versions.issue_number, versions.version_id, claims.page, claims.quote
            ) = 1
    ),

    named as (
        select
            * exclude (indication_codes),
            unnest(indication_codes) as indication_code
        from claims
    ),

    told as (
        select * from payer_reported_as_of(known_at := known_at)
    ),

    said as (
        select
            told.*,
            named.* exclude (policy_id),
            told.in_force_from as holds_from,
            named.after_stance_code as said_stance_code,
            1 as place
        from told
        inner join named on told.policy_id = named.policy_id and told.in_force_from = named.dated_on
        union all by name
        select
            told.*,
            named.* exclude (policy_id),
            told.rules_from as holds_from,
            named.before_stance_code as said_stance_code,
            2 as place
        from told
        inner join named on told.policy_id = named.policy_id and told.followed_on = named.dated_on
        where named.before_stance_code is not null and not told.is_end
    ),

    settled as (
        select
            payer_id,
            policy_id,
            benefit_code,
            line_of_business_codes,
            observed_from,
            drug_code,
            route_code,
            indication_code,
            holds_from,
            place,
            case when count(distinct said_stance_code) = 1 then any_value(said_stance_code) end
                as stance_code,
            min(ended_on) as ended_on,
            arg_min({
                'claim_id': claim_id,
                'page': page,
                'bbox_pt': bbox_pt,
                'quote': quote,
                'section_name': section_name,
                'first_seen_at': first_seen_at,
                'recorded_at': recorded_at,
                'url': url
            }, claim_id) as evidence
        from said
        group by all
    ),

    chosen as (
        select *
        from settled
        qualify
            row_number() over (
                partition by policy_id, drug_code, route_code, indication_code, holds_from
                order by stance_code is null, place
            ) = 1
    ),

    spells as (
        select
            * exclude (holds_from, place, ended_on),
            policy_id || '@told:' || holds_from as version_id,
            holds_from as in_force_from,
            least(
                lead(holds_from) over (
                    partition by policy_id, drug_code, route_code, indication_code order by holds_from
                ),
                ended_on,
                observed_from
            ) as in_force_to
        from chosen
    )

    select
        spells.* exclude (evidence),
        evidence.claim_id,
        evidence.page,
        evidence.bbox_pt,
        evidence.quote,
        evidence.section_name,
        evidence.first_seen_at,
        evidence.recorded_at,
        evidence.url
    from spells
    where stance_code is not null and in_force_to > in_force_from;
