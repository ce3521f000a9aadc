-- Medical against pharmacy policy of the same payer today: one row per payer, drug and indication on which
-- both benefits have a stance, with the types of criteria for the first approval that differ in value. Of
-- several policies of a benefit the most open one speaks, of equally open ones the first by policy_id.
create or replace view out_discordance as
with sides as (
    select
        payer_id,
        payer_name,
        drug_code,
        indication_code,
        benefit_code,
        stance_code,
        policy_id,
        basis_code
    from out_current_positions
    where benefit_code in ('medical', 'pharmacy')
    qualify
        row_number() over (
            partition by payer_id, drug_code, indication_code, benefit_code
            order by openness(stance_code) desc, policy_id, route_code
        ) = 1
),

leaves as (
    select
        *,
        unnest(indication_codes) as indication_code
    from out_current_criteria
    where phase_code in ('initial', 'both') and type_code <> 'other'
),

rules as (
    select
        policy_id,
        drug_code,
        indication_code,
        type_code,
        list_sort(
            list_distinct(list(concat_ws(' ', operator_code, value_text, unit_code, qualifiers::varchar)))
        ) as rule_texts
    from leaves
    group by all
),

pairs as (
    select
        medical.payer_id,
        medical.payer_name,
        medical.drug_code,
        medical.indication_code,
        medical.policy_id as medical_policy_id,
        pharmacy.policy_id as pharmacy_policy_id,
        medical.stance_code as medical_stance_code,
        pharmacy.stance_code as pharmacy_stance_code,
        medical.basis_code as medical_basis_code,
        pharmacy.basis_code as pharmacy_basis_code
    from sides as medical
    inner join sides as pharmacy
        on
            medical.payer_id = pharmacy.payer_id
            and medical.drug_code = pharmacy.drug_code
            and medical.indication_code = pharmacy.indication_code
    where medical.benefit_code = 'medical' and pharmacy.benefit_code = 'pharmacy'
),

both_rules as (
    select
        pairs.payer_id,
        pairs.drug_code,
        pairs.indication_code,
        rules.type_code,
        max(rules.rule_texts) filter (where rules.policy_id = pairs.medical_policy_id) as medical_texts,
        max(rules.rule_texts) filter (where rules.policy_id = pairs.pharmacy_policy_id) as pharmacy_texts
    from pairs
    inner join rules
        on
            rules.policy_id in (pairs.medical_policy_id, pairs.pharmacy_policy_id)
            and pairs.drug_code = rules.drug_code
            and pairs.indication_code = rules.indication_code
    group by all
),

differing as (
    select
        payer_id,
        drug_code,
        indication_code,
        list(type_code order by type_code) as differing_type_codes
    from both_rules
    where medical_texts is distinct from pharmacy_texts
    group by all
)

select
    pairs.payer_id,
    pairs.payer_name,
    pairs.drug_code,
    pairs.indication_code,
    pairs.medical_policy_id,
    pairs.pharmacy_policy_id,
    pairs.medical_stance_code,
    pairs.pharmacy_stance_code,
    pairs.medical_stance_code <> pairs.pharmacy_stance_code as is_stance_discordant,
    coalesce(differing.differing_type_codes, []) as differing_type_codes,
    pairs.medical_basis_code,
    pairs.pharmacy_basis_code
from pairs
left join differing
    on
        pairs.payer_id = differing.payer_id
        and pairs.drug_code = differing.drug_code
        and pairs.indication_code = differing.indication_code;
