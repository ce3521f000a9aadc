-- Changes of rules that documents' own histories claim, per version that prints them; never news.
create table core_claims (
    version_id varchar not null,
    claim_id varchar not null,
    dated_on date,
    precision_code varchar,
    change_type_code varchar not null,
    direction_code varchar not null,
    drug_code varchar,
    indication_codes varchar[] not null,
    before_text varchar,
    after_text varchar,
    page integer,
    bbox_pt double[],
    quote varchar not null,
    section_name varchar not null
);
