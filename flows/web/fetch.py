"""One guarded, bounded exchange: a request to one URL, and what came back of it.

Redirects, robots.txt, delays and retries are flows.web.polite's.
"""

import asyncio
import ssl
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import httpcore
import httpx

from flows.web.bodies import Body, read_body, read_excerpt
from flows.web.content_types import ACCEPT, media_type, refuse_content, refuse_type
from flows.web.cookies import Cookies, origin
from flows.web.decoding import ACCEPT_ENCODING, decoder_for
from flows.web.failures import failure
from flows.web.guard import Network
from flows.web.model import FetchError, FetchRequest, FetchResult, Kind
from flows.web.received import Received
from flows.web.resolving import Resolve, SystemResolver
from flows.web.transports import Transports


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long is waited and how much is read."""

    #: Seconds for the address and the connection, TLS apart.
    connect: float = 10.0
    #: Seconds in which nothing comes.
    read: float = 20.0
    write: float = 10.0
    #: Bytes of a body, as sent and as decoded. A feed or sitemap as much as the sitemaps' protocol allows.
    body: Mapping[Kind, int] = field(
        default_factory=lambda: {
            "page": 10 * 2**20,
            "feed": 50 * 2**20,
            "sitemap": 50 * 2**20,
            "robots": 500 * 2**10,
        }
    )


LIMITS = Limits()

#: Of TCP.
MOST_PORT = 65_535


class Fetcher:
    """Asks for URLs, one request each; an async context manager.

    ``resolve`` and ``backend`` are for tests of the guard, ``tls`` for a certificate authority of their own; what is
    trusted otherwise is certifi's list, or that of SSL_CERT_FILE.
    """

    def __init__(  # noqa: PLR0913
        self,
        *,
        user_agent: str,
        open_networks: Iterable[Network] = (),
        resolve: Resolve | None = None,
        limits: Limits = LIMITS,
        connections: int = 20,
        tls: ssl.SSLContext | None = None,
        backend: httpcore.AsyncNetworkBackend | None = None,
    ) -> None:
        self._user_agent = user_agent
        self._limits = limits
        self._extensions = {"timeout": {"connect": limits.connect, "read": limits.read, "write": limits.write}}
        self._system = SystemResolver()
        self._transports = Transports(
            resolve=resolve or self._system,
            open_networks=tuple(open_networks),
            connections=connections,
            tls=tls,
            backend=backend,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._transports.aclose()
        self._system.close()

    async def exchange(
        self, request: FetchRequest, url: str, *, within: float, cookies: Cookies | None = None
    ) -> FetchResult:
        """What one request to ``url`` gave, which is the request's own URL or where that was redirected to.

        ``within`` is in seconds, the body included. A redirect is of outcome 'redirect', its target in
        headers["location"]. The rules' headers and the validators go to the origin of request.url only. A body that is
        gzip by its content type (sitemap.xml.gz) is left as it is.
        """
        received = Received(request, url)
        try:
            async with asyncio.timeout(within):
                await self._exchange(received, cookies)
        except TimeoutError:
            received.fail(FetchError("timeout", f"not had within {within:g} s"))
        except FetchError as error:
            received.fail(error)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            received.fail(failure(error))
        return received.result()

    async def _exchange(self, received: Received, cookies: Cookies | None) -> None:
        request = received.request
        url = _parsed(received.url)
        sent = httpx.Request("GET", url, headers=self._headers(received, url), extensions=self._extensions)
        if cookies:
            cookies.add_to(sent)
        async with self._transports.lend(request.rules, url) as connection:
            response = await connection.transport.handle_async_request(sent)
            try:
                received.take_head(response)
                if cookies:
                    response.request = sent
                    cookies.keep(response)
                await self._receive_body(received, response)
            finally:
                # A body left unread: httpcore closes HTTP/1.1, but resets no stream of HTTP/2. What still comes of
                # it is never acknowledged, and 16 MiB of that stop the whole connection.
                connection.is_spent = not response.is_closed
                await response.aclose()

    async def _receive_body(self, received: Received, response: httpx.Response) -> None:
        """Read what the outcome so far asks for."""
        kind = received.request.kind
        if received.outcome != "ok":
            received.excerpt = await read_excerpt(response)
            return
        content_type = received.headers.get("content-type")
        refuse_type(kind, content_type)
        body = Body(
            decoder_for(received.headers.get("content-encoding", "")),
            self._limits.body[kind],
            # RFC 9309, 2.5: of a longer robots.txt the first 500 KiB count.
            is_cut=kind == "robots",
        )
        try:
            await read_body(response, body)
        finally:
            received.wire_bytes = body.wire_bytes
        content = body.content()
        if media_type(content_type) is None:
            refuse_content(kind, content)
        received.body = content

    def _headers(self, received: Received, url: httpx.URL) -> httpx.Headers:
        request = received.request
        headers = {
            # httpx would decode the host for it, and fails at names that IDNA 2008 does not know (emoji).
            "host": url.netloc.decode(),
            "user-agent": request.rules.user_agent or self._user_agent,
            "accept": ACCEPT[request.kind],
            "accept-encoding": ACCEPT_ENCODING,
        }
        asked = url if received.url == request.url else httpx.URL(request.url)
        if origin(url) == origin(asked):
            # Along its redirects, too: they are of the body that was at the end of those the last time.
            headers |= _validators(request)
            headers |= {name.lower(): value for name, value in request.rules.headers.items()}
        # A server's validator may be anything, and has to come back to it.
        return httpx.Headers(headers, encoding="utf-8")


def _parsed(url: str) -> httpx.URL:
    """A URL that can be asked for; FetchError where it is none."""
    parsed = httpx.URL(url)
    if not parsed.scheme or not parsed.raw_host:
        raise FetchError("bad_url", "no scheme or no host")
    if (parsed.port or 0) > MOST_PORT:
        raise FetchError("bad_url", f"no port has the number {parsed.port}")
    if parsed.scheme not in ("http", "https"):
        raise FetchError("ssrf", f"scheme {parsed.scheme[:20]!r} is not asked, only http and https")
    if parsed.userinfo:
        # Stripped it would be another URL than the one that is kept, and kept it would be read by everybody.
        raise FetchError("bad_url", "has a name or password; those belong in the source's headers, as Authorization")
    return parsed


def _validators(request: FetchRequest) -> dict[str, str]:
    """What a server is told of the version that is there already; a line break in it would be another header."""
    validators = {"if-none-match": request.etag or "", "if-modified-since": request.last_modified or ""}
    sent = {name: value.strip() for name, value in validators.items() if value.strip() and value.isprintable()}
    # Of a feed its new entries are enough (RFC 3229).
    return sent | {"a-im": "feed"} if sent and request.kind == "feed" else sent
