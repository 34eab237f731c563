"""Bodies as sent -> bodies as meant, never longer than they may be: RFC 9110, 8.4 (Content-Encoding).

httpx decodes a whole piece of the network at once, and 455 bytes of brotli are 300 MB of zeros. Each decoder here is
asked for the next ``STEP`` bytes only, and nobody asks again once there are too many.
"""

import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli

from flows.web.model import FetchError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: Decoded bytes asked for at once. Brotli gives up to twice as many.
STEP = 2**18
#: A zstd frame may ask for more memory than its content takes; for HTTP 8 MiB are the limit (RFC 9659).
ZSTD_WINDOW_LOG = 23

_GZIP_MAGIC = b"\x1f\x8b"


class Decoder(Protocol):
    """Takes a body in pieces, as sent."""

    def decode(self, piece: bytes) -> Iterator[bytes]:
        """Yield what can be told from the body so far, at most some STEP bytes at once; FetchError if damaged."""

    def is_complete(self) -> bool:
        """Tell whether the body has ended by its own account."""


class Identity:
    """A body sent as it is."""

    def decode(self, piece: bytes) -> Iterator[bytes]:
        """Yield the piece."""
        yield piece

    def is_complete(self) -> bool:
        """Always: such a body does not say where it ends."""
        return True


class Gzip:
    """RFC 1952: one member or several; what follows the last one and is no member is left out, as browsers do."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(wbits=31)
        self._ended = False
        self._rest = b""

    def decode(self, piece: bytes) -> Iterator[bytes]:
        """Yield the content of the members."""
        piece = self._rest + piece
        self._rest = b""
        while piece:
            if self._member.eof:
                if not piece.startswith(_GZIP_MAGIC[: len(piece)]):
                    self._ended = True
                if self._ended or len(piece) < len(_GZIP_MAGIC):
                    self._rest = b"" if self._ended else piece
                    return
                self._member = zlib.decompressobj(wbits=31)
            yield from _inflated(self._member, piece)
            piece = self._member.unused_data

    def is_complete(self) -> bool:
        """Tell whether the last member has its end."""
        return self._member.eof


class Deflate:
    """zlib (RFC 1950), or as some servers send it the bare deflate (RFC 1951)."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None
        self._head = b""

    def decode(self, piece: bytes) -> Iterator[bytes]:
        """Yield the content."""
        if self._stream is None:
            self._head += piece
            if len(self._head) < 2:
                return
            piece = self._head
            self._stream = zlib.decompressobj(wbits=zlib.MAX_WBITS if _is_zlib(piece) else -zlib.MAX_WBITS)
        if not self._stream.eof:
            yield from _inflated(self._stream, piece)

    def is_complete(self) -> bool:
        """Tell whether the stream has its end."""
        return self._stream is not None and self._stream.eof


class Brotli:
    """RFC 7932."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def decode(self, piece: bytes) -> Iterator[bytes]:
        """Yield the content."""
        try:
            part = self._stream.process(piece, output_buffer_limit=STEP)
            yield part
            # After a full step more may be behind it, though all input is taken.
            while not self._stream.is_finished() and (part or not self._stream.can_accept_more_data()):
                part = self._stream.process(b"", output_buffer_limit=STEP)
                yield part
        except brotli.error as error:
            raise FetchError("unreadable", "damaged brotli") from error

    def is_complete(self) -> bool:
        """Tell whether the stream has its end."""
        return bool(self._stream.is_finished())


class Zstd:
    """RFC 8878: one frame or several."""

    def __init__(self) -> None:
        self._frame = self._next_frame()

    @staticmethod
    def _next_frame() -> zstd.ZstdDecompressor:
        return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: ZSTD_WINDOW_LOG})

    def decode(self, piece: bytes) -> Iterator[bytes]:
        """Yield the content of the frames."""
        try:
            while piece or not (self._frame.needs_input or self._frame.eof):
                if self._frame.eof:
                    self._frame = self._next_frame()
                yield self._frame.decompress(piece, STEP)
                piece = self._frame.unused_data if self._frame.eof else b""
        except zstd.ZstdError as error:
            raise FetchError("unreadable", f"damaged zstd: {error}") from error

    def is_complete(self) -> bool:
        """Tell whether the last frame has its end."""
        return bool(self._frame.eof)


#: In the order in which they are asked for.
ENCODINGS: dict[str, Callable[[], Decoder]] = {
    "gzip": Gzip,
    "deflate": Deflate,
    "br": Brotli,
    "zstd": Zstd,
    "x-gzip": Gzip,  # RFC 9110, 8.4.1.3: the same
}
ACCEPT_ENCODING = "gzip, deflate, br, zstd"


def decoder_for(content_encoding: str) -> Decoder:
    """The decoder for a Content-Encoding header; FetchError for one that is unknown, and for more than one at once.

    Nobody has a reason to encode twice, except to hide a bomb from whoever looks at the first layer only.
    """
    names = [name for part in content_encoding.split(",") if (name := part.strip().lower()) not in ("", "identity")]
    if not names:
        return Identity()
    if len(names) > 1:
        raise FetchError("unreadable", f"encoded {len(names)} times ({', '.join(names)[:80]}), once is decoded")
    if names[0] not in ENCODINGS:
        raise FetchError("unreadable", f"content encoding {names[0][:40]!r}, asked for were {ACCEPT_ENCODING}")
    return ENCODINGS[names[0]]()


def _inflated(stream: "zlib._Decompress", piece: bytes) -> Iterator[bytes]:
    try:
        while not stream.eof:
            part = stream.decompress(piece, STEP)
            yield part
            piece = stream.unconsumed_tail
            if not piece and len(part) < STEP:  # a full step may have more behind it, without a byte of input left
                return
    except zlib.error as error:
        raise FetchError("unreadable", f"damaged gzip or deflate: {error}") from error


def _is_zlib(head: bytes) -> bool:
    """Tell whether a stream has the header of RFC 1950: method 8, and a check sum in its second byte."""
    return head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
