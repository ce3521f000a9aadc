-- The one stance of a version on a drug, route and indication: statements about a setting, a
-- monotherapy, a continuation or an exception path do not speak for the whole.
create or replace view stg_headline_positions as
select core_positions.*
from core_positions
where scope_code in ('headline', 'residual', 'jurisdiction') and modifier_code is null
qualify
    row_number() over (
        partition by version_id, drug_code, route_code, indication_code
        order by
            coalesce(phase_code, 'initial') = 'continuation',
            scope_code <> 'headline',
            setting_code is not null,
            confidence desc,
            position_id
    ) = 1;
