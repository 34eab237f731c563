"""Connections: a pool for each origin, kept while it is in use and for some seconds after.

httpx's transports without its clients: a client adds what nobody asked for here (cookies of every site in one jar,
credentials out of URLs and .netrc, proxies of the environment, a parse of every redirect, a log line a request).
"""

import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from time import monotonic

import httpcore
import httpx

from flows.web.cookies import origin
from flows.web.guard import GuardedBackend, Network, refuse_literal
from flows.web.model import FetchError, Rules
from flows.web.resolving import Resolve

#: Seconds that an idle connection is kept: usual servers close theirs after 5.
KEEP_ALIVE = 4.5
#: Origins whose idle connections are kept, for each request that may be under way: hosts take turns.
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
            max_connections=None,
            keepalive_expiry=KEEP_ALIVE,
        )


@dataclass(slots=True, kw_only=True)
class Pool:
    """The connections to one origin."""

    transport: httpx.AsyncHTTPTransport
    #: Whether no other request may use them.
    is_spent: bool = False
    #: Requests under way.
    users: int = 0
    #: On the monotonic clock; while nobody uses it.
    idle_since: float = 0.0


#: Proxy, HTTP/2, origin.
_Key = tuple[str | None, bool, tuple[str, bytes, int | None]]


class Transports:
    """The pools of one fetcher.

    One for each origin, since httpcore looks at every idle connection of a pool, by a system call, for every request:
    with 80 of them a request took 2.7 ms of this thread, and 0.6 ms so.
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
        self._busy: dict[_Key, Pool] = {}
        #: The longest idle first.
        self._idle: OrderedDict[_Key, Pool] = OrderedDict()

    @asynccontextmanager
    async def lend(self, rules: Rules, url: httpx.URL) -> AsyncIterator[Pool]:
        """What a request of a source goes through; FetchError where it may not be asked.

        Where the request fails, others get new connections: a stream of HTTP/2 that was given up may hold up the rest.
        Behind a proxy the guard sees no addresses: only a host that is written as one is checked, and the port.
        """
        if rules.proxy:
            refuse_literal(
                url.raw_host.decode(), url.port or (443 if url.scheme == "https" else 80), self._open_networks
            )
        key = (rules.proxy, rules.http2, origin(url))
        pool = self._busy.get(key) or self._idle.pop(key, None) or self._make(rules, url.scheme)
        self._busy[key] = pool
        pool.users += 1
        try:
            yield pool
        except BaseException:
            pool.is_spent = True
            raise
        finally:
            pool.users -= 1
            await self._take_back(key, pool)

    async def _take_back(self, key: _Key, pool: Pool) -> None:
        if self._busy.get(key) is pool and (pool.is_spent or not pool.users):
            del self._busy[key]
        if pool.users:
            return
        if pool.is_spent:
            await pool.transport.aclose()
        else:
            pool.idle_since = monotonic()
            self._idle[key] = pool
            await self._close_idle()

    async def _close_idle(self) -> None:
        """Close the pools that nobody has used for as long as a connection is kept, and those that are too many."""
        oldest = monotonic() - KEEP_ALIVE
        while self._idle and (len(self._idle) > self._kept or next(iter(self._idle.values())).idle_since < oldest):
            _, pool = self._idle.popitem(last=False)
            await pool.transport.aclose()

    def _make(self, rules: Rules, scheme: str) -> Pool:
        if rules.proxy is None:
            tls = self._trusted() if scheme == "https" else None
            return Pool(transport=GuardedTransport(backend=self._backend, tls=tls, http2=rules.http2))
        try:
            return Pool(
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
        for pool in (*self._busy.values(), *self._idle.values()):
            await pool.transport.aclose()
