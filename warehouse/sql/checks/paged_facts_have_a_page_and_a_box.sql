-- required: in a document with pages every position and criterion has its page and its box
select
    positions.position_id as fact_id,
    positions.version_id
from core_positions as positions
inner join core_versions as versions on positions.version_id = versions.version_id
where versions.page_count is not null and (positions.page is null or positions.bbox_pt is null)
union all
select
    criteria.node_id as fact_id,
    criteria.version_id
from core_criteria as criteria
inner join core_versions as versions on criteria.version_id = versions.version_id
where
    versions.page_count is not null
    and criteria.type_code is not null
    and (criteria.page is null or criteria.bbox_pt is null);
