"""Which addresses a declaration may lead us to: public http(s) hosts, unless private ones are allowed."""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from flows.errors import NoConnection, TerminalFetchError

_KIND = "refused_address"
_CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))


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
    if parts.username is not None:
        raise TerminalFetchError(url, "an address that carries a name or password is not visited", _KIND)
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
    found = _meant(ip_address(address.partition("%")[0]))
    if not found.is_global or found.is_multicast:
        detail = f"{found} is a private address; set KETCOV_ALLOW_PRIVATE_HOSTS=true if it is meant"
        raise TerminalFetchError(url, detail, _KIND)


def _meant(found: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address that is reached: an IPv6 address may stand for one of IPv4 (mapped, 6to4, NAT64)."""
    if isinstance(found, IPv4Address):
        return found
    if any(found in network for network in _CARRIERS):
        return IPv4Address(int(found) & 0xFFFF_FFFF)
    return found.ipv4_mapped or found.sixtofour or found


def _resolve(url: str, host: str, port: int | None) -> set[str]:
    try:
        found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NoConnection(url, f"host {host} is not known") from error
    return {str(item[4][0]) for item in found}
