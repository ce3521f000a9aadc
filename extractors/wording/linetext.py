"""The text of a criterion line made fit for reading: page furniture, marks and connectives taken off.

Layout that survived into the line is mended here; nothing is interpreted.
"""

import re
from dataclasses import replace

from extractors.model import Json
from extractors.wording.line import Line

_FURNITURE = re.compile(
    r"^\W*(?:page\s\d{1,4}(?:\sof\s\d{1,4})?|\d{1,4}\s?(?:of|/)\s?\d{1,4}|[^\n]{0,80}\b(?:effective|revised|last\sreview|"
    r"reviewed|printed|proprietary|copyright|©)\b[^\n]{0,12}[\d/.-]{4,10}[^\n]{0,40}|[^\n]{0,60}\bproprietary\b[^\n]{0,60}|"
    r"(?:medical|drug|pharmacy|clinical|coverage)[^\n]{0,40}\b(?:policy|guideline|program)\b[^\n]{0,20}\d{1,2}/\d{1,2}/\d{2,4}[^\n]{0,20})\W*$",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"[☐☑☒□■▢◻_\[\]\s]{1,8}yes\b[\s,;/|]{0,6}[☐☑☒□■▢◻_\[\]\s]{0,8}no\b(?:[\s,;/|]{0,6}[☐☑☒□■▢◻_\[\]\s]{1,8}(?:n/?a)\b)?",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"\*\*{1,2}|\^\^|~~|__|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")
_LEAD = re.compile(r"^[\s☐☑☒□■▢◻•▪●○◦‣·*–—-]{1,12}(?=\S)")
_TAIL = re.compile(r"[\s;,]{1,6}(?:and/or|and|or)?[\s;,:]{0,4}$", re.IGNORECASE)
_JOINED_NUMBER = re.compile(
    r"(?<=\d)(?=(?:mg|mcg|paks?|packs?|packets?|days?|weeks?|kits?)\b)", re.IGNORECASE
)
_LONGEST = 5000
_EXAMPLES = re.compile(
    r"(?<=\S)\s(?:\*{1,2}|^)?Notes?:\s(?:Some\s)?(?:an?\s|the\sfollowing\s)?(?:examples?\b|for\sexample\b|refer\sto\b|see\b|please\b).*$",
    re.IGNORECASE | re.DOTALL,
)  # a note of examples names what would count; it demands nothing
_FOOTNOTED = re.compile(
    r"\b(years?|months?|weeks?|days?|age|agents?|classes|antidepressants|trials|points)\d{1,2}(?=[\s,;.)]|$)"
)


def ready(line: Line) -> Line:
    """The line with clean text and the marks its layout gives."""
    text = _without_furniture(_first_of(line.text))
    marks: dict[str, Json] = dict(line.marks)
    if _YES_NO.search(text):
        marks["form_field"] = "yes_no"
        text = _YES_NO.sub(" ", text)
    text = _FOOTNOTED.sub(r"\1", _JOINED_NUMBER.sub(" ", _MARKUP.sub("", text)))
    text = re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("’", "'")).strip()
    text = _EXAMPLES.sub("", text)
    if len(re.findall(r"[☐□▢◻]", text)) < 2:
        text = _LEAD.sub("", text)
    return replace(line, text=_TAIL.sub("", text) if len(text) < 2000 else text, marks=marks)


def _first_of(text: str) -> str:
    """The text up to the longest that a criterion can be; a block that goes on is no line."""
    return text if len(text) <= _LONGEST else text[: text.rfind(" ", 0, _LONGEST) + 1] or text[:_LONGEST]


def _without_furniture(text: str) -> str:
    rows = text.split("\n")
    if len(rows) == 1:
        return text
    return "\n".join(row for row in rows if not _FURNITURE.match(row))
