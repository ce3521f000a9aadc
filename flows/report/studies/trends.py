"""Coverage over time: shares with intervals, and stances month by month."""

from collections.abc import Iterable
from itertools import groupby

from flows.asking.answers import Row
from flows.report.names import LOOK, route, words
from flows.report.studies import charts
from flows.report.studies.answers import BASES, POSITIVE, Answers, openness
from flows.report.studies.events import events, listed, marked
from flows.report.studies.reader import Reader
from flows.report.studies.show import Shown, note, percent, table

_SHARE = (
    "select * from out_coverage_share where drug_code = ? and indication_code = ? "
    "and month_on = (select max(month_on) from out_coverage_share) "
    "order by payer_type_code, route_code, basis_code, stance_code"
)
_WILSON = "select wilson_low(?, ?) as low, wilson_high(?, ?) as high"


def share_figure(reader: Reader, found: Answers, drug: str, indication: str) -> Shown:
    """The share of payers that cover, month by month, apart for each basis."""
    rows = [row for basis in BASES for row in _shares(reader, found, basis, indication)]
    if not rows:
        return note(f"No payer is known in any month: nothing to show on {words(indication)}.")
    shown = events(reader, drug, rows[0]["month"])
    last = max((row for row in rows if row["basis"] == rows[0]["basis"]), key=lambda row: str(row["month"]))
    finding = (
        f"{words(drug)} for {words(indication)}: {last['covering']} of {last['payers']} payers cover it in "
        f"{str(last['month'])[:7]} ({percent(last['share'])}, 95 % interval {percent(last['low'])} to "
        f"{percent(last['high'])}){_partial(last)}"
    )
    alternative = f"Line of the share by month. {_told_ends(rows)}"
    source = (
        f"Source: out_coverage_monthly, basis {last['basis']}. n = {last['payers']} payers with a policy in "
        "force. Most open policy of each payer, all routes; a held policy that is silent counts as not "
        "addressed. Band: Wilson, 95 %."
    )
    return charts.figure(charts.shares(rows, marked(shown)), finding, alternative, source) + listed(shown)


def stance_figure(found: Answers, drug: str, indication: str) -> Shown:
    """Payers by stance, month by month, of those whose documents we hold."""
    rows = []
    for month in found.months:
        payers = found.payers(month, "observed")
        said = [found.of(month, payer, indication) for payer in payers]
        for code in sorted(set(said), key=openness, reverse=True):
            name = "not addressed" if code == "not_addressed" else LOOK[code].words
            rows.append(
                {"month": month, "stance": name, "payers": said.count(code), "order": -openness(code)}
            )
    if not rows:
        return note(f"No policy is held in any month: no stance to show on {words(indication)}.")
    last = [row for row in rows if row["month"] == found.months[-1]]
    told = "; ".join(f"{row['payers']} {row['stance']}" for row in last) or "no policy in force"
    source = (
        "Source: out_coverage_monthly, observed versions alone; each payer with its most open policy. "
        f"n = {sum(int(str(row['payers'])) for row in last)} payers in the last month."
    )
    finding = f"{words(drug)} for {words(indication)} now: {told}"
    return charts.figure(
        charts.stances(rows, []), finding, f"Stacked bars by month. Last month: {told}.", source
    )


def types_table(reader: Reader, drug: str, indication: str) -> Shown:
    """Shares of the last month by kind of payer and route, with lives where known and who is missing."""
    heads = (
        "kind of payer",
        "route",
        "basis",
        "stance",
        "payers",
        "share",
        "95 % interval",
        "lives",
        "not observed",
    )
    rows = (
        (
            words(row["payer_type_code"]),
            route(row["route_code"]),
            words(row["basis_code"]),
            words(row["stance_code"]),
            f"{row['payers_count']} of {row['observed_count']}",
            percent(row["share"]),
            f"{percent(row['share_low'])} to {percent(row['share_high'])}",
            f"{row['lives_count']:,} ({row['lives_known_count']} payers)"
            if row["lives_count"]
            else "not known",
            row["not_observed_count"],
        )
        for row in reader.rows(_SHARE, [drug, indication])
    )
    return table(heads, rows, f"No share can be told for {words(indication)}.")


def _shares(reader: Reader, found: Answers, basis: str, indication: str) -> Iterable[dict[str, object]]:
    intervals: dict[tuple[int, int], Row] = {}
    for month in found.months:
        payers = [
            payer
            for payer in found.payers(month, basis)
            if basis != "reported" or (month, payer, indication) in found.stance
        ]
        if not payers:
            continue
        covering = sum(found.of(month, payer, indication) in POSITIVE for payer in payers)
        key = (covering, len(payers))
        if key not in intervals:
            intervals[key] = reader.rows(_WILSON, [*key, *key])[0]
        yield {
            "month": month,
            "basis": words(basis),
            "covering": covering,
            "payers": len(payers),
            "share": covering / len(payers),
            "low": intervals[key]["low"],
            "high": intervals[key]["high"],
        }


def _partial(row: dict[str, object]) -> str:
    """What a share of reports cannot be taken for."""
    if row["basis"] != "reported":
        return ""
    return "; reports alone: only payers of whom it was told count, which is no sample of all"


def _told_ends(rows: list[dict[str, object]]) -> str:
    told = []
    for basis, group in groupby(rows, key=lambda row: row["basis"]):
        members = list(group)
        ends = (members[0], members[-1])
        told.append(f"{basis}: " + ", ".join(f"{percent(e['share'])} in {str(e['month'])[:7]}" for e in ends))
    return "; ".join(told) + "."
