"""A document of the Medicare coverage database as one page: fields, codes by group, history. Pure."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, TypeAlias

Row: TypeAlias = Mapping[str, Any]
Parts: TypeAlias = dict[str, tuple[Row, ...]]

_TITLES = ("title", "document_title")
_FIELDS = (
    ("Document ID", ("article_id", "lcd_id", "document_display_id", "document_id")),
    ("Type", ("article_type_description", "lcd_type")),
    ("Status", ("status",)),
    ("Original Effective Date", ("orig_det_eff_date",)),
    ("Effective Date", ("article_eff_date", "rev_eff_date", "effective_date")),
    ("Revision Ending Date", ("article_end_date", "rev_end_date", "effective_end_date")),
    ("Retirement Date", ("date_retired",)),
    ("Publish Date", ("article_pub_date",)),
    ("Last Updated", ("last_updated",)),
)
_TEXTS = (
    ("Article Guidance", ("description",)),
    ("Coverage Guidance", ("indication", "indications_limitations")),
    ("Item or Service", ("item_service_description",)),
    ("Reasons for Denial", ("reasons_for_denial",)),
    ("Documentation Requirements", ("doc_reqs",)),
    ("Other Comments", ("other_comments", "other_text")),
)
_CODES = (
    ("CPT/HCPCS Codes", "hcpc-code-group", "hcpc-code", "hcpc_code_group", ("hcpc_code_id",)),
    ("ICD-10 Codes that Support Medical Necessity", "icd10-covered-group", "icd10-covered",
     "icd10_covered_group", ("icd10_code_id",)),
)  # fmt: skip
_LABELS = ("short_description", "description", "long_description")


def page(cms_id: str, version: str, head: Row, parts: Parts) -> str:
    """The page; equal data give equal bytes."""
    title = _first(head, _TITLES) or cms_id
    body = [f"<h1>{escape(title)}</h1>", f"<p>Number: {escape(cms_id)}</p>"]
    body.append(f"<p>Version: {escape(version)}</p>")
    body += [f"<p>{label}: {escape(value)}</p>" for label, keys in _FIELDS if (value := _first(head, keys))]
    for label, keys in _TEXTS:
        if value := _first(head, keys):
            body.append(f"<h2>{label}</h2>\n<div>{value}</div>")
    for codes in _CODES:
        body += _code_table(parts, *codes)
    body += _history(parts.get("revision-history", ()))
    body += _versions(parts.get("other-versions/", ()))
    head_part = f'<head><meta charset="utf-8"><title>{escape(title)}</title></head>'
    return f"<!DOCTYPE html>\n<html>{head_part}\n<body>\n" + "\n".join(body) + "\n</body></html>\n"


def _code_table(
    parts: Parts, heading: str, groups: str, codes: str, group_key: str, code_keys: tuple[str, ...]
) -> Iterable[str]:
    rows = parts.get(codes, ())
    if not rows:
        return
    yield f"<h2>{heading}</h2>"
    paragraphs = {str(row.get(group_key)): _first(row, ("paragraph",)) for row in parts.get(groups, ())}
    for group in sorted({str(row.get(group_key)) for row in rows}):
        if paragraphs.get(group):
            yield f"<div>{paragraphs[group]}</div>"
        own = (row for row in rows if str(row.get(group_key)) == group)
        yield _table(("Code", "Label"), ((_first(row, code_keys), _first(row, _LABELS)) for row in own))


def _history(rows: tuple[Row, ...]) -> Iterable[str]:
    if rows:
        yield "<h2>Revision History</h2>"
        cells = (
            (_first(row, ("rev_hist_date",)), _first(row, ("rev_hist_num",)), _first(row, ("rev_hist_exp",)))
            for row in sorted(rows, key=_revision_number, reverse=True)
        )
        yield _table(("Date", "Number", "Summary of Changes"), cells, is_markup=True)


def _versions(rows: tuple[Row, ...]) -> Iterable[str]:
    if rows:
        yield "<h2>Other Versions</h2>"
        yield _table(
            ("Version", "Title"), ((_first(r, ("document_version",)), _first(r, ("title",))) for r in rows)
        )


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]], is_markup: bool = False) -> str:
    shown = [f"<tr>{''.join(f'<th>{head}</th>' for head in heads)}</tr>"]
    for row in rows:
        shown.append(f"<tr>{''.join(f'<td>{cell if is_markup else escape(cell)}</td>' for cell in row)}</tr>")
    return "<table>\n" + "\n".join(shown) + "\n</table>"


def _revision_number(row: Row) -> int:
    said = str(row.get("rev_hist_num", ""))
    return int(said[:9]) if said.isdecimal() else 0


def _first(row: Row, keys: Iterable[str]) -> str:
    for key in keys:
        value = row.get(key)
        if value not in (None, "", "N/A"):
            return str(value)
    return ""
