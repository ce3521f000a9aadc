-- Rule changes that bind from a day in [from_on, to_on).
create or replace macro changes_between(from_on, to_on) as table
    select *
    from stg_changes
    where effective_on >= from_on and effective_on < to_on
    order by effective_on, payer_id, policy_id, change_id;
