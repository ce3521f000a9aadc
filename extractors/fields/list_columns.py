"""Columns, legend and rows of drug lists: which cell says what, and which rows name a tracked drug."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from extractors.fields import list_words as words
from extractors.fields.code_words import DRUG_CODES
from extractors.model import Block, Box, Evidence
from extractors.vocabulary import drugs as drug_names

_COLUMNS = tuple((column, re.compile(phrase, re.IGNORECASE)) for column, phrase in words.COLUMNS)
_CHOICE = re.compile(words.CHOICE, re.IGNORECASE)
EXCLUDED = re.compile(words.EXCLUDED, re.IGNORECASE)
_LEGEND = re.compile(words.LEGEND)
_MEANINGS = tuple((meaning, re.compile(phrase, re.IGNORECASE)) for meaning, phrase in words.MEANINGS)
_DRUG_OF_CODE = dict(DRUG_CODES)
_CODE = re.compile(r"\b[A-Z]\d{4}\b")
_MAX_LEGEND_LINE = 600
_KEPT = 256  # headers; every row has its table's


@dataclass(frozen=True, slots=True)
class Row:
    """One row about one tracked drug: its cells by column, the class above it, and its evidence."""

    drug: str
    cells: Mapping[str, str]
    titles: Mapping[str, str]
    evidence: Evidence
    code_box: Box | None = None

    def cell(self, column: str) -> str:
        """The text of a column, empty where the table has no such column."""
        return self.cells.get(column, "")


@lru_cache(maxsize=_KEPT)
def is_list_header(header: tuple[str, ...]) -> bool:
    """True for the header of a drug or quantity list: a drug column and what is said of the drug."""
    if len(_choices(header)) > 1:
        return True
    named = set(_named(header).values())
    says = {"status", "quantity", "prior_auth"} & named or {"notes", "code"} <= named
    says = says or any(EXCLUDED.search(title) for title in header)
    is_dosing = any(
        re.search(r"^indication|^dos(?:e|ing|age)\b", title.strip(), re.IGNORECASE) for title in header
    )
    return bool("drug" in named and says) and not is_dosing


def legend(blocks: Iterable[Block]) -> Mapping[str, str]:
    """Abbreviations and what they mean, from lines such as "PA-Prior Authorization; QL-Quantity Limit"."""
    found: dict[str, str] = {}
    for line in dict.fromkeys(b.text for b in blocks if not b.cells and len(b.text) <= _MAX_LEGEND_LINE):
        for match in _LEGEND.finditer(line):
            for meaning, phrase in _MEANINGS:
                if phrase.search(match.group("words")):
                    found.setdefault(match.group("short"), meaning)
                    break
    return found or dict(words.USUAL_ABBREVIATIONS)


def rows(blocks: Iterable[Block], extra: tuple[str, ...]) -> Iterator[Row]:
    """Rows of list tables that name a tracked drug; a brand and its generic in one row count once."""
    section = ""
    for block in blocks:
        if not block.cells or not is_list_header(block.header):
            continue
        filled = [cell.text.strip() for cell in block.cells if cell.text.strip()]
        if len(filled) == 1:
            section = filled[0]
            continue
        yield from _chosen(block, section, extra)
        names = _named(block.header)
        cells, titles = _by_column(block, names)
        for drug in _drugs(cells, extra):
            quote = " | ".join(cells[c] for c in ("code", "drug", *_SAID) if cells.get(c))
            evidence = Evidence(block.page, block.box, quote, section)
            yield Row(drug, cells, titles, evidence, _code_box(block, names))


_SAID = ("strength", "generic", "status", "prior_auth", "quantity", "time", "notes")


@lru_cache(maxsize=_KEPT)
def _choices(header: tuple[str, ...]) -> dict[int, str]:
    """The columns of a preferred drug list that hold the names of drugs, with what their titles say."""
    titles = {place: " ".join(title.split()) for place, title in enumerate(header)}
    return {place: title for place, title in titles.items() if _CHOICE.fullmatch(title)}


def _chosen(block: Block, section: str, extra: tuple[str, ...]) -> Iterator[Row]:
    """A row for each tracked drug that stands among the preferred or the non-preferred ones."""
    choices = _choices(block.header)
    for place, title in choices.items() if len(choices) > 1 else ():
        text = block.cells[place].text if place < len(block.cells) else ""
        for drug in dict.fromkeys(mention.code for mention in drug_names.find(text, extra)):
            line = next(part for part in re.split(r"[\n;]", text) if drug_names.find(part, extra))
            evidence = Evidence(block.page, block.box, f"{title} | {' '.join(line.split())}", section)
            yield Row(drug, {"drug": line, "status": title}, {"status": title}, evidence)


def _named(header: tuple[str, ...]) -> dict[int, str]:
    named: dict[int, str] = {}
    for place, title in enumerate(header):
        flat = " ".join(title.split())
        column = next((column for column, phrase in _COLUMNS if flat and phrase.search(flat)), None)
        if column == "ignored" or (column and column not in named.values()):
            named[place] = column
    return named


def _by_column(block: Block, names: Mapping[int, str]) -> tuple[dict[str, str], dict[str, str]]:
    cells: dict[str, str] = {}
    titles: dict[str, str] = {}
    for place, column in names.items():
        if place < len(block.cells):
            text = " ".join(block.cells[place].text.split())
            cells[column] = f"{cells[column]} {text}" if column in cells else text
            titles[column] = " ".join(block.header[place].split())
    if EXCLUDED.search(titles.get("drug", "")):
        cells["status"] = titles["drug"]
    return cells, titles


def _drugs(cells: Mapping[str, str], extra: tuple[str, ...]) -> tuple[str, ...]:
    for column in ("drug", "generic"):
        mentions = drug_names.find(cells.get(column, ""), extra)
        if mentions:
            return tuple(dict.fromkeys(mention.code for mention in mentions))
    coded = [_DRUG_OF_CODE[code] for code in _CODE.findall(cells.get("code", "")) if code in _DRUG_OF_CODE]
    return tuple(dict.fromkeys(coded))


def _code_box(block: Block, names: Mapping[int, str]) -> Box | None:
    return next(
        (block.cells[p].box for p, column in names.items() if column == "code" and p < len(block.cells)), None
    )
