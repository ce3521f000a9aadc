-- A run of versions in force, one after the other, with the same stance: since when it holds.
create or replace view stg_position_spells as
with in_force as (
    select
        *,
        row_number() over (
            partition by policy_id order by in_force_from, issue_number
        ) as place
    from stg_versions
    where is_ever_in_force
),

stances as (
    select
        positions.*,
        in_force.policy_id,
        in_force.in_force_from,
        in_force.is_effective_from_seen,
        in_force.place,
        in_force.place - row_number() over (
            partition by
                in_force.policy_id,
                positions.drug_code,
                positions.route_code,
                positions.indication_code,
                positions.stance_code
            order by in_force.place
        ) as island
    from stg_headline_positions as positions
    inner join in_force on positions.version_id = in_force.version_id
)

select
    position_id,
    first_value(in_force_from) over spell as since_on,
    first_value(is_effective_from_seen) over spell as is_since_seen
from stances
window
    spell as (
        partition by policy_id, drug_code, route_code, indication_code, stance_code, island
        order by place
    );
