"""What is asked of the web and what comes back: FetchRequest -> FetchResult, both plain values.

FetchError is raised inside this package only; whoever asks for a URL is given an outcome.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

#: What a document is read for; it decides the caps and the content types that are let in.
Kind = Literal["page", "feed", "sitemap", "robots"]

#: What became of a request; every request ends in exactly one.
#:
#: ok            200, 203 or 226 (the new part of a feed): the body is there
#: not_modified  304, the body is the one that the validators stand for
#: redirect      only from one exchange, never from a whole fetch
#: gone          410 or 451
#: not_found     404
#: blocked       401, 402, 403, or a page that tells bots to go away, whatever its status; see ``blocked_by``
#: robots        robots.txt asks us not to
#: too_many      429, or 503 with Retry-After: the host asks for patience
#: http_error    any other status
#: bad_type      the content type is none that is read
#: too_big       more bytes, on the wire or decoded, than are read; or headers beyond the cap
#: unreadable    no HTTP, a damaged or unknown content encoding, a body shorter than stated
#: redirect_loop a redirect to where we were before, more hops than are followed, or one without a target
#: timeout       not within the deadline
#: dns           the host has no address
#: connection    refused, reset or closed
#: tls           no trusted certificate for the host
#: ssrf          an address, scheme or port that is not to be asked
#: bad_url       no URL, one with a password, or headers or a proxy that cannot be used
#: forgotten     not asked, since somebody had presslake forget it, or where it leads
#: deferred      not asked in this run: the host is parked, until ``retry_at`` where that is known
Outcome = Literal[
    "ok",
    "not_modified",
    "redirect",
    "gone",
    "not_found",
    "blocked",
    "robots",
    "too_many",
    "http_error",
    "bad_type",
    "too_big",
    "unreadable",
    "redirect_loop",
    "timeout",
    "dns",
    "connection",
    "tls",
    "ssrf",
    "bad_url",
    "forgotten",
    "deferred",
]


class FetchError(Exception):
    """An exchange that gave no response; ``outcome`` says of which kind, the message what was found."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """How one source is to be asked."""

    #: Sent with every request to the source's own origins, never to others; may hold credentials.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: In place of presslake's own; None is that.
    user_agent: str | None = None
    #: http://, https:// or socks5:// address of a proxy; the guard cannot see what is behind it.
    proxy: str | None = None
    #: False keeps to HTTP/1.1, for servers whose HTTP/2 is broken.
    http2: bool = True
    #: Seconds between two requests to a host, where more than the default and than what robots.txt asks for.
    delay: float | None = None
    #: Whether cookies that a site sets are sent back to it within one URL's redirects.
    cookies: bool = False


NO_RULES = Rules()


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One URL to be had."""

    url: str
    kind: Kind = "page"
    rules: Rules = NO_RULES
    #: Validators of what is there already, sent as If-None-Match and If-Modified-Since.
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A redirect that was followed."""

    status: int
    #: Where the redirect was met, not where it leads.
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResult:
    """What one request gave. ``body`` is there exactly where the outcome is ok."""

    request: FetchRequest
    outcome: Outcome
    #: What was found and what was needed, as a sentence, where the outcome is neither ok nor not_modified; with those
    #: two only that a redirect led from https to http.
    message: str | None = None
    #: Of the last response; None where there was none.
    status: int | None = None
    #: Where the last response came from.
    final_url: str
    hops: tuple[Hop, ...] = ()
    #: Of the last response, names in lower case, several of one name joined by ', '.
    headers: Mapping[str, str] = field(default_factory=dict)
    #: 'HTTP/1.1' or 'HTTP/2'.
    protocol: str | None = None
    #: Decoded.
    body: bytes | None = None
    #: The first 16 KiB at most, decoded, of a body that is not kept (401, 402, 403, 405, 429, 503 …): a block tells
    #: there whose it is, see ``flows.web.blocks``. Empty where the outcome is ok, or where it cannot be had quickly.
    excerpt: bytes = b""
    #: Bytes of the body as sent, before decoding.
    wire_bytes: int = 0
    #: Aware UTC, when the last request was sent.
    fetched_at: datetime
    duration_ms: int = 0
    #: Tries, the first one included.
    attempts: int = 1
    remote_ip: str | None = None
    #: Aware UTC: not before, by Retry-After or since the host is parked.
    retry_at: datetime | None = None
    #: Who blocks: cloudflare, datadome, akamai …; None where nobody says.
    blocked_by: str | None = None
    #: What robots.txt says of machines, as stated; see flows.web.robots. Empty where it says nothing.
    content_signals: Mapping[str, bool] = field(default_factory=dict)
    #: Address of the licence (RSL) that robots.txt names.
    license_url: str | None = None
    #: What the site's tdmrep.json says of the page, as the response headers that would say the same.
    tdm: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Hold the promise about the body."""
        if (self.outcome == "ok") != (self.body is not None):
            raise ValueError(f"{self.request.url}: {self.outcome} with a body of {self.body and len(self.body)} bytes")
