"""Step therapy and other restrictions over time; how long payers took to answer a new label."""

from collections.abc import Iterable

from lifelines import KaplanMeierFitter

from flows.asking.answers import Row
from flows.report.names import words
from flows.report.studies import charts
from flows.report.studies.events import events, listed, marked
from flows.report.studies.reader import Reader
from flows.report.studies.show import Shown, note, quote, sentence, table

_REQUIREMENTS = (
    "concomitant_antidepressant",
    "augmentation_trials",
    "psychotherapy_trial",
    "ect_trial",
    "tms_trial",
    "severity_scale_min",
    "prescriber_specialty",
    "documentation_required",
    "pdmp_check",
    "quantity_limit",
)
_STEPS = (
    "select * from out_step_therapy_monthly where drug_code = ? and indication_code = ? "
    "order by month_on, payer_id"
)
_YEARS = (
    "select year(month_on) as year, max(month_on) as month_on from out_coverage_monthly group by 1 order by 1"
)
_CRITERIA = (
    "select distinct payer_id, type_code from criteria_as_of(least(last_day(?::date), asking_day())) "
    "where drug_code = ? and list_contains(indication_codes, ?) and operator_code <> 'not_required'"
)
_STILL = (
    "select payer_name, policy_title, indication_codes, in_force_from, last_seen_at, quote, page, version_id "
    "from out_current_criteria where type_code = 'concomitant_antidepressant' and drug_code = ? "
    "and list_contains(indication_codes, ?) and operator_code <> 'not_required' order by payer_name, quote"
)
_TIMES = "select * from out_time_to_change where event_id = ? order by days_from_announced, payer_id"
_MISSING = "is not in this copy; run `ketcov rebuild` with this version of the project."


def steps_figure(reader: Reader, drug: str, indication: str) -> Shown:
    """Mean number of failed drugs that the easiest and the hardest path ask for."""
    if not reader.has("out_step_therapy_monthly"):
        return note(f"out_step_therapy_monthly {_MISSING}")
    by_month: dict[str, list[Row]] = {}
    for row in reader.rows(_STEPS, [drug, indication]):
        by_month.setdefault(str(row["month_on"])[:10], []).append(row)
    if not by_month:
        return note(f"No policy in force states steps for {words(indication)}.")
    rows: list[dict[str, object]] = []
    for month, found in by_month.items():
        for name, column in (
            ("easiest path", "easiest_trials_count"),
            ("hardest path", "hardest_trials_count"),
        ):
            counts = [int(str(row[column])) for row in found if row[column] is not None]
            if counts:
                rows.append({"month": month, "series": name, "value": sum(counts) / len(counts)})
    last = by_month[max(by_month)]
    shown = events(reader, drug, min(by_month))
    easiest = [
        int(str(row["easiest_trials_count"])) for row in last if row["easiest_trials_count"] is not None
    ]
    finding = f"{words(indication)}: the easiest path asks {_spread(easiest)} failed trials today"
    source = f"Source: out_step_therapy_monthly; mean over payers. n = {len(last)} payers."
    alternative = f"Lines of the mean number of trials by month, easiest and hardest path; {finding}."
    chart = charts.lines(rows, marked(shown), "trials, mean")
    return charts.figure(chart, finding, alternative, source) + listed(shown)


def steps_table(reader: Reader, drug: str, indication: str) -> Shown:
    """What each payer asks today: trials, weeks, classes, augmentation, psychotherapy, on both paths."""
    if not reader.has("out_step_therapy_monthly"):
        return note(f"out_step_therapy_monthly {_MISSING}")
    rows = reader.rows(_STEPS, [drug, indication])
    last = max((row["month_on"] for row in rows), key=str, default=None)
    heads = ("payer", "trials", "weeks in all", "classes", "augmentations", "psychotherapy", "basis")
    told = (
        (
            row["payer_name"],
            *(_both(row, part) for part in ("trials_count", "weeks", "classes_count", "augmentations_count")),
            _either(row),
            words(row["basis_code"]),
        )
        for row in rows
        if row["month_on"] == last
    )
    return sentence("Easiest path / hardest path; “–” where the policy does not say.") + table(heads, told)


def requirements_table(reader: Reader, drug: str, indication: str) -> Shown:
    """How many payers ask for each kind of thing, at the end of each year."""
    years = reader.rows(_YEARS)
    counts: dict[str, list[str]] = {code: [] for code in _REQUIREMENTS}
    for year in years:
        found = reader.rows(_CRITERIA, [year["month_on"], drug, indication])
        payers = {str(row["payer_id"]) for row in found}
        for code in counts:
            asking = {str(row["payer_id"]) for row in found if row["type_code"] == code}
            counts[code].append(f"{len(asking)} of {len(payers)}")
    heads = ("asked for", *(str(year["year"]) for year in years))
    lead = sentence(
        f"Payers with criteria for {words(indication)} in force at the end of the year that ask for it."
    )
    return (
        lead + table(heads, ((words(code), *told) for code, told in counts.items()))
        if years
        else note("No policy is in force in any month: no restriction to count.")
    )


def still_required(reader: Reader, drug: str = "esketamine_spravato", indication: str = "trd") -> Shown:
    """Who asks for an oral antidepressant today."""
    heads = ("payer", "policy", "in force from", "last seen", "in the payer's words")
    rows = (
        (
            row["payer_name"],
            row["policy_title"],
            row["in_force_from"],
            row["last_seen_at"],
            quote(row["quote"], row["page"]),
        )
        for row in reader.rows(_STILL, [drug, indication])
    )
    return table(heads, rows, f"No policy in force asks for an oral antidepressant for {words(indication)}.")


def time_to_change(reader: Reader, event_id: str) -> Shown:
    """Kaplan-Meier of the days that payers took to answer an event; those that have not are censored."""
    if not reader.has("out_time_to_change"):
        return note(f"out_time_to_change {_MISSING}")
    rows = reader.rows(_TIMES, [event_id])
    if not rows:
        return note(f"No payer was observed around the event {words(event_id)}.")
    used = [row for row in rows if row["censoring_code"] in ("none", "right")]
    return _curve(rows, used) + _times_table(rows)


def _curve(rows: list[Row], used: list[Row]) -> Shown:
    left_out = len(rows) - len(used)
    if not used:
        return note("No payer was observed both before and after the event: no curve can be drawn.")
    days = [max(int(str(row["days_from_announced"])), 0) for row in used]
    answered = [row["censoring_code"] == "none" for row in used]
    fitted = KaplanMeierFitter().fit(days, answered)
    bands = fitted.confidence_interval_survival_function_
    table_ = fitted.survival_function_
    points: list[dict[str, object]] = [
        {"days": float(day), "share": float(share), "low": float(low), "high": float(high)}
        for day, share, (low, high) in zip(table_.index, table_.iloc[:, 0], bands.to_numpy(), strict=True)
    ]
    median = float(fitted.median_survival_time_)
    told = f"half of them within {median:.0f} days" if median < float("inf") else "fewer than half so far"
    finding = f"{rows[0]['event_name']}: {sum(answered)} of {len(used)} payers answered, {told}"
    source = (
        f"Source: out_time_to_change; Kaplan-Meier with 95 % band (lifelines). n = {len(used)} payers, "
        f"{len(used) - sum(answered)} still without an answer (censored); {left_out} left out, whose answer "
        "is older than our first sight of them or than the event."
    )
    return charts.figure(charts.survival(points), finding, f"Falling line; {finding}.", source)


def _times_table(rows: Iterable[Row]) -> Shown:
    heads = ("payer", "days", "answered on", "state", "basis")
    states = {
        "none": "answered",
        "right": "not yet",
        "left": "answered before first sight",
        "before": "before the event",
    }
    told = (
        (
            row["payer_name"],
            row["days_from_announced"],
            row["answered_on"] or "–",
            states.get(str(row["censoring_code"]), row["censoring_code"]),
            words(row["basis_code"]),
        )
        for row in rows
    )
    return table(heads, told)


def _both(row: Row, part: str) -> str:
    ends = (
        "–" if row[f"{end}_{part}"] is None else str(row[f"{end}_{part}"]) for end in ("easiest", "hardest")
    )
    return " / ".join(ends)


def _either(row: Row) -> str:
    if row["is_psychotherapy_on_easiest"]:
        return "always"
    return "on the hardest path" if row["is_psychotherapy_on_hardest"] else "no"


def _spread(counts: list[int]) -> str:
    if not counts:
        return "no stated number of"
    return str(counts[0]) if min(counts) == max(counts) else f"{min(counts)} to {max(counts)}"
