"""Lines that belong to the sheet and not to the policy, told by their own words.

Page numbers, print dates and addresses of a printed web page, lines of a table of contents.
What recurs from page to page is found in pdf_furniture.py.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from extractors.model import Block, Role

_TIME = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]\.?M\.?)?"
_DAY = r"\d{1,2}/\d{1,2}/\d{2,4}"
SIGNS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        "page_number",
        re.compile(
            r"[-–—|\s]{0,4}(?:page|pg\.?)\s{0,3}\d{1,4}(?:\s{0,3}(?:of|/)\s{0,3}\d{1,4})?[-–—|\s]{0,4}", re.I
        ),
    ),
    (
        "page_number",
        re.compile(r"[-–—|\s]{0,4}\d{1,4}\s{0,3}(?:of|/)\s{0,3}\d{1,4}(?:\s{1,3}pages)?[-–—|\s]{0,4}", re.I),
    ),
    ("page_number", re.compile(r"[-–—|]\s{0,3}\d{1,4}\s{0,3}[-–—|]")),
    ("print_date", re.compile(rf"{_DAY},?\s+{_TIME}(?:\s.{{0,200}})?", re.I)),
    (
        "print_date",
        re.compile(
            r"(?:pdf\s+)?(?:printed|created|generated|downloaded|accessed)(?:\s+(?:on|from|at))?:?\s+"
            rf"(?:{_DAY}|\d{{1,2}}-\d{{1,2}}-\d{{2,4}}|[A-Z][a-z]{{2,8}} \d{{1,2}}, \d{{4}})"
            rf"[,\s]{{0,3}}(?:{_TIME})?.{{0,40}}",
            re.I,
        ),
    ),
    ("print_date", re.compile(r"(?:https?|file)://\S{1,500}(?:\s+\d{1,4}/\d{1,4})?")),
    (
        "contents",
        re.compile(r"^.{2,200}?(?:\.\s?){5,200}\s{0,4}(?:page\s{0,2})?[\divx]{1,4}(?:[-–]\d{1,4})?", re.I),
    ),
    (
        "contents",
        re.compile(r"^.{2,200}?…{2,100}[.\s]{0,9}(?:page\s{0,2})?[\divx]{1,4}(?:[-–]\d{1,4})?", re.I),
    ),
    ("contents", re.compile(r"(?:table of contents|contents)(?:\s+page)?", re.I)),
)
_BARE = re.compile(r"(?:https?|file)://\S{1,500}")


def role_of(text: str) -> Role:
    """The role that a line's own words give it; a line of the policy is "body"."""
    line = " ".join(text.split())
    if not line or len(line) > 700:
        return "body"
    for role, sign in SIGNS:
        if sign.fullmatch(line):
            return "body" if _BARE.fullmatch(line) else role
    return "body"


def mark(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Body blocks whose own words say that they are furniture get their role."""
    return tuple(map(_marked, blocks))


def _marked(block: Block) -> Block:
    if block.role != "body" or block.kind == "row":
        return block
    role = role_of(f"{block.label} {block.text}".strip())
    return block if role == "body" else replace(block, role=role)
