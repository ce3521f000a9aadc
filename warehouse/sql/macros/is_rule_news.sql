-- Whether a change is news: a rule changed, not codes alone, and it was not taken back within a day.
create or replace macro is_rule_news(direction_code, is_reverted) as
direction_code <> 'neutral_codes' and not is_reverted;
