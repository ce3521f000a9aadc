-- All times are UTC. _on and effective_* are dates as the payer prints them.

create table _position (ledger_bytes bigint not null);
insert into _position values (0);

create table raw_attempts (
    recorded_at timestamp not null,
    run_id varchar not null,
    payer_id varchar not null,
    policy_id varchar not null,
    document_id varchar not null,
    url varchar not null,
    fetched_at timestamp not null,
    outcome_code varchar not null,
    origin_code varchar not null,
    snapshot_id varchar,
    media_type varchar,
    http_status integer,
    etag varchar,
    last_modified varchar,
    detail varchar
);

create table raw_extractions (
    recorded_at timestamp not null,
    snapshot_id varchar not null,
    extractor_version varchar not null,
    reading_id varchar,
    failure_code varchar,
    detail varchar
);

create table raw_runs (
    recorded_at timestamp not null,
    run_id varchar not null,
    flow_name varchar not null,
    started_at timestamp not null,
    fetched_count integer not null,
    failed_count integer not null
);

create table core_payers (
    payer_id varchar primary key,
    payer_name varchar not null,
    payer_type_code varchar not null,
    state_codes varchar[] not null,
    lives_count bigint,
    lives_source varchar,
    is_fictional boolean not null
);

create table core_policies (
    policy_id varchar primary key,
    payer_id varchar not null,
    policy_title varchar not null,
    benefit_code varchar not null,
    line_of_business_codes varchar[] not null,
    document_ids varchar[] not null,
    policy_owner varchar
);

create table core_observations (
    policy_id varchar not null,
    issue_number integer not null,
    observed_at timestamp not null,
    recorded_at timestamp not null,
    url varchar not null
);

create table core_versions (
    version_id varchar primary key,
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

create table core_positions (
    position_id varchar primary key,
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
    flags varchar[] not null
);

create table core_criteria (
    node_id varchar primary key,
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

create table core_codes (
    version_id varchar not null,
    code_system varchar not null,
    code varchar not null,
    role_code varchar not null,
    drug_code varchar,
    valid_to date,
    page integer,
    bbox_pt double[],
    quote varchar not null,
    section_name varchar not null
);

create table core_revisions (
    version_id varchar not null,
    row_number integer not null,
    revised_on date,
    precision_code varchar,
    action_code varchar not null,
    summary varchar not null,
    page integer,
    bbox_pt double[],
    section_name varchar not null
);

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
    superseded_at timestamp,
    primary key (change_id, recorded_at)
);
