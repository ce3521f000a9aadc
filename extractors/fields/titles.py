"""The title as printed, and the type of document that the title and the lines beside it name."""

import re
from collections.abc import Iterable, Sequence

from extractors import dates
from extractors.fields.labels import NUMBER_VALUE
from extractors.fields.names import DOC_TYPES, DRUG_WORDS
from extractors.fields.pairs import Pair
from extractors.fields.scope import Scope, lines
from extractors.model import Block, Document

_MARKS = re.compile(r"[®™℠]")
NAMED_BY_NUMBER = (
    r"(?:medical |clinical |pharmacy |drug )?(?:policy|guideline) ((?=[A-Z.-]{0,9}\d)[\w./-]{3,20})"
)
_GENERIC = re.compile(
    r"(?:(?:corporate |commercial |local |clinical |medical |pharmacy |drug |benefit |medication |"
    r"specialty |coverage |"
    r"provider |reimbursement |utilization |prior |authorization |management |program |document ){0,5}"
    r"(?:policy|policies|guidelines?|program|programs|criteria|bulletin|manual|policy number|determination"
    r"|authorization|history|information|document|statement))|table of contents|contents|search|home|menu|"
    r"important(?: reminder| notice)?|instructions for use|(?:revision log)|see important.{0,80}|"
    r"page \d.{0,20}|"
    r"(?:proposed|draft)(?: policy| guideline)?(?: for)?(?: public| provider)?(?: comments?| review)?"
    r"(?: only)?|"
    r"(?:back to top|print|skip to.{0,40})",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"\b(?:beginning|effective|starting|from|as of)(?: on)?\s$", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:description|overview|background|coverage rationale|position statement|policy statement|scope|"
    r"indications|application|clinical criteria|summary|purpose|introduction|benefit application)\b.{0,30}",
    re.IGNORECASE,
)
_FORM_OF_TYPE = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in DOC_TYPES)
_DRUG = re.compile(DRUG_WORDS, re.IGNORECASE)


def find(document: Document, scope: Scope, pairs: Sequence[Pair], payer: str | None) -> str | None:
    """Find the policy's title: a labelled one, else the most prominent line that names a subject."""
    titles = _labelled(pairs, "title", scope)
    if titles:
        return titles
    program, drug = _labelled(pairs, "program", scope), _labelled(pairs, "drug", scope)
    if program and drug:
        return f"{program} - {drug}"
    prominent = _prominent(scope.head, payer)
    return prominent or drug or (clean(document.title) if document.title else None)


def doc_type(title: str | None, scope: Scope) -> str:
    """Tell the type of document from its title, then from the lines around the title."""
    early = _lines_beside(scope)
    named = _first_type([title or ""]) or _first_type(early) or _first_type(_headings(scope))
    if named == "medical_policy" and _DRUG.search(title or ""):
        return "drug_policy"
    return named or ("drug_policy" if _DRUG.search(title or "") or not title else "medical_policy")


def is_number(value: str) -> bool:
    """Whether what stands behind "Policy:" is the number of the policy and no title."""
    return any(c.isdigit() for c in value) and NUMBER_VALUE.fullmatch(value.strip()) is not None


def title_date(title: str | None) -> dates.PrintedDate | None:
    """The date at the end of a title ("Example guidance 7.12.23")."""
    found = dates.find(title or "")
    if found and _BEGINS.search((title or "")[: found[-1].start]):
        return None
    return found[-1] if found and not (title or "")[found[-1].end :].strip(" ).]") else None


def clean(text: str) -> str:
    """A title on one line, without trade marks and edge punctuation."""
    return re.sub(r"\s+", " ", _MARKS.sub("", text)).strip(" .…:–—-|*_")


def _labelled(pairs: Sequence[Pair], field: str, scope: Scope) -> str | None:
    head = {id(block) for block in scope.head}
    for pair in pairs:
        title = clean(pair.value.split("\n\n")[0])
        if (
            pair.field == field
            and id(pair.block) in head
            and 3 <= len(title) <= 400
            and not _is_generic(title)
            and not is_number(title)
        ):
            return _without_bullets(title)
    return None


def _without_bullets(title: str) -> str:
    return re.split(r"\s[•▪]\s", title)[0].strip()


def _is_generic(title: str) -> bool:
    is_number = re.fullmatch(NAMED_BY_NUMBER, title, re.IGNORECASE)
    return bool(_GENERIC.fullmatch(title)) or is_number is not None or dates.fills(title) is not None


def _prominent(head: tuple[Block, ...], payer: str | None) -> str | None:
    """The largest heading of the first page; within a size the first one wins."""
    candidates = [b for b in head if b.role in ("body", "header") and not b.cells and _may_be_title(b, payer)]
    headings = [b for b in candidates if b.kind == "heading"] or candidates[:3]
    if not headings:
        return None
    best = min(headings, key=lambda b: (-round(b.size), b.level or 9))
    return clean(best.text)


def _may_be_title(block: Block, payer: str | None) -> bool:
    text = clean(block.text)
    if not 3 <= len(text) <= 250 or _is_generic(text) or _SECTION.fullmatch(text):
        return False
    return not (
        payer and text.lower().startswith(payer.lower()) and len(text) < len(payer) + 40
    ) and not re.match(
        r"(?:this|these|the following|note\b|see\b|©|policy number|effective|last)", text, re.IGNORECASE
    )


def _lines_beside(scope: Scope) -> tuple[str, ...]:
    """The first lines of the page, menus aside."""
    beside = lines(block for block in scope.head if block.kind != "item")[:14]
    running = lines(block for block in scope.furniture if block.kind != "item")
    return (*beside, *dict.fromkeys(running))


def _headings(scope: Scope) -> Iterable[str]:
    return [block.text for block in (*scope.head, *scope.rest) if block.kind == "heading"]


def _first_type(texts: Iterable[str]) -> str | None:
    kept = [clean(text) for text in texts if len(text) <= 160]
    for kind, words in _FORM_OF_TYPE:
        if any(words.search(text) for text in kept):
            return kind
    return None
