"""Payers by indications: one cell for each, with the most open stance and the way to its words."""

from collections.abc import Iterable
from dataclasses import dataclass

from flows.asking.answers import Row
from flows.report.book import Book
from flows.report.names import LOOK, Look, payer_page, position_link, route, words

_FIRST = (
    "trd",
    "mdd_si",
    "mdd",
    "bipolar_depression",
    "bipolar_any",
    "suicidality",
    "anxiety",
    "gad",
    "ptsd",
    "ocd",
    "psychiatric_any",
    "chronic_pain",
    "neuropathic_pain",
    "crps",
    "fibromyalgia",
    "migraine",
    "acute_pain",
    "anesthesia_sedation",
)
_LAST = ("any", "all_other")
_DRUGS = ("esketamine_spravato", "ketamine_racemic")  # every payer has a row for these


@dataclass(frozen=True, slots=True)
class Cell:
    """A payer's answer for one drug and indication; `link` is empty where nothing was said."""

    look: Look
    link: str = ""
    note: str = ""
    is_reported: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One payer and drug across the indications."""

    payer: Row
    drug: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table."""

    indications: tuple[str, ...]
    drugs: tuple[str, ...]
    payer_types: tuple[str, ...]
    lines: tuple[Line, ...]


def matrix(book: Book) -> Matrix:
    """Every payer with every drug that some policy names."""
    found: dict[tuple[str, str, str], list[Row]] = {}
    for row in book.positions:
        key = (str(row["payer_id"]), str(row["drug_code"]), str(row["indication_code"]))
        found.setdefault(key, []).append(row)
    indications = _ordered({key[2] for key in found})
    drugs = tuple(dict.fromkeys((*_DRUGS, *sorted({key[1] for key in found}))))
    observed = _in_force(book)
    lines = tuple(
        Line(payer, drug, tuple(_cell(payer, drug, one, found, observed) for one in indications))
        for payer in book.payers
        for drug in drugs
        if drug in _DRUGS or any(key[:2] == (payer["payer_id"], drug) for key in found)
    )
    types = tuple(sorted({str(payer["payer_type_code"]) for payer in book.payers}))
    return Matrix(indications, drugs, types, lines)


def _in_force(book: Book) -> set[str]:
    """Who has a document of ours in force; a report is partial, so that its silence says nothing."""
    return {
        str(row["payer_id"])
        for row in book.observed
        if row["in_force_from"] and (row["in_force_to"] is None or str(row["in_force_to"]) > book.asked_on)
    }


def _cell(
    payer: Row, drug: str, indication: str, found: dict[tuple[str, str, str], list[Row]], observed: set[str]
) -> Cell:
    payer_id = str(payer["payer_id"])
    rows = found.get((payer_id, drug, indication), [])
    if not rows:
        return Cell(LOOK["not_addressed" if payer_id in observed else "not_observed"])
    best = max(rows, key=lambda row: LOOK[str(row["stance_code"])].openness or 0)
    is_reported = best["basis_code"] != "observed"
    return Cell(LOOK[str(best["stance_code"])], _link(best), _note(best, rows), is_reported)


def _link(row: Row) -> str:
    return position_link(row) if row["basis_code"] == "observed" else payer_page(row["payer_id"])


def _note(best: Row, rows: list[Row]) -> str:
    """What the symbol leaves out: route, policies that disagree, reports."""
    notes = [route(best["route_code"])] if best["route_code"] != "any" else []
    stances = {str(row["stance_code"]) for row in rows}
    if len(stances) > 1:
        notes.append(f"{len(rows)} answers, the most open is shown")
    if best["basis_code"] != "observed":
        notes.append(f"{words(best['basis_code'])}, the document is not held")
    if best["scope_code"] == "residual":
        notes.append("by a rule for all that is not named")
    return "; ".join(notes)


def _ordered(codes: Iterable[str]) -> tuple[str, ...]:
    def place(code: str) -> tuple[int, str]:
        if code in _LAST:
            return (1000 + _LAST.index(code), code)
        return (_FIRST.index(code) if code in _FIRST else 500, code)

    return tuple(sorted(codes, key=place))
