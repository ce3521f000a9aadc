"""Restrictiveness against the FDA label: by the label in force then, and by that of today."""

from flows.asking.answers import Row
from flows.report.names import words
from flows.report.studies import charts
from flows.report.studies.reader import Reader
from flows.report.studies.show import Shown, note, quote, table

_MISSING = "is not in this copy; run `ketcov rebuild` with this version of the project."
_SCORES = (
    "select * from out_restrictiveness where indication_code = ? and in_force_from <= asking_day() "
    "and (in_force_to is null or in_force_to > asking_day()) order by payer_name, policy_id, type_code"
)
_RULES = (
    "select * from out_label_rules where indication_code = ? and valid_to is null order by type_code, rule_id"
)


def score_figure(reader: Reader, indication: str) -> Shown:
    """The sum of scores of each payer's policy in force, by both labels."""
    if not reader.has("out_restrictiveness"):
        return note(f"out_restrictiveness {_MISSING}")
    rows = reader.rows(_SCORES, [indication])
    if not rows:
        return note(
            f"No policy in force has criteria for {words(indication)} that the label can be compared with."
        )
    sums: dict[tuple[str, str], float] = {}
    for row in rows:
        name = str(row["policy_id"])
        for moment in ("at_effective", "today"):
            key = (name, moment)
            sums[key] = sums.get(key, 0.0) + float(str(row[f"score_{moment}"] or 0))
    told = {"at_effective": "by the label when it took effect", "today": "by the label of today"}
    points: list[dict[str, object]] = [
        {"name": name, "moment": told[moment], "value": value} for (name, moment), value in sums.items()
    ]
    today = [value for (_, moment), value in sums.items() if moment == "today"]
    finding = (
        f"{words(indication)}: {sum(value > 0 for value in today)} of {len(today)} policies ask more than "
        "the label of today"
    )
    source = (
        f"Source: out_restrictiveness; sum over types of criteria: 1 stricter, 0 as the label, -1 looser. "
        f"n = {len(today)} policies in force."
    )
    alternative = "Bars: " + "; ".join(f"{row['name']} {row['value']} {row['moment']}" for row in points)
    return charts.figure(charts.bars(points, "score"), finding, alternative, source)


def score_table(reader: Reader, indication: str) -> Shown:
    """Each criterion that is stricter or looser than the label of today, with its words."""
    if not reader.has("out_restrictiveness"):
        return note(f"out_restrictiveness {_MISSING}")
    heads = ("payer", "policy", "criterion", "then", "today", "in the payer's words")
    rows = (
        (
            row["payer_name"],
            row["policy_id"],
            words(row["type_code"]),
            _then(row),
            row["score_today"],
            _quote(row),
        )
        for row in reader.rows(_SCORES, [indication])
        if row["score_today"] or row["score_at_effective"]
    )
    return table(heads, rows, f"No criterion for {words(indication)} differs from the label.")


def label_table(reader: Reader, indication: str) -> Shown:
    """What the label of today asks, and whether that was read in a source."""
    if not reader.has("out_label_rules"):
        return note(f"out_label_rules {_MISSING}")
    heads = ("criterion", "comparison", "value", "label", "read in a source")
    rows = (
        (
            words(row["type_code"]),
            words(row["comparison_code"]),
            row["label_number"] if row["label_number"] is not None else words(row["label_code"]),
            row["label_version"],
            "yes" if row["is_verified"] else "not verified",
        )
        for row in reader.rows(_RULES, [indication])
    )
    return table(heads, rows, "No rule of the label is in this copy.")


def _then(row: Row) -> object:
    return (
        "–"
        if row["score_at_effective"] is None
        else f"{row['score_at_effective']} ({row['label_at_effective']})"
    )


def _quote(row: Row) -> object:
    return quote(row["quote"], row["page"])
