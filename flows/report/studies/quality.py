"""Data quality: do the sources answer, how fresh is what we hold, what is in doubt, how right it is."""

from pathlib import Path

from flows.report.names import words
from flows.report.studies.reader import Reader
from flows.report.studies.show import Shown, note, percent, quote, sentence, table

_HEALTH = (
    "select state_code, count(*) as documents, max(days_since_success) as oldest, "
    "count(*) filter (where failures_count > 0) as failing from out_source_health group by 1 order by 1"
)
_DARK = "select * from out_source_health where state_code <> 'ok' order by failing_since_at, document_id"
_STALE = (
    "select payer_name, policy_title, next_review_on, asking_day() - next_review_on as days "
    "from out_policy_history where superseded_at is null and in_force_to is null "
    "and next_review_on < asking_day() order by days desc"
)
_DOUBT = (
    "select payer_name, count(*) as facts, count(*) filter (where len(flags) > 0) as flagged, "
    "count(*) filter (where list_has_any(flags, ['suspect', 'ambiguous', 'conflict', 'logic_conflict', "
    "'unit_conflict', 'number_conflict'])) as doubted, avg(confidence) as confidence "
    "from out_current_criteria group by 1 order by 1"
)
_QUEUE = "select * from out_review_queue where is_open order by len(flags) desc, confidence, review_id"
_ACCURACY = Path(__file__).parents[3] / "docs" / "accuracy.md"


def health(reader: Reader) -> Shown:
    """States of the sources."""
    heads = ("state", "documents", "failing", "days since the oldest success")
    rows = ((words(r["state_code"]), r["documents"], r["failing"], r["oldest"]) for r in reader.rows(_HEALTH))
    dark = table(
        ("document", "state", "since", "what was seen"),
        (
            (r["document_id"], words(r["state_code"]), r["failing_since_at"], r["state_detail"])
            for r in reader.rows(_DARK)
        ),
        "Every source answered at its last visit.",
    )
    return table(heads, rows, "No source was visited yet.") + dark


def staleness(reader: Reader) -> Shown:
    """Policies past the review that they announce."""
    rows = ((r["payer_name"], r["policy_title"], r["next_review_on"], r["days"]) for r in reader.rows(_STALE))
    heads = ("payer", "policy", "next review as printed", "days past it")
    return table(heads, rows, "No policy in force is past its printed review.")


def doubt(reader: Reader) -> Shown:
    """How many criteria in force carry a doubt, payer by payer."""
    rows = (
        (
            r["payer_name"],
            r["facts"],
            r["doubted"],
            percent(int(str(r["doubted"])) / int(str(r["facts"]))),
            f"{r['confidence']:.2f}",
        )
        for r in reader.rows(_DOUBT)
    )
    heads = ("payer", "criteria in force", "in doubt", "share", "mean confidence")
    lead = sentence("A doubt is a flag that asks for a person; the accuracy page says what confidence means.")
    return lead + table(heads, rows, "No criterion is in force.")


def queue(reader: Reader) -> Shown:
    """The facts that want a person."""
    rows = (
        (r["payer_name"], words(r["type_code"]), r["said_text"], r["question"], quote(r["quote"], r["page"]))
        for r in reader.rows(_QUEUE)
    )
    return table(("payer", "fact", "read as", "what to decide", "words"), rows, "No fact waits for a person.")


def accuracy() -> Shown:
    """The figures of the accuracy page against what is wanted."""
    if not _ACCURACY.exists():
        return note("No accuracy was measured in this installation; `ketcov evaluate` measures it.")
    lines = _ACCURACY.read_text("utf-8").splitlines()
    start = next((n for n, line in enumerate(lines) if line.startswith("| figure")), None)
    if start is None:
        return note("The accuracy page holds no figures.")
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    heads = [cell.strip() for cell in lines[start].strip().strip("|").split("|")]
    return sentence("Measured against documents that a person read (docs/accuracy.md).") + table(heads, rows)
