"""Every regular expression of the extractors against strings made to hurt it: none may explode.

    python tests/torture/patterns.py

The expressions are collected while the extractors are imported and read some documents, wherever they
stand. Each is tried on strings made of its own parts: a piece that may repeat, repeated, then an end
that does not fit. What reads whole files is judged by how its time grows with the length. What reads
lines gets the longest line there can be, since the documents are broken into such lines first. Only
processor time counts.
"""

import importlib
import math
import pkgutil
import re
import signal
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from re import _constants as sre  # noqa: E402
from re import _parser  # noqa: E402

from extractors.documents.characters import squeeze  # noqa: E402
from extractors.documents.lengths import LONGEST, broken  # noqa: E402
from extractors.model import Block  # noqa: E402

LENGTH = 3_000  # characters of the first trial
GLANCE = 600  # characters of a first glance: most expressions need no more
CHEAP = 0.015  # seconds of a trial that need no second look
MOST = 2.0  # seconds for 12,000 characters, or for the longest line, whatever the growth
GROWTH = 1.6  # exponent: 1 is linear, 2 is square
LONGEST_REPEAT = 50  # a piece that may repeat oftener than this is worth an attack
COMMON = (
    " ",
    "a",
    "1",
    "a ",
    "1 ",
    "the ",
    "and ",
    "or ",
    ",",
    ". ",
    "(",
    "-",
    "\n",
    "\t",
    "1.",
    "A",
    "not ",
    "¨",
)
ENDS = ("\x00", " a b\x00")
_compile = re._compile  # type: ignore[attr-defined]


class TooSlow(Exception):
    """One trial took longer than any may."""


def collected():
    """Every expression that a module of the extractors compiles or uses, in a fixed order."""
    found = {}

    def noted(pattern, flags):
        caller = sys._getframe(2).f_globals.get("__name__", "")
        if caller.startswith("extractors"):
            key = (
                (pattern.pattern, pattern.flags) if isinstance(pattern, re.Pattern) else (pattern, int(flags))
            )
            found.setdefault(key, caller)
        return _compile(pattern, flags)

    for name in [name for name in sys.modules if name.partition(".")[0] == "extractors"]:
        del sys.modules[name]  # imported anew under our eyes
    re._compile = noted
    import extractors

    for module in pkgutil.walk_packages(extractors.__path__, "extractors."):
        importlib.import_module(module.name)
    read_some()
    re._compile = _compile
    return [(caller, re.compile(pattern, flags)) for (pattern, flags), caller in found.items()]


def read_some():
    """Reading makes the expressions that are put together on the way."""
    from extractors.errors import ExtractError
    from extractors.read import read

    for path in sorted((ROOT / "flows" / "demo" / "documents").rglob("*_1.*")):
        try:
            read(path.read_bytes(), path.suffix, drugs=("Dupixent",))
        except ExtractError as error:
            raise SystemExit(f"{path}: {error}") from error


def attacks(pattern):
    """Strings without end of one expression: each a start, a piece to repeat, and an end."""
    tree = _parser.parse(
        pattern.pattern, pattern.flags & ~re.U if isinstance(pattern.pattern, bytes) else pattern.flags
    )
    text = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    literals = sorted(set(re.findall(r"[A-Za-z]{3,12}", text)), key=lambda w: (-len(w), w))[:4]
    pieces = {(start, piece) for start, piece in repeats(list(tree), "") if piece}
    pieces |= {("", piece) for piece in COMMON} | {("", f"{word} ") for word in literals}
    whole = sample(list(tree))
    pieces.add(("", whole[:-1] or "a"))
    return sorted((start, piece, end) for start, piece in pieces for end in ENDS)


def repeats(items, before):
    """Each part that may repeat often, with a string that leads up to it."""
    for kind, value in items:
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, body = value
            if most > LONGEST_REPEAT:
                yield before, sample(list(body))
                yield before, sample(list(body), 1)
            yield from repeats(list(body), before)
        elif kind is sre.SUBPATTERN:
            yield from repeats(list(value[3]), before)
        elif kind is sre.ATOMIC_GROUP:
            yield from repeats(list(value), before)
        elif kind is sre.BRANCH:
            for branch in value[1]:
                yield from repeats(list(branch), before)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from repeats(list(value[1]), before)
        before += sample([(kind, value)])


def sample(items, more=0):
    """A string that the parts match, each repeated as seldom as it may."""
    return "".join(_sample(kind, value, more) for kind, value in items)


def _sample(kind, value, more):
    if kind is sre.LITERAL:
        return chr(value)
    if kind is sre.NOT_LITERAL:
        return "b" if chr(value) == "a" else "a"
    if kind is sre.ANY:
        return "a"
    if kind is sre.IN:
        return _of_set(value)
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        least, most, body = value
        return sample(list(body), more) * min(max(least, least + more), most)
    if kind is sre.SUBPATTERN:
        return sample(list(value[3]), more)
    if kind is sre.ATOMIC_GROUP:
        return sample(list(value), more)
    if kind is sre.BRANCH:
        return sample(list(value[1][more % len(value[1])]), more)
    return ""


def _of_set(members):
    """One character of a set; of a negated one, the first common character that is not in it."""
    negated = members[0][0] is sre.NEGATE
    for candidate in " a1A.-,/(•\n" if not negated else "a 1,;":
        if _has(members, candidate) != negated:
            return candidate
    for kind, value in members:
        if kind is sre.LITERAL:
            return chr(value)
        if kind is sre.RANGE:
            return chr(value[0])
    return "a"


def _has(members, letter):
    classes = {
        sre.CATEGORY_SPACE: letter.isspace(), sre.CATEGORY_NOT_SPACE: not letter.isspace(),
        sre.CATEGORY_DIGIT: letter.isdigit(), sre.CATEGORY_NOT_DIGIT: not letter.isdigit(),
        sre.CATEGORY_WORD: letter.isalnum(), sre.CATEGORY_NOT_WORD: not letter.isalnum(),
    }  # fmt: skip
    for kind, value in members:
        if kind is sre.LITERAL and chr(value) == letter:
            return True
        if kind is sre.RANGE and value[0] <= ord(letter) <= value[1]:
            return True
        if kind is sre.CATEGORY and classes.get(value):
            return True
    return False


def line(attack):
    """The attack as the longest line that the documents can hold."""
    start, piece, end = attack
    block = Block(squeeze(start + piece * (LONGEST // len(piece)) + end))
    return broken([block])[0].text


def seconds(pattern, attack, length):
    """Processor time to look through a string of about that length. Raises TooSlow."""
    start, piece, end = attack
    return timed(pattern, start + piece * (length // len(piece)) + end)


def timed(pattern, text):
    subject = text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * MOST)
    began = time.process_time()
    for _ in pattern.finditer(subject):
        pass
    spent = time.process_time() - began
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return spent


def verdict(caller, pattern, attack):
    """What is wrong with an expression on an attack, "" where nothing is."""
    try:
        if not caller.startswith("extractors.documents"):
            if seconds(pattern, attack, GLANCE) < CHEAP / 20:
                return ""
            spent = timed(pattern, line(attack))
            return f"{spent:.2f} s for the longest line" if spent > MOST else ""
        if seconds(pattern, attack, GLANCE) < CHEAP / 25 or seconds(pattern, attack, LENGTH) < CHEAP:
            return ""
        # the least of three: another process can make a trial longer, and none makes it shorter
        short, long = (min(seconds(pattern, attack, LENGTH * times) for _ in range(3)) for times in (1, 4))
    except TooSlow:
        return f"more than {2 * MOST:g} s"
    growth = math.log(max(long, 1e-6) / max(short, 1e-6), 4)
    if long > MOST or (growth > GROWTH and long > 4 * CHEAP):
        return f"{long:.2f} s for {4 * LENGTH} characters, growth {growth:.1f}"
    return ""


def stop(*_):
    raise TooSlow


def main():
    signal.signal(signal.SIGVTALRM, stop)
    found = collected()
    bad = tried = 0
    for caller, pattern in found:
        for attack in attacks(pattern):
            tried += 1
            if told := verdict(caller, pattern, attack):
                bad += 1
                print(f"{caller}: {told} on {attack!r}\n    {str(pattern.pattern)[:300]}", flush=True)
                break
    print(
        f"{len(found)} expressions, {tried} attacks, {bad} that grow too fast, {time.process_time():.0f} s of processor time"
    )
    return 1 if bad or not found else 0


if __name__ == "__main__":
    sys.exit(main())
