-- What this copy is: one row, written when it was made. Empty in the working file.
create or replace view out_published as
select
    published.published_at,
    published.ledger_bytes,
    published.project_version,
    published.extractor_version,
    published.git_commit,
    published.duckdb_version,
    published.storage_version,
    reference.compiled_on as reference_compiled_on,
    reference.sha256 as reference_sha256,
    reference.has_reported,
    published.row_counts
from _published as published
left join _reference as reference on true;
