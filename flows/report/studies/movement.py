"""Whether payers moved towards coverage, and whether that can be told from chance."""

from collections.abc import Iterable, Sequence
from math import comb

from flows.report.names import words
from flows.report.studies.answers import POSITIVE, Answers, answers, openness
from flows.report.studies.reader import Reader
from flows.report.studies.show import Shown, sentence, table

OFF_LABEL = ("anxiety", "gad", "ptsd", "ocd", "chronic_pain")
_CLEAR = 0.05


def trend_table(reader: Reader, drugs: Sequence[str]) -> Shown:
    """For each indication: how many payers moved towards coverage or away, and what that can say."""
    heads = (
        "drug",
        "for",
        "payers seen at both ends",
        "first",
        "now",
        "opened",
        "closed",
        "same",
        "p",
        "what it says",
    )
    rows = []
    for drug in drugs:
        found = answers(reader, drug)
        named = dict.fromkeys((*_common(found.indications), *OFF_LABEL))
        rows += [_trend(found, drug, indication) for indication in named]
    lead = sentence(
        "A payer counts once, with its most open policy, where its documents were held in its first and in "
        "the last month. p is the exact two-sided sign test over the payers that moved; below 0.05 a trend "
        "is told apart from chance. With fewer than six movers no test can do that."
    )
    return lead + table(heads, rows, "No policy is held: no trend can be tested.") if rows else lead


def sign_test(opened: int, closed: int) -> float | None:
    """Exact two-sided p that movers split like this by chance; None where nobody moved."""
    movers = opened + closed
    if not movers:
        return None
    tail = sum(comb(movers, k) for k in range(min(opened, closed) + 1)) / float(2**movers)
    return min(1.0, 2 * tail)


def _trend(found: Answers, drug: str, indication: str) -> tuple[object, ...]:
    ends = list(_ends(found, indication))
    opened = sum(openness(now) > openness(then) for then, now in ends)
    closed = sum(openness(now) < openness(then) for then, now in ends)
    p = sign_test(opened, closed)
    return (
        words(drug),
        words(indication),
        len(ends),
        f"{sum(then in POSITIVE for then, _ in ends)} cover",
        f"{sum(now in POSITIVE for _, now in ends)} cover",
        opened,
        closed,
        len(ends) - opened - closed,
        "–" if p is None else f"{p:.3f}",
        _says(ends, opened, closed, p),
    )


def _says(ends: Sequence[tuple[str, str]], opened: int, closed: int, p: float | None) -> str:
    if not ends:
        return "nothing: no payer was observed at both ends"
    if all(said == ("not_addressed", "not_addressed") for said in ends):
        return "nothing: every policy is silent, and silence is no refusal"
    if p is None:
        return "no payer moved: no trend in this set"
    way = "towards coverage" if opened > closed else "away from coverage" if closed > opened else "both ways"
    if p < _CLEAR:
        return f"a trend {way}, among these payers"
    return (
        f"{opened + closed} moved, {way}: too few to tell from chance"
        if opened != closed
        else "moved both ways"
    )


def _ends(found: Answers, indication: str) -> Iterable[tuple[str, str]]:
    if not found.months:
        return
    for payer in found.payers(found.months[-1], "observed"):
        first = next(month for month in found.months if found.basis.get((month, payer)) == "observed")
        if first != found.months[-1]:
            yield found.of(first, payer, indication), found.of(found.months[-1], payer, indication)


def _common(indications: Iterable[str]) -> tuple[str, ...]:
    scopes = ("any", "all_other")
    first = [code for code in ("trd", "mdd_si") if code in indications]
    return (*first, *(code for code in indications if code not in scopes and code not in first))
