"""Connections: lent to a request, and kept for some seconds for the next one to the same origin.

httpx's transports without its clients: a client adds what nobody asked for here (cookies of every site in one jar,
credentials out of URLs and .netrc, proxies of the environment, a parse of every redirect, a log line a request).
"""

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from time import monotonic

import httpcore
import httpx

from flows.web.cookies import origin
from flows.web.guard import GuardedBackend, Network, refuse_literal
from flows.web.model import FetchError, Rules
from flows.web.resolving import Resolve

#: Seconds that an idle connection is kept: usual servers close theirs after 5.
KEEP_ALIVE = 4.5
#: Idle connections kept for each request that may be under way: hosts take turns.
IDLE_PER_ACTIVE = 5


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over the guarded backend."""

    def __init__(self, *, backend: GuardedBackend, tls: ssl.SSLContext | None, http2: bool) -> None:
        # httpx offers no way to choose the backend: its own __init__ makes a pool with an open one, and nothing else.
        # The attribute is private: pyproject.toml holds httpx below 0.29.
        self._pool = httpcore.AsyncConnectionPool(
            network_backend=backend,
            ssl_context=tls,
            http2=http2,
            max_connections=1,
            keepalive_expiry=KEEP_ALIVE,
        )


@dataclass(slots=True, kw_only=True)
class Connection:
    """One connection to one origin, lent to one request at a time; httpx opens it again where the server closed it."""

    transport: httpx.AsyncHTTPTransport
    #: Whether no other request may use it.
    is_spent: bool = False
    #: On the monotonic clock; while nobody uses it.
    idle_since: float = 0.0


#: Proxy, HTTP/2, origin, and a number from 0 on for each that is lent at once.
_Place = tuple[str | None, bool, tuple[str, bytes, int | None], int]


class Transports:
    """The connections of one fetcher.

    A transport for each, since httpcore looks at all connections of a pool, by a system call, for every request: with
    80 of them a request took 2.7 ms of this thread, with one 0.6. HTTP/2 is thus not shared either; of two requests
    at once to a host, as polite as we are, nobody would notice.
    """

    def __init__(
        self,
        *,
        resolve: Resolve,
        open_networks: Sequence[Network],
        connections: int,
        tls: ssl.SSLContext | None,
        backend: httpcore.AsyncNetworkBackend | None,
    ) -> None:
        self._backend = GuardedBackend(resolve, open_networks, backend)
        self._open_networks = open_networks
        self._kept = connections * IDLE_PER_ACTIVE
        self._tls = tls
        self._busy: dict[_Place, Connection] = {}
        #: The longest idle first.
        self._idle: OrderedDict[_Place, Connection] = OrderedDict()

    @asynccontextmanager
    async def lend(self, rules: Rules, url: httpx.URL) -> AsyncIterator[Connection]:
        """What a request of a source goes through; FetchError where it may not be asked.

        Behind a proxy the guard sees no addresses: only a host that is written as one is checked, and the port.
        """
        if rules.proxy:
            refuse_literal(
                url.raw_host.decode(), url.port or (443 if url.scheme == "https" else 80), self._open_networks
            )
        places = ((rules.proxy, rules.http2, origin(url), number) for number in count())
        place = next(place for place in places if place not in self._busy)
        connection = self._idle.pop(place, None) or self._make(rules, url.scheme)
        self._busy[place] = connection
        try:
            yield connection
        except BaseException:
            connection.is_spent = True
            raise
        finally:
            del self._busy[place]
            await self._take_back(place, connection)

    async def _take_back(self, place: _Place, connection: Connection) -> None:
        if connection.is_spent:
            await connection.transport.aclose()
            return
        connection.idle_since = monotonic()
        self._idle[place] = connection
        await self._close_idle()

    async def _close_idle(self) -> None:
        """Close the connections that nobody has used for as long as one is kept, and those that are too many."""
        oldest = monotonic() - KEEP_ALIVE
        while self._idle and (len(self._idle) > self._kept or next(iter(self._idle.values())).idle_since < oldest):
            _, connection = self._idle.popitem(last=False)
            await connection.transport.aclose()

    def _make(self, rules: Rules, scheme: str) -> Connection:
        if rules.proxy is None:
            tls = self._trusted() if scheme == "https" else None
            return Connection(transport=GuardedTransport(backend=self._backend, tls=tls, http2=rules.http2))
        try:
            return Connection(
                transport=httpx.AsyncHTTPTransport(verify=self._trusted(), proxy=rules.proxy, http2=rules.http2)
            )
        except (ValueError, ImportError, httpx.InvalidURL) as error:
            raise FetchError("bad_url", f"the source's proxy cannot be used: {error}") from error

    def _trusted(self) -> ssl.SSLContext:
        """Whom we believe, read once: some 30 ms."""
        # SSL_CERT_FILE and SSL_CERT_DIR are followed: an intranet's own authority is told to every program that way.
        self._tls = self._tls or httpx.create_ssl_context()
        return self._tls

    async def aclose(self) -> None:
        """Close all connections."""
        for connection in (*self._busy.values(), *self._idle.values()):
            await connection.transport.aclose()
