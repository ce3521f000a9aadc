"""`python -m tools.calibrate --gold DIR --docs DIR` writes extractors/vocabulary/certainty.py.

Each kind of fact (positions; criteria by type, pooled where seen too seldom) gets an isotonic curve from
the confidence of the rules to the share that is right on the gold, drawn towards one half by two
imagined facts. The same words in several editions of a document count once. It also prints what the
curves say of documents that they were not made from: each is left out once.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from extractors.confidence import share_right
from extractors.documents import parse
from extractors.facts import facts
from extractors.model import PolicyFacts
from extractors.pages import select
from flows.evaluate.gold import folder
from flows.evaluate.measured import Judged, bands
from flows.evaluate.run import evaluate
from flows.telling.progress import bar

TARGET = Path(__file__).parents[1] / "extractors" / "vocabulary" / "certainty.py"
POOLED, LEAST = "criterion", 25  # facts of a kind that carry a curve of their own
Steps = tuple[tuple[float, float], ...]
Table = dict[str, Steps]


def as_read(content: bytes, media_type: str | None, drugs: tuple[str, ...]) -> PolicyFacts:
    """The facts with the confidence of the rules themselves."""
    return facts(parse(content, media_type, select=lambda pages: select(pages, drugs)), drugs=drugs)


def table(judged: Iterable[Judged]) -> Table:
    """The curves of all kinds."""
    kinds: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for kind, confidence, is_right, _ in sorted(
        {(j.kind, j.confidence, j.is_right, j.quote) for j in judged}
    ):
        kinds[kind].append((confidence, is_right))
    own = {kind for kind, found in kinds.items() if len(found) >= LEAST or kind in ("position", "other")}
    pooled = [one for kind, found in kinds.items() if kind not in own for one in found]
    return {
        **{kind: curve(kinds[kind]) for kind in sorted(own)},
        **({POOLED: curve(pooled)} if pooled else {}),
    }


def curve(found: list[tuple[float, bool]]) -> Steps:
    """Isotonic steps: neighbours that would fall are put together (pool adjacent violators)."""
    blocks: list[list[float]] = []  # start, right, asked
    for start in sorted({confidence for confidence, _ in found}):
        same = [is_right for confidence, is_right in found if confidence == start]
        blocks.append([start, float(sum(same)), float(len(same))])
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            _, right, asked = blocks.pop()
            blocks[-1] = [blocks[-1][0], blocks[-1][1] + right, blocks[-1][2] + asked]
    return tuple((start, round(_share([start, right, asked]), 2)) for start, right, asked in blocks)


def _share(block: list[float]) -> float:
    return (block[1] + 1) / (block[2] + 2)


def held_out(judged: list[Judged]) -> list[tuple[float, bool]]:
    """What curves from the other documents say of each document, beside what is right."""
    found = []
    for case in sorted({one.case.partition("__")[0] for one in judged}):
        steps = table(one for one in judged if one.case.partition("__")[0] != case)
        ours = [one for one in judged if one.case.partition("__")[0] == case]
        found += [(_said(steps, one), one.is_right) for one in ours]
    return found


def _said(steps: Table, one: Judged) -> float:
    return share_right(one.kind, one.confidence, steps)


def page(steps: Table) -> str:
    """The module as it is written."""
    head = TARGET.read_text("utf-8").partition("STEPS")[0]
    lines = [f'    "{kind}": {steps[kind]!r},' for kind in sorted(steps)]
    return head + "\n".join(
        ["STEPS: dict[str, tuple[tuple[float, float], ...]] = {", *lines, "}  # fmt: skip", ""]
    )


def main() -> None:
    """Measure, write the table, print how it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--docs", type=Path, required=True)
    asked = parser.parse_args()
    judged = evaluate(folder(asked.gold, asked.docs), bar, as_read).judged
    TARGET.write_text(page(table(judged)), "utf-8")
    print("left out, band: said, right of judged")
    for low, (mean, share) in bands(held_out(judged)).items():
        print(f">= {low:g}: {mean:.3f}, {share.right} of {share.asked} = {share.value:.3f}")


if __name__ == "__main__":
    main()
