-- What a decision is bound to: the policy, the type of fact and the payer's words without case,
-- blanks and punctuation. It survives another reading, another page and another outline.
create or replace macro review_key(policy_id, type_code, quote) as
left(
    sha256(
        concat_ws(
            chr(31),
            policy_id,
            type_code,
            trim(regexp_replace(lower(quote), '[^\p{L}\p{N}<>=≤≥]+', ' ', 'g'))
        )
    ),
    12
);
