-- Stances stated by documents' own histories for the time before we observed their policies, as known now.
create or replace view stg_payer_reported_positions as
select *
from payer_reported_positions_as_of();
