"""Markdown -> HTML -> blocks: what wikis add to the format is taken off first."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markdown_it import MarkdownIt

from extractors.documents import charset, html
from extractors.documents.characters import squeeze
from extractors.model import Block

_FRONT_MATTER = re.compile(r"\A\s{0,20}---[ \t]*\n(?:[^\n]{0,2000}\n){0,200}?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*[\"']?([^\n\"']{1,300})", re.M)
_ATTRIBUTE = r"(?:[.#][\w-]{1,60}|[\w:-]{1,40}=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|[^\s}\"']{1,200}))"
_ATTRIBUTES = re.compile(r"\{:?[ ]{0,3}" + _ATTRIBUTE + r"(?:[ ]{1,3}" + _ATTRIBUTE + r"){0,12}[ ]{0,3}\}")
_ICON = re.compile(
    r"(?<![\w:]):(?:[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,30}){1,8}|[a-z][a-z0-9_+]{1,40}(?=:(?:\s|$))):", re.M
)
_UNDERLINE = re.compile(r"\^\^|==(?=\S)|(?<=\S)==")
_NOTE = re.compile(
    r"^(?:!!!|\?\?\?\+?|===)[ \t]{1,20}+(?:[\w-]{1,30}[ \t]{0,20}+)?(?:\"([^\"\n]{0,300})\")?[ \t]*$", re.M
)
_COMMENT_CHARS = 5000  # what is longer was opened and forgotten
_DEEPEST = 360  # elements in each other; the library drops what is deeper, and html.py refuses it before
_DEEPEST_MARKS = 20
_SHORT = 45  # characters: no wrapped line is that short
_LINKED = re.compile(r"(?:,|\b(?:and|or))\s{0,3}$", re.I)  # how an item of a list ends before the next one
_LABEL = re.compile(r"\(?(?:[A-Za-z]|[ivx]{1,5}|\d{1,2})[.)]\s")
_LEFTOVER = re.compile(r"\*{2,8}|(?<!\w)_{2}(?=\w)|(?<=\w)_{2}(?!\w)|~~")


def read(content: bytes, hint: str | None = None) -> tuple[tuple[Block, ...], str | None]:
    """Blocks of a Markdown file, and the title of its front matter."""
    text = charset.decode(content, hint).replace("\r\n", "\n").replace("\r", "\n")
    matter = _FRONT_MATTER.match(text)
    title = _TITLE.search(matter[0]) if matter else None
    blocks, _ = html.read_text(_render(_plain(text[matter.end() :] if matter else text)))
    return blocks, squeeze(title[1]) if title else None


def _plain(text: str) -> str:
    """The text in plain CommonMark: no attribute lists, icons, underlines or note fences."""
    text = "".join(_around_comments(text))
    text = _NOTE.sub(lambda match: f"\n{match[1] or ''}\n", text)
    text = _ATTRIBUTES.sub("", text)
    return _UNDERLINE.sub("", _ICON.sub("", text))


def _around_comments(text: str) -> Iterator[str]:
    """What stands between comments; each sign is looked at once, however many of them are opened."""
    at, end = 0, -1
    while (start := text.find("<!--", at)) >= 0:
        first = start + len("<!--")
        end = text.find("-->", first) if end < first else end
        if end < 0:
            break
        is_comment = end - first <= _COMMENT_CHARS
        yield text[at : start if is_comment else first]
        at = end + len("-->") if is_comment else first
    yield text[at:]


def _render(text: str) -> str:
    # Indented text in a policy is a continued item or a note, never program code.
    preset = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    parser = preset.enable(["table", "strikethrough"]).disable("code")
    parser.core.ruler.before("inline", "shallow", _keep_shallow)
    tokens = parser.parse(text)
    _keep_numbers(tokens)
    for token in tokens:
        _mend(token.children or ())
    body: str = parser.renderer.render(tokens, parser.options, {})
    return f"<html><body>{body}</body></html>"


def _keep_shallow(state: Any) -> None:
    """Marks within a line nest no deeper than in any text; what is deeper stays as it is written."""
    state.md.options["maxNesting"] = _DEEPEST_MARKS


def _mend(children: Sequence[Any]) -> None:
    """Unclosed marks go; a line that ends like a sentence, a salutation or a list item ends for good."""
    for before, child, after in zip((None, *children), children, (*children[1:], None), strict=False):
        if child.type == "text":
            child.content = _LEFTOVER.sub("", child.content)
        elif child.type == "softbreak" and before is not None and _ends_line(before.content):
            child.type = "hardbreak"
        elif child.type == "softbreak" and before is not None and after is not None:
            is_item = _LINKED.search(before.content) and _LABEL.match(after.content)
            child.type = "hardbreak" if is_item else child.type


def _ends_line(text: str) -> bool:
    last = text.rstrip()[-1:]
    return bool(last) and (last in ".:;!?" or len(text) < _SHORT)


def _keep_numbers(tokens: Sequence[Any]) -> None:
    """Items keep the number they were written with; a list of nothing but "1." counts itself."""
    counted: dict[int, list[Any]] = {}
    list_id = 0
    for token in tokens:
        list_id += token.type == "ordered_list_open"
        if token.type == "list_item_open" and token.info.isdigit():
            counted.setdefault(list_id, []).append(token)
    for group in counted.values():
        if len({token.info for token in group}) > 1 or len(group) == 1:
            for token in group:
                token.attrSet("value", token.info)
