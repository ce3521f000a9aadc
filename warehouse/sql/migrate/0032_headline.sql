-- Whether a position is the one that speaks for its version on a drug, route and indication.
alter table core_positions add column is_headline boolean;
