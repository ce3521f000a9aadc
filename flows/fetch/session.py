"""The only door to the network: one polite HTTP session. Statuses are judged elsewhere (direct.py)."""

import socket
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.retry import Retry

from flows.errors import TerminalFetchError, TransientFetchError
from flows.fetch.addresses import refuse_private, refuse_unsafe
from flows.settings import Settings

_AGAIN = (429, 500, 502, 503, 504)
_MOVED = (301, 302, 303, 307, 308)
_CHUNK = 1 << 16
_ACCEPT = "text/html,application/pdf,text/markdown;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host said: status, headers with lower-case names, and the body (none on 304)."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes


class Session:
    """GET with honest name, limits of size and time, rest between requests to a host, retries."""

    def __init__(self, settings: Settings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._sleep = sleep
        self._next_at: dict[str, float] = {}
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": settings.agent, "Accept": _ACCEPT})
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, _Adapter(settings))

    def get(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Answer:
        """One document, redirects followed. Raises TransientFetchError, TerminalFetchError."""
        known = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in known.items() if value}
        deadline = time.monotonic() + self._settings.max_seconds
        place = url
        for _ in range(self._settings.max_redirects + 1):
            answer = self._once(place, headers, deadline)
            target = answer.headers.get("location")
            if answer.status not in _MOVED or not target:
                return answer
            place = urljoin(place, target)
        raise TerminalFetchError(url, f"more than {self._settings.max_redirects} redirects")

    def close(self) -> None:
        """Give all connections back."""
        self._session.close()

    def _once(self, url: str, headers: dict[str, str], deadline: float) -> Answer:
        host = refuse_unsafe(url, self._settings.allow_private_hosts).netloc
        self._rest(host)
        try:
            with _translated(url), self._open(url, headers) as response:
                content = b"".join(self._body(url, response, deadline))
                named = {name.lower(): value for name, value in response.headers.items()}
                return Answer(url, response.status_code, named, content)
        finally:
            self._next_at[host] = time.monotonic() + self._settings.min_seconds_between_requests

    def _open(self, url: str, headers: dict[str, str]) -> requests.Response:
        timeout = self._settings.timeout_seconds
        return self._session.get(url, headers=headers, timeout=timeout, stream=True, allow_redirects=False)

    def _rest(self, host: str) -> None:
        wait = self._next_at.get(host, 0.0) - time.monotonic()
        if wait > 0:
            self._sleep(wait)

    def _body(self, url: str, response: requests.Response, deadline: float) -> Iterator[bytes]:
        limit = self._settings.max_bytes
        size = 0
        for chunk in response.iter_content(_CHUNK):
            size += len(chunk)
            if size > limit:
                detail = f"more than {limit} bytes; raise KETCOV_MAX_BYTES if the document is meant"
                raise TerminalFetchError(url, detail, "too_large", response.status_code)
            if time.monotonic() > deadline:
                raise TransientFetchError(url, f"not complete after {self._settings.max_seconds:g} seconds")
            yield chunk


@contextmanager
def _translated(url: str) -> Iterator[None]:
    try:
        yield
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader) as error:
        raise TerminalFetchError(url, f"no address that can be asked ({error})") from error
    except requests.exceptions.Timeout as error:
        raise TransientFetchError(url, "the host did not answer in time") from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise TransientFetchError(url, "the answer broke off") from error
    except requests.exceptions.SSLError as error:
        raise TransientFetchError(url, "the certificate of the host is not valid") from error
    except requests.RequestException as error:
        raise TransientFetchError(url, f"no connection ({type(error).__name__})") from error


class _Adapter(HTTPAdapter):
    """Retries, and connections that look at whom they reached before they say a word.

    A name that was public when it was looked up may lead elsewhere when it is dialled.
    """

    def __init__(self, settings: Settings) -> None:
        self._is_guarded = not settings.allow_private_hosts
        retry = Retry(
            total=settings.retries,
            redirect=0,
            other=0,
            status_forcelist=_AGAIN,
            allowed_methods=("GET",),
            backoff_factor=settings.backoff_seconds,
            raise_on_status=False,
            retry_after_max=int(settings.max_retry_after_seconds),
        )
        super().__init__(max_retries=retry)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Pools of guarded connections."""
        super().init_poolmanager(*args, **kwargs)
        if self._is_guarded:
            pools = {"http": _GuardedPool, "https": _GuardedTlsPool}
            cast(Any, self.poolmanager).pool_classes_by_scheme = pools


class _Guarded(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        connection = super()._new_conn()
        try:
            refuse_private(self.host, str(connection.getpeername()[0]))
        except TerminalFetchError:
            connection.close()
            raise
        return connection


class _GuardedTls(_Guarded, HTTPSConnection):
    pass


class _GuardedPool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _GuardedTlsPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedTls
