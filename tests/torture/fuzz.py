"""Damaged documents by the thousand: each gives facts that hold, or one clear refusal, inside the limits.

    python tests/torture/fuzz.py --cases 20000 --seed 7

The documents of the project, and those that lie beside it where they do, are damaged and read by the
guarded readers of a run. A case that ends a reader, passes a limit, or gives a fact whose words the
document does not have is a finding: its bytes are saved and the exit code is 1.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
sys.path[:0] = [str(ROOT), str(HERE)]

from fuzz_mutations import mutated  # noqa: E402

from extractors.errors import ExtractError  # noqa: E402
from flows.reading import guard  # noqa: E402
from flows.reading.errors import ReaderDied, TookTooLong, TooMuchMemory  # noqa: E402
from flows.reading.guard import Guard, Limits  # noqa: E402

FOLDERS = (
    ROOT / "tests" / "golden" / "documents",
    ROOT / "flows" / "demo" / "documents",
    ROOT.parent / "shared" / "real",
)
SUFFIXES = {".pdf", ".html", ".htm", ".md", ".txt"}
FINDINGS = (ReaderDied, TookTooLong, TooMuchMemory)
LARGEST = 400_000  # bytes of a seed: larger ones say nothing that smaller ones do not, and cost minutes
LIMITS = Limits(seconds=120, megabytes=1024)


def seeds(folders=FOLDERS):
    """The documents to damage, with their suffix; the same order everywhere."""
    found = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*"))
    small = [path for path in found if path.suffix in SUFFIXES and path.stat().st_size <= LARGEST]
    return [(path.name, path.suffix.lstrip("."), path.read_bytes()) for path in small]


def case(number, seed, documents):
    """The bytes of one case: the same for the same seed and number."""
    chance = random.Random(seed * 1_000_003 + number)
    kinds = sorted({suffix for _, suffix, _ in documents})
    kind = chance.choice(kinds)  # every format its share, however many documents it has
    name, suffix, data = chance.choice([one for one in documents if one[1] == kind])
    other = chance.choice(documents)[2]
    content, damages = mutated(chance, data, other, suffix == "pdf")
    return content, suffix, f"{name} {'+'.join(damages)}"


def outcome(reader, content, suffix):
    """What came of a case: `facts`, the kind of a refusal, and the words of a finding."""
    try:
        reader.read(content, suffix)
    except FINDINGS as error:
        return error.kind, str(error)
    except ExtractError as error:
        return error.kind, ""
    return "facts", ""


class Run:
    def __init__(self, args):
        self.args, self.documents = args, seeds(FOLDERS[:2] if args.own else FOLDERS)
        self.idle, self.counts, self.findings, self.slowest = SimpleQueue(), Counter(), [], (0.0, "")
        self.folder = Path(args.out or tempfile.mkdtemp(prefix="ketcov-fuzz-"))

    def one(self, number):
        content, suffix, name = case(number, self.args.seed, self.documents)
        reader = self.idle.get()
        started = time.monotonic()
        kind, words = outcome(reader, content, suffix)
        spent = time.monotonic() - started
        self.idle.put(reader)
        return number, kind, words, spent, name, content, suffix

    def note(self, number, kind, words, spent, name, content, suffix):
        self.counts[kind] += 1
        self.slowest = max(self.slowest, (spent, f"case {number}: {name}"))
        if words:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / f"case-{self.args.seed}-{number}.{suffix}"
            path.write_bytes(content)
            self.findings.append(path)
            print(f"FINDING {path}: {name}: {kind}: {words}", flush=True)

    def play(self):
        readers = [Guard(LIMITS) for _ in range(self.args.processes)]
        for reader in readers:
            self.idle.put(reader)
        numbers = range(self.args.first, self.args.first + self.args.cases)
        try:
            with ThreadPoolExecutor(len(readers)) as pool:
                for start in range(0, len(numbers), 200):
                    for found in pool.map(self.one, numbers[start : start + 200]):
                        self.note(*found)
        finally:
            for reader in readers:
                reader.close()


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--cases", type=int, default=20_000)
    options.add_argument("--first", type=int, default=0, help="number of the first case, to play one again")
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--processes", type=int, default=2)
    options.add_argument("--own", action="store_true", help="only the documents of the project")
    options.add_argument("--out", default=None, help="folder for the bytes of findings")
    args = options.parse_args()
    args.seed = random.SystemRandom().randrange(10**6) if args.seed is None else args.seed
    guard._MODULE = "fuzz_reader"
    os.environ["PYTHONPATH"] = str(HERE)
    print(f"seed {args.seed}, {args.cases} cases", flush=True)
    started, run = time.monotonic(), Run(args)
    run.play()
    told = ", ".join(f"{kind} {count}" for kind, count in run.counts.most_common())
    print(f"{run.counts.total()} cases from {len(run.documents)} documents: {told}")
    print(f"slowest {run.slowest[0]:.1f} s ({run.slowest[1]})")
    spent = timedelta(seconds=round(time.monotonic() - started))
    print(f"{len(run.findings)} findings, seed {args.seed}, {spent}")
    return 1 if run.findings else 0


if __name__ == "__main__":
    sys.exit(main())
