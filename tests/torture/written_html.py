"""Pages that payers could write, by strategies of Hypothesis: nested, spanned, left open, hidden, turned.

A page comes as tokens, so that a test can put something between two tags and knows that it did not put it
into one. The words of a token are plain; `page` writes them with the entities that HTML wants.
"""

import html
from dataclasses import dataclass

from hypothesis import strategies as st
from written_words import TITLES, WORDS, odd

BLOCK, INLINE, TEXT, HIDDEN = "block", "inline", "text", "hidden"


@dataclass(frozen=True)
class Token:
    """A tag of a block, a tag within a line, words, or what no reader shows."""

    kind: str
    text: str


_INLINE = ("b", "i", "span", "a href='#x'", "del", "s", "sup", "u", "strong", "font color=red", "span style='text-decoration: line-through'")  # fmt: skip
_AROUND = ("div", "section", "blockquote", "div class='footer'", "aside", "details", "form", "main", "div style='margin-left: 80px'")  # fmt: skip
_HIDDEN = (
    "<script>var rule = '<li>The member is 99 years or older</li>';</script>",
    "<style>li.age::before { content: 'At least ' } .gone { text-decoration: line-through }</style>",
    "<!-- Spravato is covered -->",
    "<svg><text>18</text></svg>",
    "<template><p>Spravato is investigational</p></template>",
    "<select><option>18<option>21</select>",
    "<input type=checkbox checked>",
    "<img src=x alt='18 years'>",
    "<?php echo 1 ?>",
)


def _close(tag):
    return f"</{tag.split()[0]}>"


@st.composite
def _line(draw, texts):
    """Words, some of them marked, broken or linked."""
    tokens = []
    for text in draw(st.lists(texts, min_size=1, max_size=2)):
        tag = draw(st.sampled_from((None, None, *_INLINE)))
        marked = [Token(INLINE, f"<{tag}>"), Token(TEXT, text), Token(INLINE, _close(tag))] if tag else None
        tokens += marked or [Token(TEXT, text)]
        if draw(st.integers(0, 7)) == 0:
            tokens.append(Token(INLINE, "<br>"))
        tokens.append(Token(TEXT, " "))
    return tokens


def _wrapped(draw, tag, inside, can_stay_open=True):
    """An element, whose end tag may be left out where HTML lets it or where an author forgets it."""
    is_open = can_stay_open and draw(st.integers(0, 9)) == 0
    return [Token(BLOCK, f"<{tag}>"), *inside, *([] if is_open else [Token(BLOCK, _close(tag))])]


@st.composite
def _list(draw, texts, depth):
    tag = draw(st.sampled_from(("ul", "ol", "ol type=a", "ol type=I start=3", "ol start=-1", "ol style='list-style: none'")))  # fmt: skip
    items = []
    for _ in range(draw(st.integers(1, 4))):
        inside = draw(_line(texts))
        if depth and draw(st.integers(0, 2)) == 0:
            inside += draw(_list(texts, depth - 1))
        item = draw(st.sampled_from(("li", "li", "li", "li value=7", "li class=age")))
        items += _wrapped(draw, item, inside)
    return _wrapped(draw, tag, items)


@st.composite
def _table(draw, texts, depth):
    rows = []
    for number in range(draw(st.integers(1, 4))):
        cells = []
        for _ in range(draw(st.integers(1, 4))):
            span = draw(
                st.sampled_from(("", "", "", " colspan=2", " rowspan=2", " rowspan=0", " colspan=99999"))
            )
            inside = draw(_blocks(texts, depth - 1)) if depth and draw(st.integers(0, 5)) == 0 else draw(_line(texts))  # fmt: skip
            cells += _wrapped(draw, ("td" if number else draw(st.sampled_from(("td", "th")))) + span, inside)
        rows += _wrapped(draw, "tr", cells)
    caption = _wrapped(draw, "caption", draw(_line(texts)), False) if draw(st.integers(0, 5)) == 0 else []
    return _wrapped(draw, "table", caption + rows, False)


@st.composite
def _definitions(draw, texts, _):
    inside = []
    for _ in range(draw(st.integers(1, 3))):
        inside += _wrapped(draw, "dt", draw(_line(texts))) + _wrapped(draw, "dd", draw(_line(texts)))
    return _wrapped(draw, "dl", inside)


@st.composite
def _heading(draw, texts, _):
    tag = draw(st.sampled_from(("h1", "h2", "h3", "h4", "h6", "summary")))
    words = draw(st.sampled_from(TITLES).map(str.title) | texts)
    return _wrapped(draw, tag, [Token(TEXT, words)], False)


@st.composite
def _paragraph(draw, texts, _):
    return _wrapped(draw, draw(st.sampled_from(("p", "p", "div", "pre", "li"))), draw(_line(texts)))


@st.composite
def _around(draw, texts, depth):
    return _wrapped(draw, draw(st.sampled_from(_AROUND)), draw(_blocks(texts, max(0, depth - 1))))


@st.composite
def _blocks(draw, texts, depth):
    """Some blocks one after the other, with what is not shown between them."""
    made = (
        _heading,
        _paragraph,
        _paragraph,
        _list,
        _list,
        _table,
        _definitions,
        *((_around,) if depth else ()),
    )
    tokens = []
    for _ in range(draw(st.integers(1, 4))):
        tokens += draw(draw(st.sampled_from(made))(texts, depth))
        if draw(st.integers(0, 9)) == 0:
            tokens.append(Token(HIDDEN, draw(st.sampled_from(_HIDDEN))))
    return tokens


@st.composite
def html_documents(draw, texts=odd()):  # noqa: B008
    """The tokens of a page about a tracked drug."""
    title = [
        Token(BLOCK, "<h1>"),
        Token(TEXT, f"{draw(st.sampled_from(WORDS['drug']))} policy"),
        Token(BLOCK, "</h1>"),
    ]
    return [*title, *draw(_blocks(texts, 3))]


def page(tokens, written=html.escape):
    """The bytes of a page; `written` says how words are written in it."""
    body = "".join(written(token.text) if token.kind == TEXT else token.text for token in tokens)
    return f"<html><head><title>A policy</title></head><body>{body}</body></html>".encode()
