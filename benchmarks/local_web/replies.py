"""What a URL answers: pages with validators, and everything that goes wrong on the web."""

import gzip
import hashlib
import time
from collections.abc import Iterable, Iterator
from email.utils import formatdate
from functools import cache
from itertools import repeat

from benchmarks.local_web.server import Answer, Asked, Reply

HTML = "text/html; charset=utf-8"
#: Bytes that a bomb unfolds to.
_BOMB_BYTES = 60_000_000


def reply(status: int, body: bytes = b"", *, content_type: str = HTML, **headers: str) -> Reply:
    """Return a whole response; an underscore in a header's name is a hyphen."""
    return Reply(status=status, wire=_head(status, len(body), content_type, headers) + body)


def always(answer: Reply) -> Answer:
    """Answer every request alike."""
    return lambda _: answer


def at_first(first: Answer, later: Answer, times: int = 1) -> Answer:
    """Answer the first requests for a URL otherwise than the later ones."""
    return lambda asked: (first if asked.visits < times else later)(asked)


def page(body: bytes, *, content_type: str = HTML, modified_at: float | None = None, packed: bool = False) -> Answer:
    """Answer 200 with validators, or 304 where the request names them; ``packed`` sends the body as gzip."""
    validators = _validators(body, modified_at)
    if packed:
        whole = reply(200, gzip.compress(body, 6), content_type=content_type, content_encoding="gzip", **validators)
    else:
        whole = reply(200, body, content_type=content_type, **validators)
    unchanged = Reply(status=304, wire=_head(304, None, content_type, validators))
    return lambda asked: unchanged if _is_current(asked, validators) else whole


def robots(text: str) -> Answer:
    """Answer a robots.txt."""
    return page(text.encode(), content_type="text/plain")


def _validators(body: bytes, modified_at: float | None = None) -> dict[str, str]:
    stated = {} if modified_at is None else {"last-modified": formatdate(modified_at, usegmt=True)}
    return {"etag": f'"{hashlib.sha256(body).hexdigest()[:16]}"', **stated}


def _is_current(asked: Asked, validators: dict[str, str]) -> bool:
    """Tell whether the client has it already; If-None-Match outweighs the other (RFC 9110, section 13.2.2)."""
    if tag := asked.headers.get("if-none-match"):
        return tag == validators["etag"]
    since = asked.headers.get("if-modified-since")
    return since is not None and since == validators.get("last-modified")


def refusal(status: int, **headers: str) -> Answer:
    """Answer a status with a line of text."""
    return always(reply(status, f"<p>{status}: not now, not here.".encode(), **headers))


def redirect(target: str, status: int = 301) -> Answer:
    """Lead to another address."""
    return always(reply(status, location=target))


def patience_until(seconds: float) -> Answer:
    """Answer 429 whose Retry-After is the date so many seconds from now, or up to one more: dates have no fractions."""
    return lambda _: reply(429, retry_after=formatdate(time.time() + seconds + 1, usegmt=True))


def drip(body: bytes, pause: float, piece: int = 100) -> Answer:
    """Send a page in pieces with pauses (seconds) between them, or 304 at once."""
    pieces = [body[start : start + piece] for start in range(0, len(body), piece)]
    validators = _validators(body)
    head = _head(200, len(body), HTML, validators)
    unchanged = Reply(status=304, wire=_head(304, None, HTML, validators))
    return lambda asked: (
        unchanged if _is_current(asked, validators) else Reply(status=200, wire=_drops(head, pieces, pause))
    )


def _drops(head: bytes, pieces: Iterable[bytes], pause: float) -> Iterator[bytes | float]:
    yield head
    for piece in pieces:
        yield pause
        yield piece


def hang(seconds: float = 600.0) -> Answer:
    """Accept the request and say nothing."""
    return lambda _: Reply(status=0, wire=iter([seconds]), closes=True)


def endless() -> Answer:
    """Send a body that never ends."""
    start = _head(200, None, HTML, {"transfer-encoding": "chunked"})
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    return lambda _: Reply(status=200, wire=_endlessly(start, chunk))


def _endlessly(start: bytes, chunk: bytes) -> Iterator[bytes | float]:
    yield start
    yield from repeat(chunk)


def truncated_gzip(body: bytes) -> Answer:
    """Send half of a gzip stream, its length stated as if it were all."""
    packed = gzip.compress(body)
    return always(reply(200, packed[: len(packed) // 2], content_encoding="gzip"))


def cut_short(body: bytes) -> Answer:
    """Close the connection behind half of the stated length."""
    return always(Reply(status=200, wire=_head(200, len(body), HTML, {}) + body[: len(body) // 2], closes=True))


def gzip_bomb() -> Answer:
    """Send some 60 kB that unfold to 60 MB."""
    return always(reply(200, _bomb(), content_encoding="gzip"))


@cache
def _bomb() -> bytes:
    return gzip.compress(b"<p>" + bytes(_BOMB_BYTES), 9)


def huge_headers() -> Answer:
    """Send 1 MB of headers."""
    return always(reply(200, b"late", **{f"x-filler-{number}": "a" * 10_000 for number in range(100)}))


def garbage() -> Answer:
    """Send what is no HTTP."""
    return always(Reply(status=0, wire=b"\x16\x03\x01 220 ready when you are\r\n\r\n", closes=True))


def _head(status: int, length: int | None, content_type: str, headers: dict[str, str]) -> bytes:
    lines = [f"HTTP/1.1 {status} {'OK' if status == 200 else 'Other'}", f"content-type: {content_type}"]
    if length is not None:
        lines.append(f"content-length: {length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")
