"""The coverage matrix as a picture: payers by drug and indication, a colour for each stance. Pure."""

import base64
from collections.abc import Iterable, Mapping
from html import escape

Row = Mapping[str, object]

_COLOURS = {
    "covered": "#1a7f37",
    "covered_with_criteria": "#74c476",
    "case_by_case": "#ffd43b",
    "investigational": "#f08c00",
    "not_medically_necessary": "#d9480f",
    "benefit_exclusion": "#a61e4d",
}
_OTHER = "#868e96"
_CELL, _LEFT, _TOP, _KEY = 18, 190, 210, 22
_FONT = 'font-family="sans-serif" font-size="11"'


def matrix(rows: Iterable[Row]) -> str:
    """SVG of the stances in force, one square per payer, drug and indication; empty squares are silence."""
    cells = {(_payer(row), _column(row)): str(row["stance_code"]) for row in rows}
    payers, columns = sorted({key[0] for key in cells}), sorted({key[1] for key in cells})
    parts = [_text(4, _TOP + _CELL * n + 13, name) for n, name in enumerate(payers)]
    parts += [_head(_LEFT + _CELL * n + 12, name) for n, name in enumerate(columns)]
    parts += [_square(payers.index(p), columns.index(c), s) for (p, c), s in sorted(cells.items())]
    below = _TOP + _CELL * len(payers) + _KEY
    stances = sorted(set(cells.values()))
    parts += [part for n, stance in enumerate(stances) for part in _legend(below + _CELL * n, stance)]
    width, height = _LEFT + _CELL * len(columns) + 40, below + _CELL * len(stances) + 10
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    body = "".join(parts)
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>Coverage by payer</title>{body}</svg>'


def as_address(svg: str) -> str:
    """The picture as an address that holds it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"


def _payer(row: Row) -> str:
    return str(row["payer_name"] or row["payer_id"])[:28]


def _column(row: Row) -> str:
    return f"{row['drug_code']}: {row['indication_code']}".replace("_", " ")


def _square(line: int, column: int, stance: str) -> str:
    place = f'x="{_LEFT + _CELL * column}" y="{_TOP + _CELL * line}"'
    return f'<rect {place} width="{_CELL - 2}" height="{_CELL - 2}" fill="{_COLOURS.get(stance, _OTHER)}"/>'


def _legend(top: int, stance: str) -> tuple[str, str]:
    colour = _COLOURS.get(stance, _OTHER)
    box = f'<rect x="4" y="{top}" width="{_CELL - 2}" height="{_CELL - 2}" fill="{colour}"/>'
    return box, _text(4 + _CELL + 4, top + 13, stance.replace("_", " "))


def _text(left: int, top: int, text: str) -> str:
    return f'<text x="{left}" y="{top}" {_FONT}>{escape(text)}</text>'


def _head(left: int, text: str) -> str:
    turn = f'transform="rotate(-60 {left} {_TOP - 6})"'
    return f'<text x="{left}" y="{_TOP - 6}" {turn} {_FONT}>{escape(text)}</text>'
