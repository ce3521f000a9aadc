-- The one stance of a version on a drug, route and indication: statements about a setting, a
-- monotherapy, a continuation or an exception path do not speak for the whole. Which one it is, is settled
-- when the rows are made (warehouse/normalize/headline.py).
create or replace view stg_headline_positions as
select * exclude (is_headline)
from core_positions
where is_headline;
