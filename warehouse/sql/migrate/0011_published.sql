-- One row in the published copy, none in the working file: a rebuild gives the same rows there.
create table _published (
    published_at timestamp not null,
    ledger_bytes bigint not null,
    project_version varchar not null,
    duckdb_version varchar not null,
    storage_version varchar not null,
    extractor_version varchar not null,
    git_commit varchar,
    row_counts json not null
);
