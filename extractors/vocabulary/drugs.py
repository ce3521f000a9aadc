"""The drugs we track. To track one more, add a line.

`route` is what the product implies; None = the text must say. Source: domain reference 2.1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from extractors.vocabulary.terms import Mention, Term, Vocabulary


@dataclass(frozen=True, slots=True)
class Drug:
    """A tracked drug or product: its code, its names, the route it implies."""

    code: str
    names: tuple[str, ...]
    route: str | None = None


DRUGS = (
    Drug(
        "esketamine_spravato",
        (
            "Spravato",
            "esketamine",
            "esketamine HCl",
            "esketamine hydrochloride",
            "esketamine nasal spray",
            "S-ketamine",
        ),
        "intranasal",
    ),
    Drug("esketamine_iv", ("intravenous esketamine", "IV esketamine", "esketamine infusion*"), "iv_infusion"),
    Drug(
        "ketamine_racemic",
        ("ketamine", "ketamine HCl", "ketamine hydrochloride", "racemic ketamine", "Ketalar", "KETARx"),
    ),
    Drug("ketamine_pf", ("preservative-free ketamine", "KETAFREE", "NRX-100")),
    Drug(
        "ketamine_compounded",
        (
            "compounded ketamine",
            "oral ketamine",
            "sublingual ketamine",
            "oral or sublingual ketamine",
            "oral and sublingual ketamine",
            "oral/sublingual ketamine",
            "ketamine troche*",
            "ketamine lozenge*",
            "ketamine nasal spray",
            "intranasal ketamine",
            "nasal ketamine",
            "topical ketamine",
            "ketamine cream*",
            "ketamine suppositor*",
        ),
    ),
    Drug("arketamine", ("arketamine", "R-ketamine", "PCN-101")),
)

ROUTES = {drug.code: drug.route for drug in DRUGS}


def find(text: str, extra: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Mentions of tracked drugs, longest name first; `extra` adds names for this call.

    The code of an extra drug is its name in lower case with underscores.
    """
    return _vocabulary(tuple(extra)).find(text)


def code_of(name: str) -> str:
    """The code that an extra drug name goes by."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")


@cache
def _vocabulary(extra: tuple[str, ...]) -> Vocabulary:
    known = [Term(drug.code, drug.names) for drug in DRUGS]
    return Vocabulary([*known, *(Term(code_of(name), (name,)) for name in extra)])
