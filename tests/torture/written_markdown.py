"""Markdown that payers could write, by strategies of Hypothesis: blocks with an empty line between them."""

from hypothesis import strategies as st
from written_html import html_documents
from written_words import TITLES, odd

_MARKED = (
    "{}",
    "{}",
    "{}",
    "**{}**",
    "*{}*",
    "~~{}~~",
    "[{}](#x)",
    "`{}`",
    "**{}",
    "<b>{}</b>",
    "<s>{}",
    "[{}]",
    "{} \\",
)
_HIDDEN_MARKDOWN = (
    "---",
    "***",
    "[x]: https://example.org 'x'",
    '!!! note "Effective Date: 01/01/2026"',
    "```\nThe member is 99 years or older\n```",
    "<details><summary>Criteria</summary>",
    "{: .age}",
    "| a |\n|",
    ":fontawesome-brands:",
)


@st.composite
def _marked(draw, texts):
    return draw(st.sampled_from(_MARKED)).format(draw(texts))


@st.composite
def _markdown_list(draw, texts, depth=2, indent=""):
    mark = draw(st.sampled_from(("- ", "* ", "+ ", "1. ", "7) ", "a. ", "- [ ] ", "- [x] ", "• ")))
    lines = []
    for _ in range(draw(st.integers(1, 4))):
        lines.append(f"{indent}{mark}{draw(_marked(texts))}")
        if depth and draw(st.integers(0, 2)) == 0:
            lines.append(draw(_markdown_list(texts, depth - 1, indent + draw(st.sampled_from(("  ", "   ", "    ", "\t"))))))  # fmt: skip
    return "\n".join(lines)


@st.composite
def _markdown_table(draw, texts):
    width = draw(st.integers(1, 4))
    rows = [
        "|".join(draw(_marked(texts)) for _ in range(draw(st.sampled_from((width, width, width + 1, 1)))))
        for _ in range(draw(st.integers(1, 4)))
    ]
    return "\n".join(f"| {row} |" for row in (rows[0], "|".join(["---"] * width), *rows[1:]))


@st.composite
def _markdown_block(draw, texts):
    made = (
        st.sampled_from(TITLES).map("## {}".format),
        _marked(texts).map("# {}".format),
        _marked(texts).map("{}\n====".format),
        _marked(texts),
        st.lists(_marked(texts), min_size=2, max_size=3).map("\n".join),
        _markdown_list(texts),
        _markdown_list(texts),
        _markdown_table(texts),
        _marked(texts).map("> {}".format),
        _marked(texts).map("    {}".format),
        st.sampled_from(_HIDDEN_MARKDOWN),
        html_documents(texts).map(lambda tokens: "".join(token.text for token in tokens)),
    )
    return draw(draw(st.sampled_from(made)))


def markdown_documents(texts=odd()):  # noqa: B008
    """The blocks of a Markdown file; an empty line stands between two of them."""
    return st.lists(_markdown_block(texts), min_size=1, max_size=6).map(
        lambda found: ["# Spravato policy", *found]
    )
