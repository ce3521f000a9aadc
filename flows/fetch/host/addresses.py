"""Which addresses a declaration may lead us to: public http(s) hosts, unless private ones are allowed."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from flows.errors import NoConnection, TerminalFetchError

_KIND = "refused_address"


def refuse_unsafe(
    url: str, allow_private: bool, on_unknown: Callable[[str], None] = lambda _: None
) -> SplitResult:
    """The parts of an address that may be visited; `on_unknown` is told of a host whose name is not known.

    Raises TerminalFetchError, NoConnection.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise TerminalFetchError(url, f"no address ({error})", _KIND) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise TerminalFetchError(url, "only http and https addresses are visited", _KIND)
    if not allow_private:
        try:
            addresses = _resolve(url, parts.hostname, port)
        except NoConnection:
            on_unknown(parts.netloc)
            raise
        for address in addresses:
            refuse_private(url, address)
    return parts


def refuse_private(url: str, address: str) -> None:
    """Raises TerminalFetchError for an address that is not of the public internet."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if not found.is_global or found.is_multicast:
        detail = f"{found} is a private address; set KETCOV_ALLOW_PRIVATE_HOSTS=true if it is meant"
        raise TerminalFetchError(url, detail, _KIND)


def _resolve(url: str, host: str, port: int | None) -> set[str]:
    try:
        found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoConnection(url, f"host {host} is not known") from error
    return {str(item[4][0]) for item in found}
