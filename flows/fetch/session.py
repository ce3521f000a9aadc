"""The only door to the network: one polite HTTP session. What an answer means is judged in pages/judge.py."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from urllib.parse import SplitResult, urljoin, urlsplit

import requests

from flows.errors import FetchError, NoConnection, TerminalFetchError, TransientFetchError
from flows.fetch.host.addresses import refuse_unsafe
from flows.fetch.host.manners import Manners
from flows.fetch.host.robots import Robots, RobotsAnswer
from flows.fetch.host.wire import Adapter, translated
from flows.settings import Settings

_AGAIN = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_CHUNK = 1 << 16
_ACCEPT = "text/html,application/pdf,text/markdown;q=0.9,*/*;q=0.5"
_CREDENTIAL = "Authorization"
_CONDITIONS = ("If-None-Match", "If-Modified-Since")
_VALIDATORS = ("etag", "last-modified")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said: status, headers with lower-case names, the body (none on 304).

    `url` is where the answer came from; `moved_to` is set where every step there was said to be for good.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    moved_to: str | None = None


class Session:
    """GET with an honest name, limits of size and time, manners, robots.txt, retries.

    A session lives as long as one run: `memo` keeps what several documents of a run share.
    """

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        self.settings = settings
        self.manners = Manners(settings, sleep)
        self.memo: dict[str, object] = {}
        self._robots = Robots(settings.data / "robots", settings.agent)
        self._session = _Plain()
        self._session.auth = _nobody
        self._session.headers.update({"User-Agent": settings.agent, "Accept": _ACCEPT})
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, Adapter(not settings.allow_private_hosts))

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        headers: Mapping[str, str] | None = None,
        is_api: bool = False,
    ) -> Answer:
        """One document, redirects followed. Raises TransientFetchError, TerminalFetchError.

        An interface made for programs (`is_api`) is not asked for its robots.txt.
        """
        self._session.cookies.clear()
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified, **(headers or {})}
        sent = {name: value for name, value in known.items() if value}
        deadline = time.monotonic() + self.settings.max_seconds
        place, seen, for_good = url, {url}, True
        for _ in range(self.settings.max_redirects + 1):
            answer = self._politely(place, sent, deadline, is_api)
            target = answer.headers.get("location")
            if answer.status not in _MOVED or not target:
                return _arrived(answer, url, sent, for_good)
            before, place = place, _target(place, target)
            for_good = for_good and answer.status in _FOR_GOOD
            if place in seen:
                raise TerminalFetchError(url, f"redirects lead in a circle to {place}", "redirect_loop")
            seen.add(place)
            sent = _onward(sent, before, place)
        detail = f"more than {self.settings.max_redirects} redirects"
        raise TerminalFetchError(url, detail, "redirect_loop")

    def close(self) -> None:
        """Give all connections back."""
        self._session.close()

    def _politely(self, url: str, headers: dict[str, str], deadline: float, is_api: bool) -> Answer:
        self.manners.refuse_offline(url)
        parts = refuse_unsafe(url, self.settings.allow_private_hosts, self.manners.silent)
        if self.settings.honour_robots and not is_api:
            root = f"{parts.scheme}://{parts.netloc}"
            delay = self._robots.refuse(url, root, partial(self._robots_txt, deadline))
            if delay:
                self.manners.slow_down(parts.netloc, delay)
        return self._with_retries(url, parts, headers, deadline)

    def _robots_txt(
        self, deadline: float, url: str, etag: str | None, last_modified: str | None
    ) -> RobotsAnswer:
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value}
        place = url
        for _ in range(self.settings.max_redirects + 1):
            parts = refuse_unsafe(place, self.settings.allow_private_hosts, self.manners.silent)
            answer = self._with_retries(place, parts, headers, deadline)
            if answer.status not in _MOVED or "location" not in answer.headers:
                break
            place = _target(place, answer.headers["location"])
        said = answer.headers
        return RobotsAnswer(answer.status, answer.content, said.get("etag"), said.get("last-modified"))

    def _with_retries(self, url: str, parts: SplitResult, headers: dict[str, str], deadline: float) -> Answer:
        host, settings = parts.netloc, self.settings
        for tries in range(settings.retries + 1):
            is_last = tries == settings.retries
            wait = settings.backoff_seconds * 2**tries
            self.manners.admit(url, host)
            try:
                answer = self._once(url, headers, deadline)
            except TransientFetchError as error:
                if not is_last and not (isinstance(error, NoConnection) and tries):
                    self.manners.rest(host, wait)
                    continue
                self._give_up(host, error)
                raise
            if answer.status not in _AGAIN:
                self.manners.answered(host)
                return answer
            wait = self._asked_wait(answer) or wait
            if is_last or wait > settings.max_retry_after_seconds:
                self._leave(host, answer, wait)
                return answer
            self.manners.rest(host, wait)
        raise TransientFetchError(url, "no answer")

    def _give_up(self, host: str, error: FetchError) -> None:
        if isinstance(error, NoConnection):
            self.manners.silent(host)
        self.manners.failed(host, error.detail)

    def _leave(self, host: str, answer: Answer, wait: float) -> None:
        """The host is reached and wants no more: for the run, where it names a time too long to wait."""
        if wait > self.settings.max_retry_after_seconds:
            self.manners.close(host, f"{host} answered {answer.status} and wants {wait:g} seconds of rest")
        else:
            self.manners.failed(host, f"answered {answer.status}")

    def _asked_wait(self, answer: Answer) -> float | None:
        said = answer.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdigit():
            return float(said[:9])
        try:
            until = parsedate_to_datetime(said)
        except (TypeError, ValueError):
            return None
        aware = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (aware - datetime.now(UTC)).total_seconds())

    def _once(self, url: str, headers: dict[str, str], deadline: float) -> Answer:
        host = refuse_unsafe(url, True).netloc
        try:
            with translated(url), self._open(url, headers) as response:
                content = b"".join(self._body(url, response, deadline))
                named = {name.lower(): value for name, value in response.headers.items()}
                return Answer(url, response.status_code, named, content)
        finally:
            self.manners.rest(host)

    def _open(self, url: str, headers: dict[str, str]) -> requests.Response:
        timeout = (self.settings.connect_timeout_seconds, self.settings.timeout_seconds)
        return self._session.get(url, headers=headers, timeout=timeout, stream=True, allow_redirects=False)

    def _body(self, url: str, response: requests.Response, deadline: float) -> Iterator[bytes]:
        limit = self.settings.max_bytes
        size = 0
        for chunk in response.iter_content(_CHUNK):
            size += len(chunk)
            if size > limit:
                detail = f"more than {limit} bytes; raise KETCOV_MAX_BYTES if the document is meant"
                raise TerminalFetchError(url, detail, "too_large", response.status_code)
            if time.monotonic() > deadline:
                raise TransientFetchError(url, f"not complete after {self.settings.max_seconds:g} seconds")
            yield chunk


class _Plain(requests.Session):
    """A session that does not look where an answer leads: the address is read here, with care."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere: redirects are followed one by one, each looked at like a first address."""


def _target(place: str, location: str) -> str:
    """The address that a header names, in UTF-8 as browsers read it. Raises TerminalFetchError."""
    try:
        return urljoin(place, location.encode("latin-1", "replace").decode("utf-8", "replace").strip())
    except ValueError as error:
        raise TerminalFetchError(place, f"led to no address ({error})", "refused_address") from error


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """No name and password from an address or from a .netrc: a host that leads us on gets none of them."""
    return request


def _arrived(answer: Answer, url: str, sent: Mapping[str, str], for_good: bool) -> Answer:
    """The answer at the end of all redirects. Raises TransientFetchError for "as before" that nobody asked.

    What marks an edition at another address is dropped: it says nothing of what stands at this one.
    """
    if answer.status == 304 and not any(name in sent for name in _CONDITIONS):
        raise TransientFetchError(url, "the host answered 304 to a request without condition", status=304)
    if answer.url == url:
        return answer
    headers = {name: value for name, value in answer.headers.items() if name not in _VALIDATORS}
    return replace(answer, headers=headers, moved_to=answer.url if for_good else None)


def _onward(sent: Mapping[str, str], before: str, place: str) -> dict[str, str]:
    """The headers for the next address: no condition about another one, no credential for another host."""
    old, new = urlsplit(before), urlsplit(place)
    left = {*_CONDITIONS} if old[:2] == new[:2] else {*_CONDITIONS, _CREDENTIAL}
    return {name: value for name, value in sent.items() if name not in left}
