"""The drugs we track. To track one more, add a line.

`route` is what the product implies; None = the text must say. Source: domain reference 2.1.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

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


_TWO_NAMES = re.compile(r"^(?P<one>[^()]{1,200}?)\s{0,3}\((?P<other>[^()]{2,60})\)$")


def find(text: str, extra: Iterable[str] = ()) -> tuple[Mention, ...]:
    """Mentions of tracked drugs, longest name first; `extra` adds names for this call.

    The code of an extra drug is its name in lower case with underscores; a drug given under two
    names, as in "generic (Brand)", goes by the first.
    """
    return _vocabulary(tuple(extra)).find(text)


def code_of(name: str) -> str:
    """The code that an extra drug name goes by."""
    return names_of(name)[0].lower().replace(" ", "_").replace("-", "_")


def names_of(name: str) -> tuple[str, ...]:
    """The names in an extra drug name: one, or both of "generic (Brand)"."""
    match = _TWO_NAMES.match(name.strip())
    return (match["one"].strip(), match["other"].strip()) if match else (name.strip(),)


@lru_cache(maxsize=16)  # each document brings names of its own
def _vocabulary(extra: tuple[str, ...]) -> Vocabulary:
    known = [Term(drug.code, drug.names) for drug in DRUGS]
    return Vocabulary([*known, *(Term(code_of(name), _spellings(name)) for name in extra)])


def _spellings(name: str) -> tuple[str, ...]:
    """The names, and for a plural also "product(s)"."""
    names = names_of(name)
    return (*names, *(f"{one[:-1]}(s)" for one in names if one.endswith("s")))
