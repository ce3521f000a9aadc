"""A patient's questions, answered as the policy states it, with its words; silence where it is silent."""

from collections.abc import Iterable

from flows.asking.answers import Row
from flows.report.names import LOOK, route, version_page, words
from flows.report.studies.payer import newest_payers
from flows.report.studies.reader import Reader
from flows.report.studies.rule import rule
from flows.report.studies.show import Shown, heading, link, note, quote, sentence, table

_SILENT = "The policy does not say."
_TOPICS = (
    (
        "Who may get it",
        ("age_min", "age_max", "diagnosis", "diagnosis_basis", "severity_scale_min", "severity_category"),
    ),
    (
        "What must be tried first",
        (
            "step_therapy_trials",
            "augmentation_trials",
            "psychotherapy_trial",
            "ect_trial",
            "tms_trial",
            "conventional_therapy_trials",
            "step_exception",
        ),
    ),
    ("What must be taken along", ("concomitant_antidepressant", "not_concurrent_with")),
    ("Who must prescribe it", ("prescriber_specialty", "diagnosed_by")),
    (
        "Where it is given",
        ("setting", "rems_site_certified", "rems_patient_enrolled", "monitoring_duration_min"),
    ),
    ("Is prior authorization needed", ("prior_auth_required", "documentation_required")),
    ("How long an approval lasts", ("initial_auth_duration", "reauth_duration", "max_course_duration")),
    ("How much is paid for", ("quantity_limit", "dose_limit", "dose_schedule", "session_limit")),
    ("What is asked to go on", ("reauth_response",)),
    ("What rules it out", ("exclusion",)),
)
_POSITIONS = (
    "select * from out_current_positions where payer_id = ? and drug_code = ? "
    "order by scope_code <> 'headline', indication_code, route_code"
)
_CRITERIA = (
    "select * from out_current_criteria where payer_id = ? and drug_code = ? "
    "and (list_contains(indication_codes, ?) or list_contains(indication_codes, 'any')) "
    "order by policy_id, path"
)


def answers(reader: Reader, payer: str, drug: str, indication: str) -> Shown:
    """Every question about one plan, drug and indication."""
    chosen = payer or next(iter(newest_payers(reader)), "")
    if not chosen:
        return note("No policy of any payer is in the copy, so there is nothing to answer from.")
    positions = reader.rows(_POSITIONS, [chosen, drug])
    criteria = reader.rows(_CRITERIA, [chosen, drug, indication])
    shown = heading(f"{chosen}: {words(drug)} for {words(indication)}") + _covered(positions, indication)
    for question, kinds in _TOPICS:
        shown = shown + heading(question) + _told(row for row in criteria if row["type_code"] in kinds)
    return shown + heading("What if it is denied") + _denied(positions)


def _covered(positions: list[Row], indication: str) -> Shown:
    own = [row for row in positions if row["indication_code"] == indication]
    wide = [row for row in positions if row["indication_code"] in ("any", "all_other")]
    if own:
        return heading("Is it covered") + _stances(own)
    lead = heading("Is it covered") + sentence(f"The policy does not name {words(indication)}.")
    if wide:
        return lead + sentence("What it says of everything that it does not name:") + _stances(wide)
    return (
        lead + sentence("It is silent, and silence is neither yes nor no.")
        if positions
        else lead + note("No policy of this payer on this drug is in force in the copy.")
    )


def _stances(rows: Iterable[Row]) -> Shown:
    heads = ("policy", "route", "setting", "answer", "since", "in the payer's words")
    told = (
        (
            row["policy_title"],
            route(row["route_code"]),
            words(row["setting_code"]) or "not limited",
            f"{LOOK[str(row['stance_code'])].symbol} {LOOK[str(row['stance_code'])].words}",
            row["since_on"],
            _words(row),
        )
        for row in rows
    )
    return table(heads, told)


def _told(rows: Iterable[Row]) -> Shown:
    heads = ("policy", "when", "as the policy states it", "in the payer's words")
    told = ((row["policy_title"], words(row["phase_code"]), rule(row), _words(row)) for row in rows)
    return table(heads, told, _SILENT)


def _denied(positions: list[Row]) -> Shown:
    """The paths that a policy names for those who do not meet its rules."""
    paths = [
        row
        for row in positions
        if row["stance_code"] == "case_by_case" or row["scope_code"] == "exception_pathway"
    ]
    return _stances(paths) if paths else sentence(_SILENT)


def _words(row: Row) -> object:
    if not row["quote"]:
        return "not held: reported"
    page = link(f"../{version_page(row['version_id'])}", "evidence")
    return quote(row["quote"], row["page"]) + " " + page
