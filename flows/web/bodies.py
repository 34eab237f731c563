"""Reading a body: decoded as it comes, and no further than it may go."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

import httpx

from flows.web.decoding import Decoder, decoder_for
from flows.web.model import FetchError

#: Of the body of a response that is not taken so much is looked at …
EXCERPT_BYTES = 16 * 2**10
#: … and so much is read, as sent, to have the connection free for the next request where that is all …
REFUSED_BYTES = 64 * 2**10
#: … within so many seconds.
REFUSED_WITHIN = 1.0


@dataclass(slots=True)
class Body:
    """A body that is being read."""

    decoder: Decoder
    #: Bytes, of what is sent and of what it means.
    limit: int
    #: Whether what is longer is cut there, instead of refused.
    is_cut: bool
    wire_bytes: int = 0
    size: int = 0
    parts: list[bytes] = field(default_factory=list)

    def take(self, piece: bytes) -> bool:
        """Add what was sent; tell whether more is wanted. FetchError if it is damaged or too big."""
        self.wire_bytes += len(piece)
        for part in self.decoder.decode(piece):
            self.parts.append(part)
            self.size += len(part)
            if self.size > self.limit:
                break
        if max(self.wire_bytes, self.size) <= self.limit:
            return True
        if not self.is_cut:
            raise FetchError("too_big", f"the body has more than the {self.limit:,} bytes that are read")
        return False

    def content(self) -> bytes:
        """Everything taken so far, at most ``limit`` bytes of it."""
        return b"".join(self.parts)[: self.limit]


async def read_body(response: httpx.Response, body: Body) -> None:
    """Read a body until its end or its limit; FetchError where it is damaged, ends too early or is too big."""
    stated = response.headers.get("content-length", "")
    if not body.is_cut and stated.isdecimal() and int(stated) > body.limit:
        raise FetchError("too_big", f"the body is said to have {int(stated):,} bytes, {body.limit:,} are read")
    async for piece in response.aiter_raw():
        if not body.take(piece):
            return
    if body.wire_bytes and not body.decoder.is_complete():
        encoding = response.headers["content-encoding"]
        raise FetchError("unreadable", f"the {encoding} body ends after {body.wire_bytes:,} bytes, before its own end")


async def read_excerpt(response: httpx.Response) -> bytes:
    """The beginning of a body that is not taken, decoded where that goes; then the connection is free or closed."""
    pieces: list[bytes] = []
    with suppress(TimeoutError, httpx.HTTPError):
        async with asyncio.timeout(REFUSED_WITHIN):
            async for piece in response.aiter_raw():
                pieces.append(piece)
                if sum(map(len, pieces)) > REFUSED_BYTES:
                    break
    return _excerpt(response, b"".join(pieces))


def _excerpt(response: httpx.Response, sent: bytes) -> bytes:
    try:
        body = Body(decoder_for(response.headers.get("content-encoding", "")), EXCERPT_BYTES, is_cut=True)
        body.take(sent)
    except FetchError:
        return b""
    return body.content()
