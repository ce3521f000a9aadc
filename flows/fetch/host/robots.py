"""What a host asks of robots: robots.txt, kept for a day beside the data, and asked for conditionally.

A host without one (any 4xx) allows all; one that fails at it (5xx) is left alone for now: RFC 9309.
"""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from protego import Protego

from flows.errors import TerminalFetchError, TransientFetchError

_DAY = 86_400.0
_LONGEST = 512_000  # bytes of a robots.txt that are read
_REFUSES_ALL = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Rules:
    """The robots.txt of one host as it was last fetched."""

    text: str
    fetched_at: float
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class RobotsAnswer:
    """What asking for robots.txt gave."""

    status: int
    content: bytes
    etag: str | None
    last_modified: str | None


Ask = Callable[[str, str | None, str | None], RobotsAnswer]


class Robots:
    """The rules of every host met, read from a folder of small files named by hash."""

    def __init__(self, folder: Path, agent: str, now: Callable[[], float] = time.time) -> None:
        self._folder = folder
        self._agent = agent
        self._now = now
        self._parsed: dict[str, Protego] = {}

    def refuse(self, url: str, root: str, ask: Ask) -> float | None:
        """Raises TerminalFetchError where the host does not want the address asked; answers its crawl delay.

        `root` is scheme and host; `ask` fetches its robots.txt and may raise FetchError.
        """
        if root not in self._parsed:
            self._parsed[root] = Protego.parse(self._rules(root, ask).text)
        rules = self._parsed[root]
        if not rules.can_fetch(url, self._agent):
            detail = f"{root}/robots.txt asks to leave this address alone"
            raise TerminalFetchError(url, detail, "robots_disallowed")
        return rules.crawl_delay(self._agent)

    def _rules(self, root: str, ask: Ask) -> Rules:
        path = self._folder / f"{hashlib.sha256(root.encode()).hexdigest()[:32]}.json"
        known = _read(path)
        if known and 0 <= self._now() - known.fetched_at < _DAY:
            return known
        place = f"{root}/robots.txt"
        answer = ask(place, known.etag if known else None, known.last_modified if known else None)
        if answer.status >= 500 or (answer.status == 304 and not known):
            raise TransientFetchError(place, f"robots.txt answered {answer.status}", status=answer.status)
        rules = self._answered(answer, known)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(rules)), "utf-8")
        return rules

    def _answered(self, answer: RobotsAnswer, known: Rules | None) -> Rules:
        if answer.status == 304 and known:
            return Rules(known.text, self._now(), known.etag, known.last_modified)
        text = ""
        if answer.status == 200:
            text = answer.content[:_LONGEST].decode("utf-8", "replace")
            text = "" if text.lstrip()[:1] == "<" else text
        elif answer.status == 429:
            text = _REFUSES_ALL
        return Rules(text, self._now(), answer.etag, answer.last_modified)


def _read(path: Path) -> Rules | None:
    try:
        return Rules(**json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
