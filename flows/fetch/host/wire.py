"""The adapter below the session: connections that look at whom they reached, and what went wrong in words."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError, ReadTimeoutError

from flows.errors import NoConnection, TerminalFetchError, TransientFetchError
from flows.fetch.host.addresses import refuse_private


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Errors of the network as errors of ours. Raises FetchError."""
    try:
        yield
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidHeader):
        # the library's own words hold the header, which may be a credential
        raise TerminalFetchError(url, "no address, or no header, that can be sent") from None
    except requests.exceptions.ConnectTimeout as error:
        raise NoConnection(url, "no connection in time") from error
    except requests.exceptions.Timeout as error:
        raise TransientFetchError(url, "the host did not answer in time") from error
    except requests.exceptions.ChunkedEncodingError as error:
        raise TransientFetchError(url, "the answer broke off", "truncated") from error
    except requests.exceptions.ContentDecodingError as error:
        raise TransientFetchError(url, "the answer cannot be unpacked", "truncated") from error
    except requests.exceptions.SSLError as error:
        raise TerminalFetchError(url, "no safe connection to the host (TLS)", "tls_error") from error
    except requests.exceptions.ProxyError as error:
        raise NoConnection(url, "no connection through the proxy") from error
    except requests.exceptions.ConnectionError as error:
        raise _unconnected(url, error) from error
    except requests.RequestException as error:
        raise TransientFetchError(url, f"no answer ({type(error).__name__})") from error


def _unconnected(url: str, error: requests.exceptions.ConnectionError) -> TransientFetchError:
    inner = error.args[0] if error.args else None
    if isinstance(inner, ReadTimeoutError):
        return TransientFetchError(url, "the host fell silent in its answer")
    if isinstance(getattr(inner, "reason", None), NewConnectionError):
        return NoConnection(url, "no connection")
    return TransientFetchError(url, "the host hung up without an answer")


class Adapter(HTTPAdapter):
    """Connections that look at whom they reached before they say a word.

    A name that was public when it was looked up may lead elsewhere when it is dialled.
    """

    def __init__(self, is_guarded: bool) -> None:
        self._is_guarded = is_guarded
        super().__init__(max_retries=0)

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
