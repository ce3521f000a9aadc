-- Do policies react within 180 days to the FDA alerts on compounded ketamine of 2022 and 2023?
select
    event_id,
    payer_id,
    answered_on,
    days_from_effective,
    censoring_code,
    coalesce(censoring_code = 'none' and days_from_effective <= 180, false) as is_reaction,
    basis_code
from out_time_to_change
where event_id in ('fda_alert_nasal', 'fda_alert_compounded')
order by event_id, payer_id;
