-- The versions known at a moment, each with the interval in which it is in force as then known.
-- A version seen later takes over from the day it counts from; a banner (retired, superseded)
-- ends the editions up to its own. An empty interval means: never in force.
-- From when each counts depends on the edition before it as then known: as printed; from first sight where
-- the payer did not say, or edited a rule under the date that was printed before; as before where only the
-- words are new. The columns of core_versions say the same for what is believed now.
-- With a day (valid_on), only those that can be in force on it: what counts by that day and was not taken
-- over by a later edition that counts by it too. That is quick, and their intervals are the same.
create or replace macro versions_as_of(known_at := timestamp '9999-12-31', valid_on := null::date) as table
    with believed as (
        select
            version_id,
            policy_id,
            issue_number,
            status_code,
            effective_from,
            effective_to,
            first_seen_at::date as seen_on,
            criteria_sha256,
            coalesce(status_code in ('retired', 'superseded'), false) as is_ended
        from core_versions
        where
            first_seen_at <= known_at
            and recorded_at <= known_at
            and (superseded_at is null or superseded_at > known_at)
    ),

    neighbours as (
        select
            version_id,
            policy_id,
            issue_number,
            effective_from,
            seen_on,
            criteria_sha256,
            lag(effective_from) over seen as effective_from_before,
            lag(criteria_sha256) over seen as criteria_sha256_before
        from believed
        window seen as (partition by policy_id order by issue_number)
    ),

    starts as (
        select
            version_id,
            policy_id,
            issue_number,
            case
                when
                    criteria_sha256_before is null
                    or coalesce(effective_from, date '0001-01-01')
                    <> coalesce(effective_from_before, date '0001-01-01')
                    then {
                        'counts_from': coalesce(effective_from, seen_on),
                        'is_seen': effective_from is null
                    }
                when criteria_sha256 <> criteria_sha256_before
                    then { 'counts_from': seen_on, 'is_seen': true }
            end as begun
        from neighbours
    ),

    counted as (
        select
            version_id,
            last_value(begun ignore nulls) over (partition by policy_id order by issue_number) as begun
        from starts
    ),

    known as (
        select
            believed.*,
            counted.begun.counts_from as effective_from_or_seen,
            counted.begun.is_seen as is_effective_from_seen
        from believed
        inner join counted on believed.version_id = counted.version_id
        where coalesce(believed.status_code, 'active') <> 'draft'
    ),

    standing as (
        select
            policy_id,
            max(issue_number) as issue_number
        from known
        where not is_ended and effective_from_or_seen <= valid_on
        group by policy_id
    ),

    asked as (
        select known.*
        from known
        left join standing on known.policy_id = standing.policy_id
        where
            valid_on is null
            or (
                known.effective_from_or_seen <= valid_on
                and known.issue_number >= coalesce(standing.issue_number, 0)
            )
    ),

    taken_over as (
        select
            earlier.version_id,
            min(
                case
                    when later.is_ended
                        then least(
                            later.effective_from_or_seen,
                            coalesce(later.effective_to, later.seen_on)
                        )
                    else later.effective_from_or_seen
                end
            ) as taken_over_on
        from asked as earlier
        inner join known as later
            on
                earlier.policy_id = later.policy_id
                and earlier.issue_number < later.issue_number
                and (
                    not later.is_ended
                    or coalesce(later.effective_from, later.effective_from_or_seen)
                    >= earlier.effective_from_or_seen
                )
        group by earlier.version_id
    )

    select
        versions.* replace (
            asked.effective_from_or_seen as effective_from_or_seen,
            asked.is_effective_from_seen as is_effective_from_seen
        ),
        asked.effective_from_or_seen as in_force_from,
        least(
            taken_over.taken_over_on,
            case
                when asked.is_ended then coalesce(asked.effective_to, asked.seen_on)
                else asked.effective_to
            end
        ) as in_force_to
    from asked
    inner join core_versions as versions on asked.version_id = versions.version_id
    left join taken_over on asked.version_id = taken_over.version_id;
