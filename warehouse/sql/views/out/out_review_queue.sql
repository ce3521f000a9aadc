-- Facts in force today that want a person: one row per reading of the payer's words, with the doubt,
-- the evidence, what to decide, and the decision if there is one. What the extractor said stays as it is.
create or replace view out_review_queue as
with doubted as (
    select
        *,
        list_concat(
            list_intersect(
                flags,
                ['suspect', 'ambiguous', 'conflict', 'logic_conflict', 'unit_conflict', 'number_conflict']
            ),
            case when confidence < 0.7 then ['low_confidence'] else [] end
        ) as doubts
    from stg_reviewed_facts
),

wanted as (
    select
        review_id,
        any_value(payer_id) as payer_id,
        any_value(policy_id) as policy_id,
        min(version_id) as version_id,
        any_value(type_code) as type_code,
        any_value(said_text) as said_text,
        list_sort(list_distinct(flatten(list(doubts)))) as flags,
        min(confidence) as confidence,
        list_sort(list_distinct(list(drug_code))) as drug_codes,
        list_sort(list_distinct(flatten(list(indication_codes)))) as indication_codes,
        list_sort(list_distinct(list(phase_code))) as phase_codes,
        arg_min(quote, fact_id) as quote,
        arg_min(page, fact_id) as page,
        arg_min(bbox_pt, fact_id) as bbox_pt,
        arg_min(section_name, fact_id) as section_name,
        any_value(review_code) as review_code,
        any_value(review_value) as review_value,
        any_value(reviewer_name) as reviewer_name,
        any_value(reviewed_at) as reviewed_at,
        any_value(review_reason) as review_reason
    from doubted
    group by review_id
    having len(flatten(list(doubts))) > 0 or any_value(review_code) is not null
)

select
    wanted.review_id,
    wanted.review_code is null or wanted.review_code = 'outdated' as is_open,
    wanted.payer_id,
    payers.payer_name,
    wanted.policy_id,
    policies.policy_title,
    wanted.type_code,
    wanted.said_text,
    case
        when wanted.review_code = 'outdated' then 'The words are read differently since the last decision'
        when list_contains(wanted.flags, 'logic_conflict')
            then 'Signs of the logic disagree: must all hold, or does one suffice?'
        when list_contains(wanted.flags, 'unit_conflict') then 'Two units are printed: which one binds?'
        when list_contains(wanted.flags, 'number_conflict')
            then 'The number in words and in digits differ: which one binds?'
        when list_contains(wanted.flags, 'conflict')
            then 'The document says two things: which one binds?'
        when list_contains(wanted.flags, 'suspect') then 'Is this a misprint, or does it stand?'
        when list_contains(wanted.flags, 'ambiguous') then 'The words allow two readings: is this the one?'
        else 'Is this what the words say?'
    end as question,
    wanted.flags,
    wanted.confidence,
    wanted.drug_codes,
    wanted.indication_codes,
    wanted.phase_codes,
    wanted.quote,
    wanted.page,
    wanted.bbox_pt,
    wanted.section_name,
    wanted.version_id,
    versions.snapshot_ids,
    versions.media_type,
    versions.url,
    wanted.review_code,
    wanted.review_value,
    wanted.reviewer_name,
    wanted.reviewed_at,
    wanted.review_reason
from wanted
inner join core_versions as versions on wanted.version_id = versions.version_id
left join core_payers as payers on wanted.payer_id = payers.payer_id
left join core_policies as policies on wanted.policy_id = policies.policy_id;
