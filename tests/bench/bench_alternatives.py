"""The same job with other means: visit, take down, compare with the last visit, tell what changed.

    python tests/bench/bench_alternatives.py [--urlwatch FOLDER_OF_A_VENV]

Three ways, one process each and per visit, as a schedule would run them, on the same local host: this
project (`flows.runs.visit`, the steps of `ketcov track` without Prefect), `plain_script.py`, and urlwatch, which
is installed from its package into a folder of its own. An alert is a document told as changed on a visit.
"""

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import page
import series
from series import Host, Policy, Series

HERE = Path(__file__)
PDF_TEXT = """import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.stdin.buffer.read()):
    print(page.get_textpage().get_text_bounded())
"""
Run = Callable[[Host, Series, int, Path], set[Policy]]


@dataclass(slots=True)
class Outcome:
    """What a way of watching came to over all visits of a series."""

    alerts: set[tuple[int, Policy]] = field(default_factory=set)
    wall: float = 0.0
    processor: float = 0.0


def ours(host: Host, told: Series, visit: int, folder: Path) -> set[Policy]:
    """Policies with a change of rules that is news."""
    command = [sys.executable, str(HERE), "--visit", str(folder), "--at", told.moments[visit].isoformat()]
    for payer in {payer for payer, _ in told.policies}:
        _declare(host, told, payer, folder / "sources")
    out = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    return {named(told)[line] for line in out.splitlines()}


def _declare(host: Host, told: Series, payer: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f'id = "{payer}"\nname = "{payer.title()}"\ntype = "regional"\nis_fictional = true']
    for policy in (found for found in told.policies if found[0] == payer):
        lines.append(
            f'[[document]]\npolicy = "{policy[1]}"\ntitle = "{policy[1]}"\nbenefit = "unknown"\n'
            f'kind = "direct"\nurl = "{host.address(policy)}"'
        )
    (folder / f"{payer}.toml").write_text("\n\n".join(lines) + "\n", "utf-8")


def visit_here(folder: Path, at: datetime) -> None:
    """One visit of this project; prints every policy with a change of rules."""
    from flows.demo.play import settings_for
    from flows.runs.visit import visit
    from flows.sources.loader import load

    settings = settings_for(folder)
    found = visit(settings, load(settings.sources), at)
    for policy in {row.policy_id for row in found.changes}:
        print(policy)


def named(told: Series) -> dict[str, Policy]:
    """The policies by payer and policy in one word."""
    return {"/".join(policy): policy for policy in told.policies}


def plain(host: Host, told: Series, visit: int, folder: Path) -> set[Policy]:
    """Policies of which the plain script says CHANGED."""
    addresses = {host.address(policy): policy for policy in told.policies}
    command = [sys.executable, str(HERE.with_name("plain_script.py")), str(folder)]
    out = subprocess.run(command, input="\n".join(addresses), capture_output=True, text=True, check=True)
    changed = (line.split()[1] for line in out.stdout.splitlines() if line.startswith("CHANGED "))
    return {addresses[url] for url in changed}


def by_urlwatch(tool: Path) -> Run:
    """Policies of which urlwatch says CHANGED, with the filters of its manual."""

    def run(host: Host, told: Series, visit: int, folder: Path) -> set[Policy]:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pdf.py").write_text(PDF_TEXT, "utf-8")
        jobs = [_job(host, told, policy, tool, folder) for policy in told.policies]
        (folder / "urls.yaml").write_text("---\n".join(jobs), "utf-8")
        (folder / "hooks.py").touch()
        files = {"urls": "urls.yaml", "config": "config.yaml", "hooks": "hooks.py", "cache": "cache.db"}
        options = [text for name, file in files.items() for text in (f"--{name}", str(folder / file))]
        out = subprocess.run([tool / "bin" / "urlwatch", *options], capture_output=True, text=True)
        changed = (
            line[9:].split(" (")[0].strip() for line in out.stdout.splitlines() if line[:8] == "CHANGED:"
        )
        return {named(told)[name] for name in changed}

    return run


def _job(host: Host, told: Series, policy: Policy, tool: Path, folder: Path) -> str:
    name, url = "/".join(policy), host.address(policy)
    kind = next(found[policy].media_type for found in told.answers if policy in found)
    if "pdf" in kind:
        return f"name: {name}\ncommand: curl -sf {url} | {tool}/bin/python {folder}/pdf.py\n"
    listed = "filter:\n  - html2text:\n      method: pyhtml2text\n" if "html" in kind else ""
    return f"name: {name}\nurl: {url}\n{listed}"


def watched(told: Series, run: Run) -> Outcome:
    """All visits of a series."""
    found = Outcome()
    folder = Path(tempfile.mkdtemp(prefix="bench-watch-"))
    try:
        with series.served(told) as host:
            for number in range(len(told.moments)):
                host.visit = number
                before, start = _children(), time.monotonic()
                found.alerts |= {(number, policy) for policy in run(host, told, number, folder / "kept")}
                found.wall += time.monotonic() - start
                found.processor += _children() - before
    finally:
        shutil.rmtree(folder)
    return found


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def row(name: str, told: Series, found: Outcome, names: str) -> tuple[object, ...]:
    """A way of watching on one series."""
    false = found.alerts - told.changed.keys()
    missed = sum(count for key, count in told.changed.items() if key not in found.alerts)
    visits = len(told.moments)
    times = f"{found.wall / visits:.1f}", f"{found.processor / visits:.1f}"
    return name, len(found.alerts), len(false), missed, names, *times


def section(told: Series, ways: dict[str, tuple[Run, str]]) -> str:
    """The table of one series."""
    head = (
        "",
        "alerts",
        "of them false",
        "rule changes missed",
        "says which rule",
        "wall, s",
        "processor, s",
    )
    rows = [row(name, told, watched(told, run), names) for name, (run, names) in ways.items()]
    counted = f"{len(told.policies)} documents" if len(told.policies) > 1 else "one document"
    return "\n".join(
        (
            f"**{told.name.capitalize()}**: {counted}, {len(told.moments)} visits; {sum(told.changed.values())} "
            f"rules changed, in {len(told.changed)} of the reissues.",
            "",
            page.table(head, rows),
        )
    )


def installed(folder: Path) -> Path | None:
    """Urlwatch in a folder of its own; None where it cannot be installed."""
    venv.create(folder, with_pip=True)
    command = [folder / "bin" / "pip", "install", "--quiet", "urlwatch", "html2text", "pypdfium2"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ})
    if done.returncode:
        print(f"urlwatch is left out, it cannot be installed: {done.stderr.strip()[-200:]}", file=sys.stderr)
    return None if done.returncode else folder


def report(tool: Path | None) -> str:
    """The section of the page."""
    ways: dict[str, tuple[Run, str]] = {
        "this project": (ours, "yes"),
        "plain script": (plain, "no, lines"),
    }
    if tool is not None:
        ways["urlwatch"] = (by_urlwatch(tool), "no, lines")
    told = series.ohio()
    tables = [section(series.demo(), ways)]
    if told is None:
        tables.append("(A program's guidance is not beside the project: its table is left out.)")
    else:
        tables += [section(told, ways), REVERTED]
    return "\n\n".join((INTRODUCTION, *tables))


INTRODUCTION = """`python tests/bench/bench_alternatives.py`: the same visits to the same local host by this project
(`flows.runs.visit`, the steps of `ketcov track` without Prefect: it also keeps the bytes, the facts with their
evidence, a warehouse and its published copy), by `tests/bench/plain_script.py` (pdfplumber, lxml, difflib),
and by urlwatch with the filter `html2text` of its manual for pages and a shell job that prints the text of a
PDF, by pypdfium2, in place of its filter that asks for poppler. One process per visit; times are the mean of
a visit. An alert is a document told as changed on a visit; it is false when no rule of the document changed since the visit before. The truth is
`tests/golden/demo/changes.json` and the gold beside the documents. The demo was made together with this
project and says how its cases are told apart, not how often they occur."""

REVERTED = """The change that this project does not tell in the guidance is a correction, within two minutes, of
a rule that it had told: what comes and goes within a day is kept, marked `is_reverted`, and is no news."""


def main() -> None:
    """Measure, print, and write the section; or, as a child, visit once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--urlwatch", type=Path, help="a virtual environment that holds it")
    parser.add_argument("--visit", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--at", type=datetime.fromisoformat, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.visit:
        visit_here(arguments.visit, arguments.at)
        return
    with tempfile.TemporaryDirectory(prefix="bench-urlwatch-") as folder:
        text = report(arguments.urlwatch or installed(Path(folder)))
    print(text)
    page.write("alternatives", "Against other means", text)


if __name__ == "__main__":
    main()
