"""Small files that unpack to much, and large ones: facts or one clear refusal, and the next file is read.

`bombs.py` says of each in which states it may end and whether it is slow, which is more than two seconds:
the slow ones are played where KETCOV_EXAMPLES is set, as `make torture` does.
"""

import os
import sys
from contextlib import closing
from pathlib import Path

import pytest

from flows.reading.errors import TooMuchMemory
from flows.reading.guard import Guard, Limits

sys.path.append(str(Path(__file__).parents[2] / "torture"))

from bombs import GIGABYTE, OF_PDF, OF_TEXT, PLAIN, SMALL, content_of, outcome, page, pdf, repeated, stream

BOMBS = [
    pytest.param(
        one,
        id=f"{one.kind}: {one.name}",
        marks=pytest.mark.skipif(
            one.is_slow and "KETCOV_EXAMPLES" not in os.environ, reason="slow: KETCOV_EXAMPLES plays it"
        ),
    )
    for one in (*PLAIN, *OF_PDF, *OF_TEXT)
]


@pytest.fixture(scope="module")
def guard():
    with closing(Guard(Limits())) as made:
        yield made


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_ends_as_facts_or_one_clear_refusal_and_the_next_file_is_read(guard, bomb):
    ended, words = outcome(guard, content_of(bomb), bomb.kind)
    assert ended in bomb.ends, words
    assert "\n" not in words
    assert len(guard.read(SMALL, "html").facts.positions) == 1


def test_a_page_that_unpacks_beyond_the_memory_is_told_as_that_and_no_defect():
    with closing(Guard(Limits(megabytes=384))) as guard:
        with pytest.raises(TooMuchMemory, match="384 MB"):
            guard.read(pdf(page(stream(repeated(b"\0", GIGABYTE // 4)))), "pdf")
        assert len(guard.read(SMALL, "html").facts.positions) == 1
