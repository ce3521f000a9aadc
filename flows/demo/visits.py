"""What each address of the demo answers on each visit: visits.toml read into values. No sockets here."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
DOCUMENTS = FOLDER / "documents"
_TYPES = {".pdf": "application/pdf", ".html": "text/html; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: a file, a redirect, or a page in place of the policy."""

    path: str
    status: int = 200
    file: Path | None = None
    location: str | None = None
    is_fault: bool = False

    @property
    def media_type(self) -> str:
        """What the host calls the content."""
        return _TYPES[self.file.suffix] if self.file else _TYPES[".html"]


@dataclass(frozen=True, slots=True)
class Visit:
    """One dated visit and everything the hosts answer on it, by path."""

    number: int
    at: datetime
    story: str
    replies: tuple[Reply, ...]

    def reply(self, path: str) -> Reply | None:
        """The answer of a path; None where nothing stands."""
        return next((reply for reply in self.replies if reply.path == path), None)


@cache
def visits() -> tuple[Visit, ...]:
    """The eight visits, oldest first."""
    table = tomllib.loads((FOLDER / "visits.toml").read_text("utf-8"))
    standing: dict[str, Reply] = {}
    found = []
    for number, entry in enumerate(table["visit"], start=1):
        named = {answer["path"]: _reply(answer) for answer in entry["answer"]}
        gone = {answer["path"] for answer in entry["answer"] if answer.get("gone")}
        today = {path: reply for path, reply in {**standing, **named}.items() if path not in gone}
        standing = {path: reply for path, reply in today.items() if not reply.is_fault} | {
            path: reply for path, reply in standing.items() if path in today and today[path].is_fault
        }
        found.append(Visit(number, entry["at"], entry["story"], tuple(today.values())))
    return tuple(found)


def _reply(answer: dict[str, Any]) -> Reply:
    path = str(answer["path"])
    if "location" in answer:
        return Reply(path, status=301, location=str(answer["location"]))
    if "fault" in answer:
        file = DOCUMENTS / "faults" / f"{answer['fault']}.html"
        return Reply(path, status=int(answer["status"]), file=file, is_fault=True)
    return Reply(path, file=DOCUMENTS / str(answer.get("file", "")))
