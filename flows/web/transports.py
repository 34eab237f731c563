"""Connections: one pool for HTTP/2, one for HTTP/1.1, one a proxy, each made when it is first needed.

httpx's transports without its clients: a client adds what nobody asked for here (cookies of every site in one jar,
credentials out of URLs and .netrc, proxies of the environment, a parse of every redirect, a log line a request).
"""

import ssl

import httpcore
import httpx

from flows.web.guard import GuardedBackend, Network, refuse_literal
from flows.web.model import FetchError, Rules
from flows.web.resolving import Resolve

#: Seconds that an idle connection is kept: usual servers close theirs after 5.
KEEP_ALIVE = 4.5
#: Idle connections kept for each that may be in use: hosts take turns, and a second passes between two requests to one.
#: httpcore looks through all of them at every request.
IDLE_PER_ACTIVE = 3


class GuardedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over the guarded backend."""

    def __init__(self, *, backend: GuardedBackend, tls: ssl.SSLContext, http2: bool, limits: httpx.Limits) -> None:
        super().__init__(verify=tls, trust_env=False)
        # httpx offers no way to choose the backend. The attribute is private: pyproject.toml holds httpx below 0.29.
        self._pool = httpcore.AsyncConnectionPool(
            network_backend=backend,
            ssl_context=tls,
            http2=http2,
            max_connections=limits.max_connections,
            max_keepalive_connections=limits.max_keepalive_connections,
            keepalive_expiry=limits.keepalive_expiry,
        )


class Transports:
    """The pools of one fetcher."""

    def __init__(
        self,
        *,
        resolve: Resolve,
        open_networks: tuple[Network, ...],
        connections: int,
        tls: ssl.SSLContext | None,
        backend: httpcore.AsyncNetworkBackend | None,
    ) -> None:
        self._backend = GuardedBackend(resolve, open_networks, backend)
        self._open_networks = open_networks
        kept = connections * (1 + IDLE_PER_ACTIVE)
        self._limits = httpx.Limits(max_connections=kept, max_keepalive_connections=kept, keepalive_expiry=KEEP_ALIVE)
        self._tls = tls
        self._made: dict[tuple[str | None, bool], httpx.AsyncHTTPTransport] = {}

    def for_request(self, rules: Rules, url: httpx.URL) -> httpx.AsyncHTTPTransport:
        """The pool that a request of a source goes through; FetchError where it may not be asked.

        Behind a proxy the guard sees no addresses: only a host that is written as one is checked, and the port.
        """
        if rules.proxy:
            refuse_literal(url.host, url.port or (443 if url.scheme == "https" else 80), self._open_networks)
        key = (rules.proxy, rules.http2)
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def _make(self, proxy: str | None, http2: bool) -> httpx.AsyncHTTPTransport:
        # SSL_CERT_FILE and SSL_CERT_DIR are followed: an intranet's own authority is told to every program that way.
        tls = self._tls = self._tls or httpx.create_ssl_context()
        if proxy is None:
            return GuardedTransport(backend=self._backend, tls=tls, http2=http2, limits=self._limits)
        try:
            return httpx.AsyncHTTPTransport(verify=tls, proxy=proxy, http2=http2, limits=self._limits)
        except (ValueError, httpx.InvalidURL, ImportError) as error:
            raise FetchError("bad_url", f"the source's proxy cannot be used: {error}") from error

    async def aclose(self) -> None:
        """Close all connections."""
        for transport in self._made.values():
            await transport.aclose()
