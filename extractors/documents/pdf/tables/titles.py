"""Lines of column titles: which words name a column, and where a line falls into parts."""

import re
from collections.abc import Iterable

from extractors.documents.pdf.lines import TextLine
from extractors.documents.pdf.words import Word

_TITLE_GAP = 1.0  # of the letter size: between two bold titles
PLAIN_GAP = 2.2  # between two titles that are not bold
_KNOWN_TITLE = re.compile(
    r"^(?:date|status|action|actions taken|type|summary|description|change|changes|summary of changes?|"
    r"description of changes?|revision|revisions|version|codes?|code description|comments?|reason|notes?|"
    r"(?:effective|revision|review|revised|approval|publish|change) date|hcpcs(?: codes?)?|cpt(?: codes?)?|"
    r"icd-10(?:-cm)?(?: codes?)?|drug(?: name)?|medication|product|brand name|generic name|dosage|dose|"
    r"quantity(?: limit)?|limits?)$",
    re.IGNORECASE,
)


def is_titles(line: TextLine) -> bool:
    """True for a line of nothing but known column titles."""
    found = titles(line)
    return len(found) > 1 and all(_KNOWN_TITLE.match(said(title)) for title in found)


def titles(line: TextLine) -> list[list[Word]]:
    """The parts of a line that a gap sets apart, as column titles are."""
    return segments(line, (_TITLE_GAP if line.is_bold else PLAIN_GAP) * line.size)


def segments(line: TextLine, gap: float) -> list[list[Word]]:
    """The words of a line, cut at every wider gap."""
    found: list[list[Word]] = []
    for word in line.words:
        if found and word.box.x0 - found[-1][-1].box.x1 <= gap:
            found[-1].append(word)
        else:
            found.append([word])
    return found


def said(words: Iterable[Word]) -> str:
    """The words in force."""
    return " ".join(word.text for word in words if not word.is_struck)
