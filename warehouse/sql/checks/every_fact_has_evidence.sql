-- required: a position, criterion or code without the payer's words is not written
select
    version_id,
    'position' as kind
from core_positions
where quote = '' or section_name is null
union all
select
    version_id,
    'criterion' as kind
from core_criteria
where type_code is not null and coalesce(quote, '') = ''
union all
select
    version_id,
    'code' as kind
from core_codes
where quote = '';
