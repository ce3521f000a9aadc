"""A file of a public repository: its bytes at a commit through raw addresses, its history through commits."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flows.errors import FetchError, TransientFetchError
from flows.fetch.ask import Ask
from flows.fetch.direct import fetch, known_at
from flows.fetch.outcome import Found, Outcome
from flows.fetch.session import Session

_PLACE = "{commit}"
_PAGE = 100
_MOST_PAGES = 20


@dataclass(frozen=True, slots=True)
class Commit:
    """One edition of a file: its address, and when it was committed."""

    url: str
    committed_at: datetime


def find(session: Session, ask: Ask) -> Found:
    """The file as it stands now."""
    return Found(known_at(session, ask, ask.document.url.replace(_PLACE, "HEAD")))


def commits(session: Session, commits_url: str, template: str) -> tuple[Commit, ...]:
    """Every commit that touched the file, oldest first. Raises FetchError."""
    found: list[Commit] = []
    for page in range(1, _MOST_PAGES + 1):
        joint = "&" if "?" in commits_url else "?"
        rows = _rows(session, f"{commits_url}{joint}per_page={_PAGE}&page={page}")
        found += [commit for row in rows if (commit := _commit(row, template))]
        if len(rows) < _PAGE:
            break
    return tuple(sorted(found, key=lambda commit: commit.committed_at))


def edition(session: Session, commit: Commit, media_type: str | None) -> Outcome:
    """The file as it stood after a commit, dated by it; every failure is a value."""
    return fetch(session, commit.url, lambda: commit.committed_at, media_type=media_type)


def _rows(session: Session, url: str) -> list[Any]:
    answer = session.get(url, headers={"Accept": "application/json"}, is_api=True)
    if answer.status != 200:
        raise FetchError(url, f"the list of commits answered {answer.status}", status=answer.status)
    try:
        rows = json.loads(answer.content)
    except (ValueError, RecursionError) as error:
        raise TransientFetchError(url, "the list of commits is no JSON") from error
    return rows if isinstance(rows, list) else []


def _commit(row: Any, template: str) -> Commit | None:
    try:
        sha, moment = str(row["sha"]), datetime.fromisoformat(row["commit"]["committer"]["date"])
    except (KeyError, TypeError, ValueError):
        return None
    if not sha.isalnum() or moment.tzinfo is None:
        return None
    return Commit(template.replace(_PLACE, sha), moment.astimezone(UTC))
