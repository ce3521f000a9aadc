"""How often a host may be asked: rest with jitter, budget, circuit breaker, and when the network is down.

One `Manners` lives as long as one run. Clock, sleep and chance are arguments: nothing here is global.
"""

import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from flows.errors import NoConnection, TransientFetchError
from flows.settings import Settings

_LONGEST_CRAWL_DELAY = 30.0


@dataclass(slots=True)
class _Host:
    next_at: float = 0.0
    requests: int = 0
    failures: int = 0
    closed: str = ""
    rest: float | None = None


@dataclass(slots=True)
class Manners:
    """What is known of every host in this run."""

    settings: Settings
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    _hosts: dict[str, _Host] = field(default_factory=lambda: defaultdict(_Host))
    _silent: set[str] = field(default_factory=set)
    _is_network_up: bool = False

    def admit(self, url: str, host: str) -> None:
        """Wait until the host may be asked. Raises TransientFetchError where it may not in this run."""
        known = self._hosts[host]
        if known.closed:
            raise TransientFetchError(url, f"{known.closed}; left alone for this run", "postponed")
        if known.requests >= self.settings.max_requests_per_host:
            detail = f"{known.requests} requests to {host} in this run; raise KETCOV_MAX_REQUESTS_PER_HOST"
            raise TransientFetchError(url, detail, "postponed")
        self.refuse_offline(url)
        wait = known.next_at - self.now()
        if wait > 0:
            self.sleep(wait)
        known.requests += 1

    @property
    def is_offline(self) -> bool:
        """Whether several hosts were silent and none has answered: the network is down, not the hosts."""
        return not self._is_network_up and len(self._silent) >= self.settings.offline_hosts

    def refuse_offline(self, url: str) -> None:
        """Raises NoConnection where the network is down: nobody waits for each host in turn."""
        if self.is_offline:
            raise NoConnection(url, f"no network: {len(self._silent)} hosts did not answer; not asked")

    def rest(self, host: str, seconds: float | None = None) -> None:
        """The host was just asked: nobody asks again before its rest, or `seconds` if they are longer."""
        known = self._hosts[host]
        least = self.settings.min_seconds_between_requests if known.rest is None else known.rest
        wait = max(least, seconds or 0.0) * (1 + self.settings.jitter_share * self.chance())
        known.next_at = max(known.next_at, self.now() + wait)

    def slow_down(self, host: str, seconds: float) -> None:
        """The host, or its robots.txt, wants more rest than the settings give."""
        least = self.settings.min_seconds_between_requests
        self._hosts[host].rest = max(least, min(seconds, _LONGEST_CRAWL_DELAY))

    def answered(self, host: str) -> None:
        """The host answered with something that is worth judging."""
        self._is_network_up = True
        self._hosts[host].failures = 0

    def failed(self, host: str, detail: str) -> None:
        """The host failed after all tries; after some failures in a row it is left alone."""
        known = self._hosts[host]
        known.failures += 1
        if known.failures >= self.settings.host_failures:
            known.closed = f"{host} failed {known.failures} times in a row ({detail})"

    def close(self, host: str, why: str) -> None:
        """Ask this host nothing more in this run."""
        self._hosts[host].closed = why

    def silent(self, host: str) -> None:
        """No connection to the host could be made."""
        self._silent.add(host)
