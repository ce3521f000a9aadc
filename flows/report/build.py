"""One report: pages, feed and notebooks from the published copy into the reports folder. Plain work."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.asking.answers import known_payer
from flows.asking.span import span
from flows.report.book import read_book
from flows.report.pages.site import Site
from flows.settings import Settings
from flows.telling.progress import Progress, silent
from warehouse.archive import Archive


@dataclass(frozen=True, slots=True)
class Report:
    """What a report came to: where it begins, how much it holds, what could not be shown."""

    index: Path
    pages_count: int
    notebooks_count: int
    changes_count: int
    notes: tuple[str, ...]


def build(
    settings: Settings,
    since: str | None = None,
    payer: str | None = None,
    progress: Progress = silent,
    *,
    until: str | None = None,
    has_notebooks: bool = True,
) -> Report:
    """Write the whole report. Raises WarehouseError where nothing is published, UnknownName, UsageError."""
    days = span(since, until)
    if payer is not None:
        known_payer(settings.coverage, payer)
    book = read_book(settings.coverage)
    site = Site(book, Archive(settings.archive), settings.reports, days)
    parameters = {"copy": str(settings.coverage.resolve()), "since": since or "", "payer": payer or ""}
    notebooks = [("notebooks", lambda: _notebooks(site, parameters))] if has_notebooks else []
    steps: list[tuple[str, Callable[[], None]]] = [*site.steps(), *notebooks]
    for _, write in progress(steps, "writing", lambda step: step[0]):
        write()
    site.index()
    return Report(
        index=settings.reports / "index.html",
        pages_count=site.pages_count,
        notebooks_count=len(site.notebooks),
        changes_count=len(book.news),
        notes=tuple(site.notes),
    )


def _notebooks(site: Site, parameters: dict[str, str]) -> None:
    from flows.report.notebooks import run_all

    for page in run_all(parameters):
        site.notebook(page)
