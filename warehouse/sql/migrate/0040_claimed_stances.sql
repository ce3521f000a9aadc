-- What the words of a claim say of the stance right before and right after the change that they tell of.
alter table core_claims add column route_code varchar;
alter table core_claims add column before_stance_code varchar;
alter table core_claims add column after_stance_code varchar;
