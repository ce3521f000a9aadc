"""One message for everything that a run has to tell. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.alerts.items import Item
from flows.visible.pages import changes_page, counted, sources_page


@dataclass(frozen=True, slots=True)
class Digest:
    """A message: its subject, its text in Markdown, and how many rules changed."""

    subject: str
    body: str
    changes_count: int


def digest(items: Sequence[Item]) -> Digest:
    """The message about these items."""
    changes = [item.change for item in items if item.change]
    dark = _subjects(items, "ketcov.source.dark")
    back = _subjects(items, "ketcov.source.back")
    counts = [counted(len(changes), "rule change")] if changes else []
    counts += [f"{counted(len(dark), 'source')} gone dark"] if dark else []
    counts += [f"{counted(len(back), 'source')} back"] if back else []
    pages = (
        changes_page(changes) if changes else "",
        sources_page("Gone dark: the last attempts all failed", dark),
        sources_page("Back: can be read again", back),
    )
    return Digest(f"ketcov: {', '.join(counts)}", "\n\n".join(filter(None, pages)), len(changes))


def _subjects(items: Sequence[Item], event: str) -> list[str]:
    return [item.subject for item in items if item.event == event]
