"""When a host may be asked: slots for all, for a domain and for a host, and the delay between two requests to it."""

import asyncio
import random
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from flows.web.hostnames import host_of, registrable_domain
from flows.web.manners import Manners

#: A request that is not answered within so many seconds (or within the delay, if that is longer) no longer keeps the
#: next one of its host waiting; a request takes less to arrive.
_UNANSWERED = 1.0
#: The delay is drawn out by up to a fifth, never shortened.
_SPREAD = 0.2
#: Failures to connect, in a row, after which a host is left alone for the run.
_DEAD_AFTER = 5


class HostParkedError(Exception):
    """The host is asked nothing more in this run; ``wait`` says for how many seconds, None where nobody knows."""

    def __init__(self, message: str, wait: float | None) -> None:
        super().__init__(message)
        self.message = message
        self.wait = wait


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parked:
    why: str
    #: Time of the loop; None where nobody knows.
    until: float | None


@dataclass(slots=True, eq=False, kw_only=True)
class _Domain:
    running: int = 0
    #: Hosts whose time has come, and who wait until the domain has a slot.
    hosts: "deque[_Host]" = field(default_factory=deque)


@dataclass(slots=True, eq=False, kw_only=True)
class _Host:
    name: str
    domain: _Domain
    #: Turns that wait, first come, first served; true where a slot is given, false where none ever will be.
    waiting: deque[asyncio.Future[bool]] = field(default_factory=deque)
    running: int = 0
    #: The longest that anybody asked for.
    delay: float = 0.0
    #: In place of the delay while the host cannot keep up: doubled by each complaint, halved by each answer.
    pause: float = 0.0
    #: Time of the loop before which no request starts.
    not_before: float = 0.0
    #: Of the requests, the one started last; None once ``not_before`` no longer depends on it.
    latest: asyncio.Future[bool] | None = None
    timer: asyncio.TimerHandle | None = None
    #: Whether it stands in a line for a slot, its own time having come.
    is_in_line: bool = False
    failures: int = 0
    parked: "_Parked | None" = None


class Hosts:
    """Gives requests their turns, host by host.

    A host's delay counts from the end of a request to the start of the next, not from start to start: that a request
    has arrived is certain only once it is answered, so only then no two can arrive closer than the delay, whatever
    connecting took. One that stays unanswered is waited for no longer than ``_UNANSWERED``.
    A host that waits, be it for its time or for a slot of its domain, holds no slot of others. Nothing polls: each host
    has one timer or one place in a line, however many URLs of it wait.
    """

    def __init__(self, manners: Manners, *, spread: Callable[[], float] = random.random) -> None:
        self._manners = manners
        self._spread = spread
        self._free = manners.connections
        self._hosts: dict[str, _Host] = {}
        self._domains: dict[str, _Domain] = {}
        self._line: deque[_Host] = deque()

    @asynccontextmanager
    async def slot(self, url: str, delay: float) -> AsyncIterator[None]:
        """Wait until the host of a URL may be asked, ``delay`` seconds at least after its last request.

        HostParkedError if it is not asked any more in this run, at once or as soon as that is known.
        """
        host = self._host(url)
        if delay > host.delay:
            # Of the last request it was not known yet, as with the one for robots.txt, which says so.
            host.not_before += delay - host.delay
            host.delay = delay
        turn = await self._turn(host)
        try:
            yield
        finally:
            self._release(host, turn)

    def answered(self, url: str) -> None:
        """Note that a host did as it was asked: it is alive, and its pauses become shorter."""
        host = self._host(url)
        host.failures = 0
        host.pause = host.pause / 2 if host.pause > 2 * host.delay else 0.0

    def complained(self, url: str, asked: float | None, why: str) -> None:
        """Note that a host cannot keep up, or asks for patience, ``asked`` seconds where it says how long."""
        host = self._host(url)
        host.failures = 0
        first = self._manners.first_pause if asked is None else asked
        self._pause(host, max(2 * host.pause or first, asked or 0.0), why)

    def blocked(self, url: str, why: str) -> None:
        """Note that a host refused: it may be one page of it, or all, so the next one is asked for later."""
        host = self._host(url)
        host.failures = 0
        self._pause(host, 2 * (host.pause or host.delay), why)

    def unreachable(self, url: str, why: str) -> None:
        """Note that a host could not be asked at all."""
        host = self._host(url)
        host.failures += 1
        if host.failures >= _DEAD_AFTER:
            self._park(host, None, f"{host.failures} requests in a row failed, the last by {why}")

    def park(self, url: str, seconds: float, why: str) -> None:
        """Ask a host nothing more in this run, and say so to who waits; after ``seconds`` it may be asked again."""
        self._park(self._host(url), seconds, why)

    def _host(self, url: str) -> _Host:
        name = host_of(url)
        if (host := self._hosts.get(name)) is None:
            domain = self._domains.setdefault(registrable_domain(name), _Domain())
            host = self._hosts[name] = _Host(name=name, domain=domain)
        return host

    async def _turn(self, host: _Host) -> asyncio.Future[bool]:
        """Wait for a slot; what comes back stands for it."""
        if host.parked:
            raise _parked_error(host.name, host.parked)
        turn = asyncio.get_running_loop().create_future()
        host.waiting.append(turn)
        self._come(host)
        try:
            is_given = await turn
        except asyncio.CancelledError:
            # Given the slot and called off in the same turn of the loop: the slot goes on to the next.
            if turn.done() and not turn.cancelled() and turn.result():
                self._release(host, turn)
            raise
        if host.parked and not is_given:
            raise _parked_error(host.name, host.parked)
        return turn

    def _line_up(self, host: _Host) -> None:
        """Put a host into the line if its time has come, or set its timer."""
        if host.is_in_line or not host.waiting or host.running >= self._manners.connections_per_host:
            return
        loop = asyncio.get_running_loop()
        if loop.time() >= host.not_before:
            host.is_in_line = True
            self._line.append(host)
        elif host.timer is None or host.timer.when() != host.not_before:
            if host.timer:
                host.timer.cancel()
            host.timer = loop.call_at(host.not_before, self._ring, host)

    def _ring(self, host: _Host) -> None:
        host.timer = None
        self._come(host)

    def _come(self, host: _Host) -> None:
        self._line_up(host)
        self._serve()

    def _serve(self) -> None:
        """Give free slots to the hosts in the line."""
        # A domain is never below what one host may have, or connections_per_host would promise too much.
        per_domain = max(self._manners.connections_per_domain, self._manners.connections_per_host)
        while self._free and self._line:
            host = self._line.popleft()
            if host.domain.running >= per_domain:
                host.domain.hosts.append(host)
                continue
            host.is_in_line = False
            if not self._start(host):
                self._let_in(host.domain)
            self._line_up(host)

    def _let_in(self, domain: _Domain) -> None:
        """Put the host back into the line that waits longest for a slot of its domain."""
        if domain.hosts:
            self._line.append(domain.hosts.popleft())

    def _start(self, host: _Host) -> bool:
        """Give the host's next turn a slot; false where its time has not come after all, or nobody waits any more."""
        now = asyncio.get_running_loop().time()
        if now < host.not_before:
            return False
        while host.waiting and host.waiting[0].done():  # called off while it waited
            host.waiting.popleft()
        if not host.waiting:
            return False
        self._free -= 1
        host.running += 1
        host.domain.running += 1
        host.latest = host.waiting.popleft()
        gap = self._gap(host)
        host.not_before = now + max(host.delay, _UNANSWERED) + gap if gap else now
        host.latest.set_result(True)
        return True

    def _release(self, host: _Host, turn: asyncio.Future[bool]) -> None:
        self._free += 1
        host.running -= 1
        host.domain.running -= 1
        if host.latest is turn:
            host.latest = None
            host.not_before = min(host.not_before, asyncio.get_running_loop().time() + self._gap(host))
        self._let_in(host.domain)
        self._come(host)

    def _gap(self, host: _Host) -> float:
        return max(host.delay * (1 + _SPREAD * self._spread()), host.pause)

    def _pause(self, host: _Host, seconds: float, why: str) -> None:
        host.pause = min(seconds, self._manners.longest_pause)
        host.latest = None
        host.not_before = asyncio.get_running_loop().time() + max(seconds, self._gap(host))
        if seconds > self._manners.longest_wait:
            self._park(host, seconds, why)

    def _park(self, host: _Host, wait: float | None, why: str) -> None:
        until = None if wait is None else asyncio.get_running_loop().time() + wait
        host.parked = _Parked(why=why, until=until)
        while host.waiting:
            turn = host.waiting.popleft()
            if not turn.done():
                turn.set_result(False)


def _parked_error(host: str, parked: _Parked) -> HostParkedError:
    wait = None if parked.until is None else max(0.0, parked.until - asyncio.get_running_loop().time())
    return HostParkedError(f"{host} is left alone for now: {parked.why}", wait)
