-- What persons decided about facts, as the ledger has it; a later line of the same reading wins.
create table raw_decisions (
    recorded_at timestamp not null,
    policy_id varchar not null,
    type_code varchar not null,
    quote varchar not null,
    said_text varchar not null,
    review_code varchar not null check (review_code in ('accepted', 'corrected', 'rejected')),
    reviewer_name varchar not null,
    reason varchar not null,
    review_value varchar
);
