-- advisory: documents that could not be read at the last attempt
select
    document_id,
    state_code,
    last_attempt_at,
    state_detail
from out_source_health
where state_code <> 'ok';
