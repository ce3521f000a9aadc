"""The cues of a family hide nothing that it finds: on golden lines, and on real documents.

The real documents are not part of the project; their test skips where they are absent.
"""

import json
import re
import sys
from pathlib import Path

import pytest

from extractors import criteria
from extractors.criteria import CUES, FAMILIES, Line
from extractors.documents import parse
from extractors.facts import facts
from extractors.model import Evidence
from extractors.vocabulary.terms import Vocabulary
from extractors.wording import dose_phases, grammar, linetext
from extractors.wording.cues import Cues

GOLDEN = Path(__file__).parents[1] / "golden" / "criteria"
REAL = Path(__file__).parents[3] / "shared" / "real"
MOST_BYTES = 320_000
NEVER = re.compile(r"(?!)")
BELOW_HEADINGS = (
    ("4 hours or longer", "Headaches last"),
    ("AHI above 15 on therapy", "Failed CPAP as shown by:"),
)


def line_of(text, drug, heading="", indications=(), phase="initial"):
    line = Line(text, Evidence(None, None, text, ""), drug, tuple(indications), phase, heading)
    return linetext.ready(line)


def lines():
    """The golden lines, each for its own drug and for a drug of another field; lines that lean on a heading."""
    for path in sorted(GOLDEN.glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            for drug in (row["drug"], "another_drug"):
                yield line_of(row["text"], drug, "", row["indications"], row["phase"])
    for text, heading in BELOW_HEADINGS:
        yield line_of(text, "another_drug", heading)


LINES = tuple(lines())
WITH_CUES = [family for family in FAMILIES if hasattr(family, "CUES")]
by_family = pytest.mark.parametrize(
    "family", WITH_CUES, ids=lambda family: family.__name__.rpartition(".")[2]
)


@by_family
def test_a_family_is_asked_about_every_line_in_which_it_finds_something(family):
    missed = [line.text for line in LINES if family not in CUES.may_say(line.text) and any(family.find(line))]
    assert not missed


@by_family
def test_a_family_finds_nothing_without_its_cues(family, monkeypatch):
    switch_off(frozenset(family.CUES), monkeypatch)
    found = [line.text for line in LINES if any(family.find(line))]
    monkeypatch.undo()
    forget()
    assert not found


def test_a_family_with_cues_is_not_asked_about_a_line_that_holds_none_of_their_words():
    assert not set(CUES.may_say("Zebra")) & set(WITH_CUES)


def switch_off(cues, monkeypatch):
    """Let none of these patterns match any more, wherever it stands."""

    def without(value):
        if isinstance(value, re.Pattern):
            return NEVER if value in cues else value
        return tuple(map(without, value)) if type(value) is tuple else value

    may_say, find = Cues.may_say, Vocabulary.find
    for module in [module for name, module in sys.modules.items() if name.startswith("extractors.")]:
        for name, value in list(vars(module).items()):
            if name != "CUES" and without(value) != value:
                monkeypatch.setattr(module, name, without(value))
    monkeypatch.setattr(Cues, "may_say", lambda self, text: list(map(without, may_say(self, text))))
    monkeypatch.setattr(
        Vocabulary, "find", lambda self, text: () if cues & {*self.patterns} else find(self, text)
    )
    forget()


def forget():
    """Empty what is remembered of texts."""
    for remembered in (grammar.durations, dose_phases.parts):
        remembered.cache_clear()


@pytest.mark.real
@pytest.mark.skipif(not REAL.is_dir(), reason=f"no real documents beside the project ({REAL.name}/)")
def test_the_same_facts_are_found_where_every_family_is_asked_about_every_line(monkeypatch):
    paths = [path for path in sorted(REAL.glob("*/*.pdf")) if path.stat().st_size <= MOST_BYTES]
    documents = [parse(path.read_bytes(), ".pdf") for path in paths if path.read_bytes().startswith(b"%PDF")]
    assert documents
    found = [facts(document) for document in documents]
    monkeypatch.setattr(criteria, "CUES", Cues({family: (re.compile(""),) for family in FAMILIES}))
    criteria.read_line.cache_clear()
    assert [facts(document) for document in documents] == found
