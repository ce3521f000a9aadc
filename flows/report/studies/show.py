"""What a cell of a notebook shows: tables, sentences, figures. Every value is made harmless and escaped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from flows.telling import safe
from flows.telling.terminal import told


@dataclass(frozen=True, slots=True)
class Shown:
    """HTML that a notebook displays."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __add__(self, other: "Shown") -> "Shown":
        return Shown(self.html + other.html)


def text(value: object) -> Markup:
    """A value as text that nothing can run."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, date):
        return Markup('<span class="day">{}</span>').format(told(value))
    return escape(safe.plain(f"{value:g}" if isinstance(value, float) else told(value)))


def sentence(value: object) -> Shown:
    """One paragraph."""
    return Shown(f"<p>{text(value)}</p>")


def note(value: object) -> Shown:
    """A paragraph set apart: what is missing, what a figure rests on."""
    return Shown(f'<p class="empty">{text(value)}</p>')


def heading(value: object) -> Shown:
    """A heading inside a notebook's section."""
    return Shown(f"<h3>{text(value)}</h3>")


def quote(words: object, page: object = None) -> Markup:
    """The payer's words with their page."""
    if not words:
        return Markup("")
    where = Markup(' <span class="where">p. {}</span>').format(page) if page else Markup("")
    return Markup('<q class="payer" dir="auto">{}</q>{}').format(safe.plain(words), where)


def link(href: str, words: object) -> Markup:
    """A link to a page of this report."""
    return Markup('<a href="{}">{}</a>').format(href, safe.plain(words))


def table(heads: Sequence[str], rows: Iterable[Sequence[object]], empty: str = "Nothing to show.") -> Shown:
    """Rows under heads; a sentence where there are none."""
    body = "".join(f"<tr>{_cells(heads, row)}</tr>" for row in rows)
    if not body:
        return note(empty)
    head = "".join(f'<th scope="col">{text(name)}</th>' for name in heads)
    label = text(f"Table: {', '.join(heads)}")
    return Shown(
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table class="plain">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(heads: Sequence[str], row: Sequence[object]) -> str:
    """The cells of a row; each carries its head, for screens too narrow for columns."""
    named = zip(heads, row, strict=True)
    return "".join(f'<td data-head="{text(head)}">{text(cell)}</td>' for head, cell in named)


def percent(value: object) -> str:
    """A share as a percentage without decimals."""
    return "–" if value is None else f"{100 * float(str(value)):.0f} %"
