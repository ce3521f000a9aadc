-- The versions known at a moment, each with the interval in which it is in force as then known.
-- A version seen later takes over from the day it counts from; a banner (retired, superseded)
-- ends the editions up to its own. An empty interval means: never in force.
create or replace macro versions_as_of(known_at := timestamp '9999-12-31') as table
    with known as (
        select
            *,
            coalesce(status_code in ('retired', 'superseded'), false) as is_ended
        from core_versions
        where
            first_seen_at <= known_at
            and recorded_at <= known_at
            and (superseded_at is null or superseded_at > known_at)
            and coalesce(status_code, 'active') <> 'draft'
    ),

    taken_over as (
        select
            earlier.version_id,
            min(
                case
                    when later.is_ended
                        then least(
                            later.effective_from_or_seen,
                            coalesce(later.effective_to, later.first_seen_at::date)
                        )
                    else later.effective_from_or_seen
                end
            ) as taken_over_on
        from known as earlier
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
        known.* exclude (is_ended),
        known.effective_from_or_seen as in_force_from,
        least(
            taken_over.taken_over_on,
            case
                when known.is_ended then coalesce(known.effective_to, known.first_seen_at::date)
                else known.effective_to
            end
        ) as in_force_to
    from known
    left join taken_over on known.version_id = taken_over.version_id;
