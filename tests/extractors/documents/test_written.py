"""Documents that nobody wrote, by their structure: what is read in them holds, and noise changes none of it.

A few examples, the same each time; KETCOV_EXAMPLES takes as many as it says, new ones each time.
"""

import html
import os
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.documents import parse
from extractors.errors import ExtractError
from extractors.model import Reading
from extractors.read import read
from extractors.wire import reading_to_bytes
from flows.reading.guard import Guard, Limits

sys.path.append(str(Path(__file__).parents[2] / "torture"))

from fuzz_reader import hold
from written_html import BLOCK, HIDDEN, Token, html_documents, page
from written_markdown import markdown_documents
from written_pdf import pdf_documents, printed
from written_words import UNSEEN, odd

MANY = int(os.environ.get("KETCOV_EXAMPLES", "24"))
SOME, FEW = max(MANY // 2, 1), max(MANY // 4, 1)
CHANCE = st.randoms(use_true_random=False)
CUT_TAGS = ("<", "</", "<p", "<li class='", "<table", "</table>", "</ul></ol>", "&", "&#", "<!--", "]]>", "<![CDATA[", "<td>")  # fmt: skip


def sized(count):
    is_long = "KETCOV_EXAMPLES" in os.environ
    return settings(
        max_examples=count,
        deadline=timedelta(seconds=60),  # no document of a few pages comes near it
        derandomize=not is_long,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        print_blob=True,
    )


@pytest.fixture(scope="module")
def elsewhere():
    """A reader in another process, where sets and dictionaries come in another order."""
    with closing(Guard(Limits(seconds=60))) as guard:
        yield guard


def told(by, content, kind):
    """The reading, or the kind and the words of a refusal: anything else that is raised fails the test."""
    try:
        return by(content, kind)
    except ExtractError as error:
        return error.kind, str(error)


def holds(elsewhere, content, kind):
    """Facts stand in the document, and two processes read the same."""
    found, again = told(read, content, kind), told(elsewhere.read, content, kind)
    if isinstance(found, Reading):
        hold(found, parse(content, kind))
        assert reading_to_bytes(again) == reading_to_bytes(found)
    else:
        assert again == found
        assert "\n" not in found[1]


def meant(content, kind):
    """What is read, without the hash of the bytes."""
    found = told(read, content, kind)
    if not isinstance(found, Reading):
        return found
    return replace(found, facts=replace(found.facts, document=replace(found.facts.document, sha256="")))


@sized(MANY)
@given(html_documents())
def test_facts_of_a_page_stand_in_it_and_two_processes_read_the_same(elsewhere, tokens):
    holds(elsewhere, page(tokens), "html")


@sized(SOME)
@given(html_documents(), CHANCE)
def test_a_page_with_cut_tags_gives_facts_that_stand_in_it_or_one_clear_refusal(elsewhere, tokens, chance):
    for _ in range(chance.choice((1, 5, 50))):
        tokens.insert(chance.randrange(len(tokens) + 1), Token(HIDDEN, chance.choice(CUT_TAGS)))
    holds(elsewhere, page(tokens)[: chance.choice((None, -40))], "html")


@sized(MANY)
@given(html_documents(), CHANCE)
def test_comments_and_space_between_tags_change_no_fact(tokens, chance):
    noisy, before = [], ""
    for token in tokens:
        if chance.random() < 0.5:
            noisy.append(Token(HIDDEN, "<!-- the member is 99 years old -->"))
        if before == token.kind == BLOCK and chance.random() < 0.5:
            noisy.append(Token(HIDDEN, chance.choice((" ", "\n\t  ", "\r\n"))))
        noisy.append(token)
        before = token.kind
    assert meant(page(noisy), "html") == meant(page(tokens), "html")


@sized(SOME)
@given(html_documents(odd(UNSEEN)), CHANCE)
def test_how_a_letter_is_written_and_what_is_invisible_change_no_fact(tokens, chance):
    def spelt(text):
        ways = (str, str, lambda sign: f"&#{ord(sign)};", lambda sign: f"&#x{ord(sign):x};")
        seen = (sign for sign in text if sign not in UNSEEN)
        return "".join(chance.choice(ways)(sign) if sign.isalnum() else html.escape(sign) for sign in seen)

    assert meant(page(tokens, spelt), "html") == meant(page(tokens), "html")


@sized(MANY)
@given(markdown_documents())
def test_facts_of_a_markdown_file_stand_in_it_and_two_processes_read_the_same(elsewhere, blocks):
    holds(elsewhere, "\n\n".join(blocks).encode(), "markdown")


@sized(SOME)
@given(markdown_documents(), CHANCE)
def test_comments_empty_lines_and_ends_of_lines_change_no_fact_of_markdown(blocks, chance):
    gaps = ("\n\n", "\n\n\n\n", "\n\n<!-- covered for children\n\nof 12 years -->\n\n")
    noisy = "".join(block + chance.choice(gaps) for block in blocks)
    noisy = noisy.replace("\n", chance.choice(("\n", "\r\n")))
    assert meant(noisy.encode(), "markdown") == meant("\n\n".join(blocks).encode(), "markdown")


@sized(FEW)
@given(pdf_documents())
def test_facts_of_a_pdf_stand_in_it_and_two_processes_read_the_same(elsewhere, parts):
    holds(elsewhere, printed(parts), "pdf")


@sized(FEW)
@given(pdf_documents())
def test_whether_the_streams_of_a_pdf_are_packed_changes_no_fact(parts):
    assert meant(printed(parts, is_packed=False), "pdf") == meant(printed(parts), "pdf")
