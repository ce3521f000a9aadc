-- Rules that a payer changed: one row per typed change between two versions that follow each other,
-- with both quotes. News (is_news) is a change of a rule that was not taken back within a day;
-- changes of codes alone are kept with direction neutral_codes and are no news.
create or replace view out_policy_changes as
select
    change_id,
    payer_id,
    payer_name,
    policy_id,
    policy_title,
    benefit_code,
    drug_code,
    indication_codes,
    phase_code,
    change_type_code,
    direction_code,
    before_text,
    after_text,
    effective_on,
    is_effective_on_seen,
    first_seen_at,
    lag_days,
    change_level_code,
    cause_code,
    is_news,
    is_reverted,
    magnitude,
    before_quote,
    before_page,
    before_section_name,
    after_quote,
    after_page,
    after_section_name,
    from_version_id,
    to_version_id,
    flags,
    recorded_at
from stg_changes
order by first_seen_at, payer_id, policy_id, change_type_code, change_id;
