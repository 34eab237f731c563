"""What has come back of one request so far, until it is a result."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter

import httpx

from flows.web.model import FetchError, FetchRequest, FetchResult, Outcome

#: The body is there: as asked for, changed by a proxy on the way, or the new part of a feed (RFC 3229).
SUCCESSES = frozenset({200, 203, 226})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OUTCOMES: Mapping[int, Outcome] = {
    304: "not_modified",
    401: "blocked",
    402: "blocked",
    403: "blocked",
    404: "not_found",
    410: "gone",
    429: "too_many",
    451: "gone",
}


_USER = re.compile("//[^/?#]*@")


@dataclass(slots=True)
class Received:
    """Grows while an exchange goes on, so that a deadline in its middle leaves what was there before."""

    request: FetchRequest
    url: str
    sent_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    started: float = field(default_factory=perf_counter)
    outcome: Outcome = "connection"
    message: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    protocol: str | None = None
    remote_ip: str | None = None
    body: bytes | None = None
    excerpt: bytes = b""
    wire_bytes: int = 0

    def take_head(self, response: httpx.Response) -> None:
        """Note everything but the body, and the outcome that the status means."""
        self.status = response.status_code
        self.headers = dict(response.headers.items())
        self.protocol = response.http_version
        if self.request.rules.proxy is None:  # otherwise it is the proxy's
            peer = response.extensions["network_stream"].get_extra_info("server_addr")
            self.remote_ip = peer[0] if peer else None
        self.outcome, self.message = status_outcome(self.status, self.headers)

    def fail(self, error: FetchError) -> None:
        """Note that it came to nothing."""
        self.outcome, self.message, self.body = error.outcome, error.message, None

    def result(self) -> FetchResult:
        """The result, its message with the URL in front, but never a password."""
        return FetchResult(
            request=self.request,
            outcome=self.outcome,
            message=f"{_USER.sub('//', self.url)}: {self.message}" if self.message else None,
            status=self.status,
            final_url=self.url,
            headers=self.headers,
            protocol=self.protocol,
            body=self.body,
            excerpt=self.excerpt,
            wire_bytes=self.wire_bytes,
            fetched_at=self.sent_at,
            duration_ms=round((perf_counter() - self.started) * 1000),
            remote_ip=self.remote_ip,
        )


def status_outcome(status: int, headers: Mapping[str, str]) -> tuple[Outcome, str | None]:
    """What a status means, and a sentence where it means that nothing was had.

    >>> status_outcome(503, {"retry-after": "120"})
    ('too_many', 'HTTP 503, Retry-After: 120')
    """
    if status in SUCCESSES:
        return "ok", None
    if status in REDIRECTS:
        target = headers.get("location")
        return ("redirect", None) if target else ("redirect_loop", f"HTTP {status} without a Location")
    outcome = _OUTCOMES.get(status, "http_error")
    if outcome == "not_modified":
        return outcome, None
    if status in (429, 503) and (patience := headers.get("retry-after")):
        return "too_many", f"HTTP {status}, Retry-After: {patience[:80]}"
    return outcome, f"HTTP {status}"
