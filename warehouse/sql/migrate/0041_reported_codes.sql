-- Procedure and diagnosis codes that are reported of real payers' policies; last_code = the end of a range.
create table core_reported_codes (
    record_id varchar not null,
    drug_code varchar,
    code_system varchar not null,
    code varchar not null,
    last_code varchar,
    edit_code varchar not null check (edit_code in ('named', 'added', 'removed'))
);
