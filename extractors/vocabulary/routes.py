"""Routes of administration. Source: domain reference 2.2."""

from extractors.vocabulary.terms import Mention, Term, Vocabulary

ROUTES = Vocabulary(
    (
        Term("intranasal", ("intranasal*", "nasal spray", "nasally", "nasal")),
        Term(
            "iv_infusion",
            (
                "infusion",
                "infusions",
                "infused",
                "IV infusion",
                "intravenous infusion",
                "intravenous",
                "intravenously",
                "IV",
            ),
        ),
        Term("iv_push", ("IV push", "intravenous push", "IV bolus", "intravenous bolus")),
        Term("im", ("intramuscular*", "IM")),
        Term("sc", ("subcutaneous*", "SC", "infusion pump")),
        Term("oral", ("oral", "orally", "by mouth")),
        Term("sublingual_buccal", ("sublingual*", "buccal", "troche", "troches", "lozenge", "lozenges")),
        Term("topical", ("topical*", "cream", "transdermal")),
        Term("rectal", ("rectal*", "suppository", "suppositories")),
        Term("epidural_intrathecal", ("epidural*", "intrathecal*")),
    )
)


def find(text: str) -> tuple[Mention, ...]:
    """Routes named in a text."""
    return ROUTES.find(text)
