"""Billing and diagnosis codes in force, with the role that their table or heading gives them.

Codes that stand only in the history, the references or prose about evidence are not listed, and
descriptors are never kept: the quote of a code is the printed code.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors import lists, revisions
from extractors.fields import code_shapes
from extractors.fields import code_words as words
from extractors.fields.scope import SectionLike
from extractors.model import Block, Code, Document, Evidence, Warn
from extractors.vocabulary import drugs as drug_names

_PAST = frozenset({"archived", "history", "references", "example"})  # whatever stands there is not in force
_SKIP = _PAST | {"contents", "disclaimer"}
_TABLES_ONLY = frozenset({"background", "evidence"})
_ROLES = tuple((role, re.compile(phrase, re.IGNORECASE)) for role, phrase in words.ROLES)
_SYSTEMS = tuple((system, re.compile(phrase, re.IGNORECASE)) for system, phrase in words.SYSTEMS)
_DISCLAIMER = re.compile(words.DISCLAIMER, re.IGNORECASE)
_CODING = re.compile(words.CODING_HEADING, re.IGNORECASE)
_COLUMN = re.compile(words.CODE_COLUMN, re.IGNORECASE)
_NO_COLUMN = re.compile(words.NO_CODE_COLUMN, re.IGNORECASE)
_CUE = re.compile(words.LIST_CUE, re.IGNORECASE)
_DRUG_OF_CODE = dict(words.DRUG_CODES)
_CELL = re.compile(r"(?<= {3})[A-Z0-9][A-Z0-9.]{2,9}(?= {3}|$)")
_MARK = re.compile(r"[,;](?=\s)")
_PLAIN = re.compile(r"[^A-Za-z0-9]")
_MAX_GROUP = 260
_MAX_TITLE = 6  # words of a group's title that no mark sets off
_KEPT = 512  # texts; the titles of a table are asked for with each of its rows


@dataclass(frozen=True, slots=True)
class _Group:
    """What the headings above a line say: section, system of the codes, role."""

    section: str
    kind: str
    system: str | None = None
    role: str = "listed"
    is_coding: bool = False


def find(
    document: Document, sections: Iterable[SectionLike] = (), drugs: tuple[str, ...] = ()
) -> tuple[Code, ...]:
    """Find the codes in force, each once per role and drug, in reading order."""
    found: dict[tuple[str, str, str, str | None], Code] = {}
    for block, group in _grouped(document, tuple(sections)):
        read = _in_row if block.cells else _in_line
        for code in read(block, group, drugs):
            found.setdefault((code.system, code.code, code.role, code.drug), code)
    return tuple(found.values())


def misread(found: Iterable[Code]) -> Iterator[Warn]:
    """What to tell of codes that are listed otherwise than they are printed."""
    for code in found:
        printed = code.evidence.quote
        if _PLAIN.sub("", code.code) not in _PLAIN.sub("", printed):
            yield Warn("code_misread", f"{printed[:60]} is taken for {code.code}", code.evidence.page)


# --- groups ------------------------------------------------------------------------------------


def _grouped(document: Document, sections: tuple[SectionLike, ...]) -> Iterator[tuple[Block, _Group]]:
    """The blocks that may list codes, each with what the headings above it say."""
    past = revisions.block_ids(document, sections)
    bare = frozenset(page.number for page in document.pages if not page.is_laid_out)  # no place to point at
    group = _Group("", "")
    for section in sections:
        group = _opened_by(section, group)
        if section.kind in _PAST or (section.kind in _SKIP and not group.is_coding):
            continue
        for block in section.blocks:
            if id(block) in past or block.page in bare or lists.is_list_header(block.header):
                continue
            if block.cells or section.kind not in _TABLES_ONLY or group.is_coding:
                group = _regroup(block, group)
                yield block, group


def _opened_by(section: SectionLike, before: _Group) -> _Group:
    """The group that a section's heading opens; within the coding part a heading may name only half of it."""
    role, system = _role_of(section.heading), _system_of(section.heading)
    if role is None and system is None:
        role, system = _of_headings_above(section)
    inside = section.kind not in _SKIP - {"disclaimer"} and any(_CODING.search(h) for h in section.path)
    is_coding = section.kind == "coding" or inside or bool(_CODING.search(section.heading))
    goes_on = is_coding and before.is_coding and system is not None
    return _Group(
        section.heading,
        section.kind,
        system or (before.system if role and before.is_coding and is_coding else None),
        role or (before.role if goes_on else "listed"),
        is_coding or (before.is_coding and role is not None),
    )


def _of_headings_above(section: SectionLike) -> tuple[str | None, str | None]:
    """What the nearest heading about codes says of a part that is only numbered ("Group 1 Codes")."""
    above = next((heading for heading in reversed(section.path) if _CODING.search(heading)), "")
    return (_role_of(above), _system_of(above)) if _CODING.search(section.heading) else (None, None)


def _regroup(block: Block, group: _Group) -> _Group:
    """A heading, a line that ends with a colon or a row of one cell opens a new group of codes."""
    texts = [cell.text for cell in block.cells if cell.text.strip()] or [block.text]
    text = " ".join(texts[0].split())
    opens = block.kind == "heading" or text.endswith(":") or block.is_bold
    is_short = len(text.split()) <= _MAX_TITLE
    if len(texts) > 1 or len(text) > _MAX_GROUP or not text or not (opens or is_short):
        return group
    if _DISCLAIMER.search(text):
        return group
    role, system = _role_of(text), _system_of(text)
    listed = code_shapes.leading if block.kind == "heading" else code_shapes.find
    if listed(text, system or group.system) and not text.endswith(":"):  # a line of codes opens no group
        return group
    if opens and role is None and system is None:
        return replace(group, role="listed", system=None) if block.kind == "heading" else group
    if opens or system or role:
        names_codes = bool(_CODING.search(text))
        is_coding = group.is_coding or bool(system and names_codes)
        role = role if group.is_coding or names_codes else None  # a rule's own words give codes no role
        return replace(group, role=role or group.role, system=system or group.system, is_coding=is_coding)
    return group


@lru_cache(maxsize=_KEPT)
def _role_of(text: str) -> str | None:
    told = next((role for role, phrase in _ROLES if phrase.search(text)), None)
    return told if told and not _DISCLAIMER.search(text) else None


@lru_cache(maxsize=_KEPT)
def _system_of(text: str) -> str | None:
    return next((system for system, phrase in _SYSTEMS if phrase.search(text)), None)


# --- rows and lines ----------------------------------------------------------------------------


def _in_row(block: Block, group: _Group, drugs: tuple[str, ...]) -> Iterator[Code]:
    texts = tuple(cell.text.strip() for cell in block.cells)
    columns = _code_columns(block.header)
    if not any(place < len(texts) and code_shapes.leading(texts[place], columns[place]) for place in columns):
        columns = _filled_columns(texts, group, is_announced=bool(columns))
    role = _row_role(block, texts, group)
    for place, system in columns.items():
        if place >= len(texts) or texts == block.header:
            continue
        named = system or group.system
        cell = texts[place]
        spans = (
            code_shapes.find(cell, named)
            if code_shapes.fills(cell, named)
            else code_shapes.leading(cell, named)
        )
        for span in spans:
            yield _code(span, cell, block, replace(group, role=role), " ".join(texts), drugs)


def _filled_columns(texts: tuple[str, ...], group: _Group, *, is_announced: bool) -> dict[int, str | None]:
    """Where no column is named for codes: cells that hold nothing else, or a coding section's first cell."""
    named = next((system for text in texts if len(text) < 20 and (system := _system_of(text))), None)
    if is_announced or (group.is_coding and group.kind not in _TABLES_ONLY):
        system = named or group.system
        filled = {place: named for place, text in enumerate(texts) if code_shapes.fills(text, system)}
        return filled or ({0: None} if texts and code_shapes.leading(texts[0], system) else {})
    return {place: named for place, text in enumerate(texts) if _is_code_cell(text)}


def _is_code_cell(text: str) -> bool:
    """Outside coding sections a cell counts only if it holds nothing but codes of an unmistakable shape."""
    return len(text) < 400 and code_shapes.fills(text, None) and not re.fullmatch(r"[\d\s.,-]+", text)


def _code_columns(header: tuple[str, ...]) -> dict[int, str | None]:
    columns: dict[int, str | None] = {}
    for place, title in enumerate(header):
        flat = " ".join(title.split())
        if _COLUMN.search(flat) and not _NO_COLUMN.search(flat):
            columns[place] = _system_of(flat)
        elif not flat and place - 1 in columns:  # one title over a grid of codes
            columns[place] = columns[place - 1]
    return columns


def _row_role(block: Block, texts: tuple[str, ...], group: _Group) -> str:
    for place, title in enumerate(block.header[: len(texts)]):
        if re.search(r"cover|status|payable|pa required", title, re.IGNORECASE) and not _COLUMN.search(title):
            return _role_of(texts[place]) or group.role
    headed = [role for title in block.header if (role := _role_of(title))]
    return headed[0] if headed else group.role


def _in_line(block: Block, group: _Group, drugs: tuple[str, ...]) -> Iterator[Code]:
    for line in block.text.split("\n"):
        if group.is_coding:
            spans = _in_cells(line, group) or _behind_cue(line, group)
        else:
            spans = _behind_cue(line, group)
        for said, span in code_shapes.runs(line, spans):
            yield _code(span, line[span.start : span.end], block, group, said, drugs)


def _in_cells(line: str, group: _Group) -> tuple[code_shapes.CodeSpan, ...]:
    """The codes that begin a line, and those that fill a further cell of it behind a wide gap."""
    kept = list(code_shapes.leading(line, group.system))
    for cell in _CELL.finditer(line) if kept else ():
        if cell.start() > kept[-1].end and code_shapes.fills(cell.group(), group.system):
            found = code_shapes.find(cell.group(), group.system)
            kept += [replace(s, start=s.start + cell.start(), end=s.end + cell.start()) for s in found]
    return tuple(kept)


def _behind_cue(line: str, group: _Group) -> tuple[code_shapes.CodeSpan, ...]:
    """Codes behind "HCPCS:", "procedure codes", "ICD-10-CM" and the like, as far as the list goes.

    Where a line of the coding part is such a list, descriptors stand between its codes.
    """
    kept: list[code_shapes.CodeSpan] = []
    for cue in _CUE.finditer(line):
        behind = line[cue.end() :]
        gap = re.match(r"[\s:()–-]{0,6}(?:\w{1,12}\s){0,2}[:(]?\s?", behind)
        offset = cue.end() + (gap.end() if gap else 0)
        system = _system_of(line[max(0, cue.start() - 12) : cue.end() + 8]) or group.system
        starts = [cue.end(), offset]
        if group.is_coding and cue.start() == 0 and ":" in (gap.group() if gap else ""):
            starts += [offset + mark.end() for mark in _MARK.finditer(line[offset:])]
        for start in starts:
            for span in code_shapes.leading(line[start:].lstrip(" :"), system):
                shift = start + len(line[start:]) - len(line[start:].lstrip(" :"))
                kept.append(replace(span, start=span.start + shift, end=span.end + shift))
    return tuple(dict.fromkeys(kept))


def _code(
    span: code_shapes.CodeSpan, printed: str, block: Block, group: _Group, row: str, drugs: tuple[str, ...]
) -> Code:
    mentions = drug_names.find(row, drugs)
    return Code(
        system=span.system,
        code=span.code,
        role=group.role,
        evidence=Evidence(block.page, block.box, " ".join(printed.split())[:200], group.section),
        drug=mentions[0].code if mentions else _DRUG_OF_CODE.get(span.code),
        valid_to=code_shapes.ended_on(row),
    )
