"""One message for everything that a run has to tell. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.alerts.items import Item
from flows.telling.terminal import counted, told
from flows.visible.pages import changes_page, sources_page


@dataclass(frozen=True, slots=True)
class Digest:
    """A message: its subject, its text in Markdown, and how many rules changed."""

    subject: str
    body: str
    changes_count: int


def digest(items: Sequence[Item]) -> Digest:
    """The message about these items."""
    changes = [item.change for item in items if item.change]
    dark = [_dark(item) for item in items if item.event == "ketcov.source.dark"]
    back = [item.subject for item in items if item.event == "ketcov.source.back"]
    counts = [counted(len(changes), "rule change")] if changes else []
    counts += [f"{counted(len(dark), 'source')} gone dark"] if dark else []
    counts += [f"{counted(len(back), 'source')} back"] if back else []
    pages = (
        changes_page(changes) if changes else "",
        sources_page("Gone dark: the last attempts all failed", dark),
        sources_page("Back: can be read again", back),
    )
    return Digest(f"ketcov: {', '.join(counts)}", "\n\n".join(filter(None, pages)), len(changes))


def _dark(item: Item) -> str:
    """A document with why it cannot be read, since when, and how long what we know of it is good."""
    health = item.health
    if health is None:
        return item.subject
    why = ": ".join(filter(None, (health.state_code.replace("_", " "), health.state_detail)))
    since = f"since {told(health.failing_since_at)}" if health.failing_since_at else ""
    last = f"last read {told(health.last_success_at)}" if health.last_success_at else "never read"
    return "; ".join(filter(None, (f"{item.subject} {since}".rstrip(), why, last)))
