"""What changed in a span of days: each change before and after, with its words and its evidence."""

from datetime import date

from flows.asking.answers import Row
from flows.report.names import DIRECTIONS, words
from flows.report.names import diff_page as diff_name
from flows.report.studies.reader import Reader
from flows.report.studies.show import Shown, heading, link, note, quote, sentence, table

_DAYS = 92
_LAST = "select max(last_attempt_at)::date as day from out_source_health"
_CHANGES = (
    "select * from out_policy_changes where is_news and first_seen_at::date >= ? "
    "order by first_seen_at desc, payer_name, change_id"
)
_QUIET = (
    "select count(*) filter (where direction_code = 'neutral_codes') as codes, "
    "count(*) filter (where is_reverted) as reverted from out_policy_changes "
    "where not is_news and first_seen_at::date >= ?"
)
_WORDING = (
    "select count(*) as versions from out_policy_history where superseded_at is null "
    "and change_level_code in ('bytes', 'text') and first_seen_at::date >= ?"
)


def since_day(reader: Reader, since: str = "") -> str:
    """The day given, else a quarter before the last visit."""
    if since:
        return date.fromisoformat(since).isoformat()
    row = next(iter(reader.rows(f"select ({_LAST}) - {_DAYS} as day")), {"day": None})
    return str(row["day"] or "1970-01-01")


def changes(reader: Reader, since: str) -> Shown:
    """Every change first seen since a day, with both quotes."""
    found = reader.rows(_CHANGES, [since])
    shown = sentence(f"{len(found)} rules changed, first seen since {since}. {_silent(reader, since)}")
    if not found:
        return shown + note("No payer changed a rule in this span.")
    for row in found:
        shown = shown + _one(row)
    return shown


def directions(reader: Reader, since: str) -> Shown:
    """How many changes went which way."""
    counts: dict[str, int] = {}
    for row in reader.rows(_CHANGES, [since]):
        code = str(row["direction_code"])
        counts[code] = counts.get(code, 0) + 1
    rows = ((DIRECTIONS.get(code, code), number) for code, number in sorted(counts.items()))
    return table(("direction", "changes"), rows, "No payer changed a rule in this span.")


def _one(row: Row) -> Shown:
    listed = row["indication_codes"]
    indications = ", ".join(map(words, listed)) if isinstance(listed, list) else ""
    direction = DIRECTIONS.get(str(row["direction_code"]), str(row["direction_code"]))
    title = f"{direction} {words(row['change_type_code'])}: {row['payer_name']}"
    page = f"../{diff_name(row['from_version_id'], row['to_version_id'])}#change-{row['change_id']}"
    when = (
        f"{row['effective_on']}{' (first seen; no date is printed)' if row['is_effective_on_seen'] else ''}"
    )
    return heading(title) + table(
        ("", "before", "after"),
        (
            ("rule", row["before_text"] or "no such rule", row["after_text"] or "no such rule"),
            (
                "words",
                quote(row["before_quote"], row["before_page"]),
                quote(row["after_quote"], row["after_page"]),
            ),
            (
                "where",
                f"{words(row['drug_code'])} for {indications}; binds from {when}",
                link(page, "evidence"),
            ),
        ),
    )


def _silent(reader: Reader, since: str) -> str:
    quiet = next(iter(reader.rows(_QUIET, [since])), None)
    wording = next(iter(reader.rows(_WORDING, [since])), None)
    if quiet is None or wording is None:
        return ""
    return (
        f"No news: {wording['versions']} re-issues with the same rules, "
        f"{quiet['codes']} changes of codes alone, "
        f"{quiet['reverted']} taken back within a day."
    )
