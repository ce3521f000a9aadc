"""The door to the templates: every value is made harmless and escaped before it is part of a page."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from flows.report import names
from flows.report.pages import rules
from flows.telling import safe

TEMPLATES = Path(__file__).parents[1] / "templates"
ASSETS = ("style.css", "site.js")
LEVELS = {
    "first": "the first one seen",
    "bytes": "the file alone: the text is the same",
    "text": "the wording: the rules are the same",
    "criteria": "a rule changed",
}


def environment(extra: Mapping[str, object]) -> Environment:
    """Templates with the names they share."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    made.filters["words"] = names.words
    made.globals.update(
        words=names.words,
        day=day,
        route=names.route,
        doubts=rules.doubts,
        web=safe.link,
        looks=names.LOOKS,
        LOOK=names.LOOK,
        DIRECTIONS=names.DIRECTIONS,
        levels=LEVELS,
        payer_page=names.payer_page,
        version_page=names.version_page,
        position_link=names.position_link,
        **extra,
    )
    return made


def day(value: object) -> str:
    """A date or time as a day; nothing for none."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _shown(value: object) -> object:
    return value if isinstance(value, Markup | int | float) else safe.plain(value)
