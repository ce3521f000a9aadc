-- How a value of a criterion stands to the label: 1 stricter, 0 equal, -1 looser, null = not comparable.
create or replace macro rule_score(comparison, said_number, said_code, label_number, label_code) as
case comparison
    when 'more_is_stricter' then sign(said_number - label_number)
    when 'less_is_stricter' then sign(label_number - said_number)
    when 'above_is_stricter'
        then case when said_number > label_number then 1 when said_number is not null then 0 end
    when 'below_is_stricter'
        then case when said_number < label_number then 1 when said_number is not null then 0 end
    when 'any_is_stricter'
        then
            case
                when label_code is not null then case when said_code = label_code then 1 end
                when said_code is not null or said_number is not null then 1
            end
    when 'only_is_stricter' then case when said_code = label_code then 1 else 0 end
    when 'required_by_label'
        then
            case
                when said_code = label_code then 0
                when said_code = 'required' then 1
                when said_code = 'not_required' then -1
            end
    when 'equals_label' then case when label_code is null or said_code = label_code then 0 end
end;
