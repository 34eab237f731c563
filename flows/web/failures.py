"""What httpx raises -> the outcome of an exchange, with a sentence that says why."""

import os
import ssl
from collections.abc import Iterator

import httpx
from h2.exceptions import H2Error

from flows.web.model import FetchError

#: How messages begin, of httpcore and of the events of h2; then what they contain, of h11 and of h2.
_CLOSED = ("Server disconnected", "<StreamReset", "<ConnectionTerminated")
_SHORT_BODY = ("without sending complete", "InvalidBodyLengthError")
_LONG_HEADERS = ("buffer too long", "Oversized header")


def failure(error: httpx.HTTPError | httpx.InvalidURL) -> FetchError:
    """The outcome that an exception of httpx stands for."""
    causes = tuple(_causes(error))
    if by_guard := next((cause for cause in causes if isinstance(cause, FetchError)), None):
        return by_guard
    if isinstance(error, httpx.TimeoutException):
        return FetchError("timeout", _slowness(error))
    if tls := next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None):
        return FetchError("tls", _mistrust(tls))
    if fault := _protocol_fault(error, causes):
        return _protocol_failure(fault)
    if isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError | httpx.InvalidURL):
        return FetchError("bad_url", f"cannot be asked: {error}")
    return FetchError("connection", _reason(causes))


def _mistrust(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"no trusted certificate: {error.verify_message}"
    return f"no TLS: {error.reason or error}"


def _protocol_fault(error: Exception, causes: tuple[BaseException, ...]) -> str | None:
    """What a server did that is no HTTP, as the library that met it says; None where it was nothing of the kind."""
    # In HTTP/2 httpcore takes it for a fault of ours.
    of_http_2 = next((repr(cause) for cause in causes if isinstance(cause, H2Error)), None)
    return of_http_2 or (str(error) if isinstance(error, httpx.RemoteProtocolError) else None)


def _protocol_failure(message: str) -> FetchError:
    if message.startswith(_CLOSED):
        return FetchError("connection", f"the server closed the connection or the stream: {message[:200]}")
    if any(words in message for words in _SHORT_BODY):
        return FetchError("unreadable", f"the body ends too early: {message}")
    if any(words in message for words in _LONG_HEADERS):
        return FetchError("too_big", "longer headers than the 100 KiB, in HTTP/2 64 KiB, that are read")
    return FetchError("unreadable", f"the answer is not HTTP: {message[:200]}")


def _slowness(error: httpx.TimeoutException) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return "no connection in time"
    return "nothing sent in time" if isinstance(error, httpx.ReadTimeout) else "not read from in time"


def _reason(causes: tuple[BaseException, ...]) -> str:
    """What the system says, where it said something; otherwise what httpx says."""
    numbers = [cause.errno for cause in causes if isinstance(cause, OSError) and cause.errno]
    if numbers:
        return os.strerror(numbers[-1]).lower()
    return str(causes[0]) or type(causes[0]).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what it came from: httpcore keeps it as an argument, its pool cuts the chain."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        members = cause.exceptions if isinstance(cause, BaseExceptionGroup) else ()
        known = (cause.__cause__, cause.__context__, *cause.args, *members)
        waiting.extend(other for other in known if isinstance(other, BaseException))
