-- required: a code that the file lets in alone stands in the lake alone
select
    'cause_code' as column_name,
    cause_code as code
from core_versions
where
    cause_code not in (
        'first_seen', 'payer_change', 'extractor_change', 'declaration_change', 'payer_reported', 'reported'
    )
union all
select
    'change_level_code' as column_name,
    change_level_code as code
from core_versions
where change_level_code not in ('first', 'bytes', 'text', 'criteria')
union all
select
    'review_code' as column_name,
    review_code as code
from raw_decisions
where review_code not in ('accepted', 'corrected', 'rejected')
union all
select
    'source_kind_code' as column_name,
    source_kind_code as code
from core_reported_versions
where source_kind_code not in ('payer_page', 'payer_notice', 'document_copy')
union all
select
    'confidence_code' as column_name,
    confidence_code as code
from core_reported_versions
where confidence_code not in ('high', 'medium')
union all
select
    'edit_code' as column_name,
    edit_code as code
from core_reported_codes
where edit_code not in ('named', 'added', 'removed');
