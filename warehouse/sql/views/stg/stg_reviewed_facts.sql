-- Current facts with the decision that holds for them. A decision about the same reading of the same
-- words holds; so does a correction, whatever is read now, where the words carry one reading only. An
-- acceptance or rejection of another reading is outdated: it has to be given again.
create or replace view stg_reviewed_facts as
with decisions as (
    select
        *,
        rowid as line_number,
        review_key(policy_id, type_code, quote) as fact_key
    from raw_decisions
),

of_the_reading as (
    select *
    from decisions
    qualify
        row_number() over (partition by fact_key, said_text order by recorded_at desc, line_number desc) = 1
),

of_the_words as (
    select *
    from decisions
    qualify row_number() over (partition by fact_key order by recorded_at desc, line_number desc) = 1
),

readings as (
    select
        fact_key,
        count(distinct said_text) as readings_count
    from stg_current_facts
    group by fact_key
)

select
    facts.*,
    facts.fact_key || left(sha256(facts.said_text), 4) as review_id,
    case
        when same.review_code is not null then same.review_code
        when other.review_code = 'corrected' then 'corrected'
        when other.review_code is not null then 'outdated'
    end as review_code,
    coalesce(same.review_value, other.review_value) as review_value,
    coalesce(same.reviewer_name, other.reviewer_name) as reviewer_name,
    coalesce(same.recorded_at, other.recorded_at) as reviewed_at,
    coalesce(same.reason, other.reason) as review_reason
from stg_current_facts as facts
inner join readings on facts.fact_key = readings.fact_key
left join of_the_reading as same
    on facts.fact_key = same.fact_key and facts.said_text = same.said_text
left join of_the_words as other
    on facts.fact_key = other.fact_key and same.said_text is null and readings.readings_count = 1;
