-- From when each reported text and stance holds, and which day ends it as far as reports alone tell. A draft
-- is followed by drafts; a text that does not speak of a question leaves the last reported stance on it.
update core_reported_versions as own
set
    in_force_from = made.in_force_from,
    followed_on = made.followed_on,
    policy_ends_on = made.policy_ends_on
from (
    select
        versions.record_id,
        coalesce(versions.counts_from, facts.compiled_on) as in_force_from,
        lead(coalesce(versions.counts_from, facts.compiled_on)) over (
            partition by versions.policy_id, coalesce(versions.status_code = 'draft', false)
            order by versions.order_number
        ) as followed_on,
        last_value(versions.effective_to) over (
            partition by versions.policy_id
            order by versions.order_number
            rows between unbounded preceding and unbounded following
        ) as policy_ends_on
    from core_reported_versions as versions
    cross join _reference as facts
) as made
where own.record_id = made.record_id;

update core_reported_positions as own
set followed_on = made.next_on
from (
    select
        positions.record_id,
        positions.drug_code,
        positions.route_code,
        positions.indication_code,
        lead(versions.in_force_from) over (
            partition by
                versions.policy_id,
                positions.drug_code,
                positions.route_code,
                positions.indication_code
            order by versions.order_number
        ) as next_on
    from core_reported_positions as positions
    inner join core_reported_versions as versions on positions.record_id = versions.record_id
    where coalesce(versions.status_code <> 'draft', true)
) as made
where
    own.record_id = made.record_id
    and own.drug_code = made.drug_code
    and own.route_code = made.route_code
    and own.indication_code = made.indication_code;
