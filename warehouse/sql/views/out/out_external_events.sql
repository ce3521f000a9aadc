-- What happened outside the payers: approvals, alerts, codes, guidelines, orders of agencies. is_verified
-- is false where a day or a fact was not read in a source; month precision means the first of the month.
create or replace view out_external_events as
select
    event_id,
    announced_on,
    effective_on,
    precision_code,
    kind_code,
    event_name,
    drug_code,
    indication_code,
    jurisdiction_code,
    is_verified,
    source_name,
    signal_code,
    signal_value
from core_external_events;
