"""Random histories of two small policies as lines of the ledger, in the order in which they were written.

`p/one` is one document, `p/two` has two parts. Few contents come and go; each is a policy, or none, for the
extractors of the first half, and may be read otherwise by those of the second. Everything happens within a
few months, so that dates printed ahead, dates printed back and sights of the same day are the rule.
"""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cases import facts
from hypothesis import strategies as st

from extractors.model import Reading
from warehouse.ledger import Attempt, Declaration, Entry, Extraction, Policy, Removal

START = datetime(2020, 3, 1, 9, tzinfo=UTC)
SINGLE = Policy("p/one", "One", "medical", ("commercial",), ("p/one",))
PARTS = Policy("p/two", "Two", "pharmacy", (), ("p/two#a", "p/two#b"))
DECLARED = Declaration(START, "p", "Payer P", "blues_plan", policies=(SINGLE, PARTS))
CONTENTS = {"p/one": "ABCD", "p/two#a": "EFG", "p/two#b": "HI"}
OLD, NEW = "x1", "x2"

Step = tuple[Entry, ...]
Readings = dict[tuple[str, str], Reading | None]


@dataclass(frozen=True, slots=True, repr=False)
class History:
    """Steps of lines, as runs wrote them, and what each version of the extractors reads in each snapshot."""

    steps: tuple[Step, ...]
    readings: Readings

    @property
    def lines(self) -> Step:
        """All lines in order."""
        return tuple(line for step in self.steps for line in step)

    def __repr__(self) -> str:
        """A line for everything that happened, and what is read in the snapshots that were seen."""
        seen = {line.snapshot_id for line in self.lines if isinstance(line, Attempt)}
        read = [
            f"{name} by {by}: {_short(found)}" for (name, by), found in self.readings.items() if name in seen
        ]
        return "\n".join(["", *map(_told, self.lines), *read, ""])

    def _repr_pretty_(self, printer: Any, _: bool) -> None:
        """What a failing test shows: the same."""
        printer.text(repr(self))


def _short(reading: Reading | None) -> str:
    if reading is None:
        return "no policy"
    document = reading.facts.document
    printed = f"{document.status} from {document.effective_from} to {document.effective_to}"
    return f"{reading.criteria_sha256} {printed} {reading.text_sha256}"


def _told(line: Entry) -> str:
    when = f"{line.recorded_at:%m-%d %H:%M}"
    if isinstance(line, Attempt):
        return f"{when} {line.document_id} of {line.fetched_at:%m-%d %H:%M}: {line.snapshot_id}"
    if isinstance(line, Extraction):
        return f"{when} {line.snapshot_id} read by {line.extractor_version}"
    return f"{when} {type(line).__name__}"


PRINTED = st.sampled_from(
    [None, None, date(2020, 1, 1), date(2020, 3, 10), date(2020, 4, 1), date(2020, 4, 20), date(2020, 9, 1)]
)
ENDS = st.sampled_from([None, date(2020, 3, 15), date(2020, 4, 10)])


@st.composite
def _readings(draw: st.DrawFn) -> Reading:
    """One of few stances under one of few dates; a draft or a banner at times."""
    status = draw(st.sampled_from(["active"] * 5 + ["draft", "retired", "superseded"]))
    until = draw(ENDS) if status in ("retired", "superseded") else None
    found = facts(draw(st.sampled_from(["investigational", "covered"])), draw(PRINTED), status, until)
    precision = draw(st.sampled_from(["day", "month"]))
    document = replace(found.facts.document, effective_precision=precision)
    text = draw(st.sampled_from(["t1", "t2"]))
    return replace(found, facts=replace(found.facts, document=document), text_sha256=text)


@st.composite
def _understood(draw: st.DrawFn) -> Readings:
    """What is read in each snapshot; better extractors mostly read the same."""
    found: Readings = {}
    for snapshot in sorted("".join(CONTENTS.values())):
        old = draw(st.one_of(_readings(), _readings(), _readings(), st.none()))
        found[snapshot, OLD] = old
        found[snapshot, NEW] = draw(st.one_of(st.just(old), st.just(old), _readings(), st.none()))
    return found


MOVES = st.one_of(
    st.tuples(st.just("visit"), st.sampled_from(["p/one", "p/two"]), st.integers(0, 30)),
    st.tuples(st.just("visit"), st.sampled_from(["p/one", "p/two"]), st.integers(0, 30)),
    st.tuples(st.just("backfill"), st.sampled_from(["p/one", "p/two"]), st.integers(0, 60)),
    st.tuples(st.just("upgrade"), st.just(""), st.just(0)),
    st.tuples(st.just("remove"), st.just(""), st.just(0)),
    st.tuples(st.just("declare"), st.just(""), st.just(0)),
)
GAPS = st.sampled_from([timedelta(hours=3), timedelta(days=1), timedelta(days=9), timedelta(days=30)])


@st.composite
def histories(draw: st.DrawFn, longest: int = 8) -> History:
    """A history of at most so many steps after the declaration."""
    readings = draw(_understood())
    writer = _Writer(draw, readings)
    for move, policy_id, back in draw(st.lists(MOVES, min_size=1, max_size=longest)):
        writer.now += draw(GAPS)
        writer.step(move, policy_id, back)
    return History(((DECLARED,), *(step for step in writer.steps if step)), readings)


class _Writer:
    """Writes what runs would have written, step by step."""

    def __init__(self, draw: st.DrawFn, readings: Readings) -> None:
        self.draw = draw
        self.readings = readings
        self.now = START
        self.extractors = OLD
        self.fetched: list[str] = []
        self.read: set[tuple[str, str]] = set()
        self.steps: list[Step] = []

    def step(self, move: str, policy_id: str, back: int) -> None:
        if move == "upgrade":
            self.extractors = NEW
            self.steps.append(self._extractions(self.now))
        elif move == "remove":
            gone = tuple(name for name in self.fetched if self.readings[name, OLD] is None)
            self.steps.append((Removal(self.now, gone),) if gone else ())
        elif move == "declare":
            title = f"One since {self.now:%Y-%m-%d}"
            policies = (replace(SINGLE, title=title), PARTS)
            self.steps.append((replace(DECLARED, recorded_at=self.now, policies=policies),))
        else:
            self._look(policy_id, timedelta(days=back) if move == "backfill" else timedelta(0), move)

    def _look(self, policy_id: str, back: timedelta, move: str) -> None:
        policy = SINGLE if policy_id == "p/one" else PARTS
        attempts = tuple(self._attempt(policy_id, name, back, move) for name in policy.document_ids)
        self.fetched += [
            a.snapshot_id for a in attempts if a.snapshot_id and a.snapshot_id not in self.fetched
        ]
        is_killed = self.draw(st.integers(0, 5)) == 0  # before anything was read
        self.steps.append(
            attempts + (() if is_killed else self._extractions(self.now + timedelta(minutes=2)))
        )

    def _attempt(self, policy_id: str, document_id: str, back: timedelta, move: str) -> Attempt:
        found = self.draw(st.sampled_from([*CONTENTS[document_id] * 2, None]))
        return Attempt(
            recorded_at=self.now + timedelta(minutes=1),
            run_id=f"run-{self.now:%m%d%H}",
            payer_id="p",
            policy_id=policy_id,
            document_id=document_id,
            url=f"https://example.org/{document_id}",
            fetched_at=self.now - back,
            outcome="fetched" if found else "unreachable",
            origin="archive" if move == "backfill" else "track",
            snapshot_id=found,
        )

    def _extractions(self, moment: datetime) -> Step:
        """One line for every snapshot that the extractors of the day have not read."""
        pairs = [(name, self.extractors) for name in self.fetched if (name, self.extractors) not in self.read]
        self.read.update(pairs)
        return tuple(
            Extraction(moment, name, by, failure=None if self.readings[name, by] else "not_a_policy")
            for name, by in pairs
        )
