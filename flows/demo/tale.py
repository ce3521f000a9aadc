"""What the demo came to, told on the terminal: changes, silence, failures, where to look next."""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from flows.asking.answers import ask, changes
from flows.demo.play import Played
from flows.settings import Settings
from flows.telling import tell
from flows.telling.terminal import line, table, told

_QUERY = (
    "select payer_id, indication_code, stance_code, since_on, quote from out_current_positions "
    "where drug_code = 'esketamine_spravato' order by payer_id"
)


def tale(out: Console, settings: Settings, played: Sequence[Played]) -> None:
    """The whole story of a demo just played."""
    heads = ("visit", "what the payers did", "rule changes", "not read")
    table(out, heads, [_visit(item) for item in played], heads[1:2])
    found = changes(settings.coverage)
    news = [row for row in found if row["is_news"]]
    line(out)
    line(out, f"{len(news)} rule changes", style="title")
    tell.changes(out, news)
    line(out)
    _silence(out, settings, len(found) - len(news))
    _failures(out, played)
    _next(out, settings)


def _visit(item: Played) -> tuple[object, ...]:
    summary = item.summary
    return told(item.visit.at), item.visit.story, len(summary.changes), len(summary.failures)


def _silence(out: Console, settings: Settings, hidden: int) -> None:
    sql = "select change_level_code as level, count(*) as n from out_policy_history group by all"
    levels = {row["level"]: row["n"] for row in ask(settings.coverage, sql)}
    line(out, "What stayed silent", style="title")
    line(out, f"{levels.get('text', 0)} re-issues with other words and the same rules", 2)
    line(out, f"{levels.get('bytes', 0)} files made anew with the same text", 2)
    line(out, f"{hidden} changes of codes alone", 2)
    line(out)


def _failures(out: Console, played: Sequence[Played]) -> None:
    line(
        out, "What could not be read; none of it displaced a policy or counts as “not covered”", style="title"
    )
    for item in played:
        for failure in item.summary.failures:
            detail = f" ({failure.detail})" if failure.detail else ""
            line(
                out, f"{told(item.visit.at)}  {failure.document_id}: {tell.words(failure.outcome)}{detail}", 2
            )
    line(out)


def _next(out: Console, settings: Settings) -> None:
    line(out, "Where to look next", style="title")
    for command in ("changes --all", "show larkmoor", "check", "report"):
        line(out, f"KETCOV_DATA={settings.data} {_program()} {command}", 2)
    line(out, f"DuckDB file for readers: {settings.coverage}", 2)
    line(out, f"{_QUERY};", 2)


def _program() -> str:
    """The program as it can be called again: by its name where the shell finds it, else as it was called."""
    called = Path(sys.argv[0])
    found = shutil.which(called.name)
    is_found = found and called.exists() and called.samefile(found)
    return called.name if is_found else str(called)
