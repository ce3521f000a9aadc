-- Tables that grow hold no keys: an index of every one made the file twice as large and each load longer.
-- That each key stands once is asked at every load (sql/checks/keys_are_unique.sql).

alter table core_payers rename to _keyed;

create table core_payers (
    payer_id varchar not null,
    payer_name varchar not null,
    payer_type_code varchar not null,
    state_codes varchar[] not null,
    lives_count bigint,
    lives_source varchar,
    is_fictional boolean not null,
    is_declared boolean default true
);

insert into core_payers by name select * from _keyed;

drop table _keyed;

alter table core_policies rename to _keyed;

create table core_policies (
    policy_id varchar not null,
    payer_id varchar not null,
    policy_title varchar not null,
    benefit_code varchar not null,
    line_of_business_codes varchar[] not null,
    document_ids varchar[] not null,
    policy_owner varchar
);

insert into core_policies by name select * from _keyed;

drop table _keyed;

alter table core_versions rename to _keyed;

create table core_versions (
    version_id varchar not null,
    policy_id varchar not null,
    payer_id varchar not null,
    issue_number integer not null,
    cause_code varchar not null check (
        cause_code in (
            'first_seen',
            'payer_change',
            'extractor_change',
            'declaration_change',
            'payer_reported',
            'reported'
        )
    ),
    change_level_code varchar not null check (change_level_code in ('first', 'bytes', 'text', 'criteria')),
    first_seen_at timestamp not null,
    recorded_at timestamp not null,
    superseded_at timestamp,
    effective_from date,
    effective_precision_code varchar,
    effective_from_or_seen date not null,
    is_effective_from_seen boolean not null,
    effective_to date,
    original_effective_on date,
    published_on date,
    last_review_on date,
    next_review_on date,
    payer_printed_name varchar,
    title_name varchar,
    policy_number varchar,
    doc_type_code varchar not null,
    status_code varchar,
    benefit_code varchar not null,
    line_of_business_codes varchar[] not null,
    jurisdiction_codes varchar[] not null,
    media_type varchar not null,
    page_count integer,
    url varchar not null,
    snapshot_ids varchar[] not null,
    text_sha256 varchar not null,
    criteria_sha256 varchar not null,
    extractor_version varchar not null
);

insert into core_versions by name select * from _keyed;

drop table _keyed;

alter table core_positions rename to _keyed;

create table core_positions (
    position_id varchar not null,
    version_id varchar not null,
    drug_code varchar not null,
    route_code varchar not null,
    indication_code varchar not null,
    stance_code varchar not null,
    secondary_stance_code varchar,
    reason_code varchar,
    scope_code varchar not null,
    phase_code varchar,
    setting_code varchar,
    modifier_code varchar,
    criteria_source_code varchar,
    page integer,
    bbox_pt double[],
    quote varchar not null,
    section_name varchar not null,
    confidence double not null,
    flags varchar[] not null,
    is_headline boolean
);

insert into core_positions by name select * from _keyed;

drop table _keyed;

alter table core_criteria rename to _keyed;

create table core_criteria (
    node_id varchar not null,
    parent_node_id varchar,
    version_id varchar not null,
    tree_number integer not null,
    path varchar not null,
    drug_code varchar not null,
    indication_codes varchar[] not null,
    phase_code varchar not null,
    logic_code varchar,
    required_count integer,
    type_code varchar,
    operator_code varchar,
    value_text varchar,
    value_number double,
    unit_code varchar,
    duration_days double,
    qualifiers json not null,
    page integer,
    bbox_pt double[],
    quote varchar,
    section_name varchar,
    confidence double,
    flags varchar[] not null
);

insert into core_criteria by name select * from _keyed;

drop table _keyed;

alter table core_changes rename to _keyed;

create table core_changes (
    change_id varchar not null,
    policy_id varchar not null,
    payer_id varchar not null,
    from_version_id varchar not null,
    to_version_id varchar not null,
    change_type_code varchar not null,
    direction_code varchar not null,
    drug_code varchar not null,
    indication_codes varchar[] not null,
    phase_code varchar,
    before_text varchar,
    after_text varchar,
    before_quote varchar,
    before_page integer,
    before_section_name varchar,
    after_quote varchar,
    after_page integer,
    after_section_name varchar,
    effective_on date not null,
    is_effective_on_seen boolean not null,
    first_seen_at timestamp not null,
    magnitude json not null,
    flags varchar[] not null,
    is_reverted boolean not null,
    recorded_at timestamp not null,
    superseded_at timestamp
);

insert into core_changes by name select * from _keyed;

drop table _keyed;

alter table core_paths rename to _keyed;

create table core_paths (
    version_id varchar not null,
    tree_number integer not null,
    drug_code varchar not null,
    indication_codes varchar[] not null,
    phase_code varchar not null,
    easiest_trials_count integer not null,
    easiest_weeks double,
    easiest_classes_count integer,
    easiest_augmentations_count integer not null,
    is_psychotherapy_on_easiest boolean not null,
    hardest_trials_count integer not null,
    hardest_weeks double,
    hardest_classes_count integer,
    hardest_augmentations_count integer not null,
    is_psychotherapy_on_hardest boolean not null,
    demanded_type_codes varchar[] not null
);

insert into core_paths by name select * from _keyed;

drop table _keyed;
