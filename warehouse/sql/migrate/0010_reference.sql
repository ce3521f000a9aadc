-- Facts that come with the project: what is reported of real payers' policies, external events, the label.
-- Filled from warehouse/reference; the load compares the hash of those files with the one kept here.

alter table core_payers add column is_declared boolean default true;

create table _reference (
    sha256 varchar not null,
    compiled_on date not null,
    has_reported boolean not null
);

create table core_reported_policies (
    policy_id varchar primary key,
    payer_id varchar not null,
    document_key varchar not null,
    policy_title varchar not null,
    policy_number varchar,
    benefit_code varchar not null,
    line_of_business_codes varchar[] not null
);

create table core_reported_versions (
    record_id varchar primary key,
    policy_id varchar not null,
    order_number integer not null,
    order_basis varchar not null,
    version_label varchar,
    title_name varchar not null,
    doc_type_code varchar not null,
    status_code varchar,
    effective_from date,
    effective_precision_code varchar,
    effective_to date,
    original_effective_on date,
    published_on date,
    last_review_on date,
    next_review_on date,
    counts_from date,
    is_counts_from_seen boolean not null,
    source_kind_code varchar not null check (
        source_kind_code in ('payer_page', 'payer_notice', 'document_copy')
    ),
    confidence_code varchar not null check (confidence_code in ('high', 'medium')),
    url varchar not null,
    reported_changes varchar
);

create table core_reported_positions (
    record_id varchar not null,
    drug_code varchar not null,
    route_code varchar not null,
    indication_code varchar not null,
    stance_code varchar not null,
    primary key (record_id, drug_code, route_code, indication_code)
);

create table core_reported_criteria (
    record_id varchar not null,
    drug_code varchar not null,
    indication_code varchar not null,
    type_code varchar not null,
    operator_code varchar not null,
    value_text varchar not null,
    unit_code varchar,
    distinct_classes integer,
    weeks_each double,
    episode_scope_code varchar,
    scale_name varchar,
    relation_code varchar
);

create table core_external_events (
    event_id varchar primary key,
    announced_on date,
    effective_on date not null,
    precision_code varchar not null,
    kind_code varchar not null,
    event_name varchar not null,
    drug_code varchar,
    indication_code varchar,
    jurisdiction_code varchar not null,
    is_verified boolean not null,
    source_name varchar not null,
    signal_code varchar,
    signal_value varchar
);

create table core_label_versions (
    label_version varchar primary key,
    valid_from date not null,
    valid_to date,
    precision_code varchar not null,
    label_note varchar not null,
    is_verified boolean not null
);

create table core_label_rules (
    rule_id varchar primary key,
    first_label varchar not null,
    last_label varchar not null,
    indication_code varchar,
    type_code varchar not null,
    field_code varchar not null,
    comparison_code varchar not null,
    label_number double,
    label_code varchar,
    unit_code varchar,
    weight double not null,
    is_verified boolean not null,
    source_name varchar not null
);

-- what the trees of criteria ask for on their easiest and their hardest path; made at load
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
    demanded_type_codes varchar[] not null,
    primary key (version_id, tree_number)
);
