"""Lines of business as criterion lines name them. Source: domain reference 2.8."""

from extractors.vocabulary.terms import Mention, Term, Vocabulary

LINES = Vocabulary(
    (
        Term("commercial", ("commercial", "commercial plans", "employer group", "fully insured")),
        Term("commercial_self_funded", ("self-funded", "self-insured", "ASO")),
        Term(
            "exchange",
            ("exchange", "exchanges", "health insurance marketplace", "marketplace", "HIM", "ACA"),
        ),
        Term("medicare_advantage", ("Medicare Advantage", "MA-PD", "MAPD")),
        Term("medicare", ("Medicare",)),
        Term("medicaid", ("Medicaid", "managed Medicaid")),
        Term("chip", ("CHIP", "CHP+")),
        Term("dsnp", ("DSNP", "D-SNP", "dual eligible")),
        Term("fep", ("FEP", "Federal Employee Program")),
        Term("tricare", ("TRICARE",)),
    )
)


def find(text: str) -> tuple[Mention, ...]:
    """Lines of business named in a text."""
    return LINES.find(text)
