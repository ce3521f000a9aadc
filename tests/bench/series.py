"""Documents that change from visit to visit, what of it is a change of rules, and a host that serves them.

A policy keeps one address, so that nobody is tried by addresses that move.
"""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from flows.demo.visits import visits

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "real"
Policy = tuple[str, str]  # payer and policy


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at an address."""

    content: bytes
    media_type: str
    status: int = 200


@dataclass(frozen=True, slots=True)
class Series:
    """Visits of some policies: when, what each address answered, and how many rules changed since the last."""

    name: str
    moments: tuple[datetime, ...]
    answers: tuple[dict[Policy, Answer], ...]
    changed: dict[tuple[int, Policy], int]  # by the number of the visit, from 0

    @property
    def policies(self) -> list[Policy]:
        """Every policy that is ever there."""
        return sorted({policy for answers in self.answers for policy in answers})


def demo() -> Series:
    """The fictional payers of the demo."""
    told = json.loads((ROOT / "tests/golden/demo/changes.json").read_text("utf-8"))["rule_changes"]
    changed: dict[tuple[int, Policy], int] = {}
    for change in told:
        key = (change["visit"] - 1, (change["payer"], change["policy"]))
        changed[key] = changed.get(key, 0) + 1
    return Series("the demo", tuple(visit.at for visit in visits()), tuple(_demo_answers()), changed)


def _demo_answers() -> Iterator[dict[Policy, Answer]]:
    owner: dict[str, Policy] = {}
    for visit in visits():
        found: dict[Policy, Answer] = {}
        for reply in visit.replies:
            if reply.file is None:
                continue
            if not reply.is_fault:
                owner[reply.path] = (reply.file.parent.name, re.sub(r"_\d+$", "", reply.file.stem))
            found[owner[reply.path]] = Answer(reply.file.read_bytes(), reply.media_type, reply.status)
        yield found


def ohio() -> Series | None:
    """The dated editions of one program's guidance; None where they are not beside the project."""
    gold = REAL / "gold" / "ohio_spravato_changes.json"
    if not gold.is_file():
        return None
    told = json.loads(gold.read_text("utf-8"))
    policy = ("ohio", "spravato")
    files = [REAL / "ohio_medicaid_spravato" / version["file"] for version in told["versions"]]
    moments = tuple(datetime.fromisoformat(version["committed_at"]) for version in told["versions"])
    answers = tuple({policy: Answer(path.read_bytes(), "text/markdown; charset=utf-8")} for path in files)
    changed = {
        (number, policy): len(pair["changes"])
        for number, pair in enumerate(told["pairs"], start=1)
        if pair["changed_criteria"]
    }
    return Series("a program's guidance", moments, answers, changed)


class Host(ThreadingHTTPServer):
    """Serves one visit of a series; `visit` may be set while it runs."""

    daemon_threads = True

    def __init__(self, series: Series) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.visit = 0
        self.answers = [
            {path(policy): answer for policy, answer in found.items()} for found in series.answers
        ]

    def address(self, policy: Policy) -> str:
        """Where a policy stands."""
        return f"http://127.0.0.1:{self.server_address[1]}{path(policy)}"


def path(policy: Policy) -> str:
    """The address of a policy below its host."""
    return "/" + "/".join(policy)


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer what stands at the path on this visit."""
        assert isinstance(self.server, Host)
        nothing = Answer(b"<html><body>not found</body></html>", "text/html", 404)
        answer = self.server.answers[self.server.visit].get(self.path, nothing)
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(series: Series) -> Iterator[Host]:
    """The host of a series, running."""
    with Host(series) as host:
        thread = threading.Thread(target=host.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()
