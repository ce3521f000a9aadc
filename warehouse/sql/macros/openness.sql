-- How open a stance is, from 1 (the policy is silent) to 7 (covered without criteria).
create or replace macro openness(stance_code) as
list_position(
    [
        'not_addressed',
        'benefit_exclusion',
        'investigational',
        'not_medically_necessary',
        'case_by_case',
        'covered_with_criteria',
        'covered'
    ],
    stance_code
);
