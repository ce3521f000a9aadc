-- Reported stances that hold for some time, and since when each holds without a break.
create or replace view stg_reported_positions as
with spells as (
    select *
    from reported_positions_as_of()
    where in_force_to is null or in_force_to > in_force_from
),

marked as (
    select
        *,
        coalesce(
            lag(stance_code) over question = stance_code
            and lag(in_force_to) over question = in_force_from,
            false
        ) as is_same
    from spells
    window
        question as (
            partition by policy_id, drug_code, route_code, indication_code
            order by in_force_from
        )
),

numbered as (
    select
        *,
        count(*) filter (where not is_same) over (
            partition by policy_id, drug_code, route_code, indication_code
            order by in_force_from
        ) as island
    from marked
)

select
    * exclude (is_same, island),
    first_value(in_force_from) over spell as since_on,
    first_value(is_counts_from_seen) over spell as is_since_seen
from numbered
window
    spell as (
        partition by policy_id, drug_code, route_code, indication_code, island
        order by in_force_from
    );
