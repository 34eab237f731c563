"""From bytes to text: BOM > header > meta > utf-8 > detection, and gzip within limits.

The order is the browsers' (https://encoding.spec.whatwg.org/#decode and the HTML standard's encoding sniffing).
"""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, to_unicode

from extract.model import ExtractError

_GZIP_MAGIC = b"\x1f\x8b"
#: One replacement character in so many beyond ASCII is a slip; more, and the charset is a lie.
_SLIPS = 4
#: So many bytes that continue a well-formed sequence do not come about in text of another charset.
_NO_CHANCE = 8
_WRITTEN_REPLACEMENT = "\ufffd".encode()
_TAG = re.compile(rb"<[^<>]*>")
_SEARCHED_BYTES = 400_000
_ASCII_RUN = re.compile(rb"[\x00-\x7f]{40,}")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a page, without NUL characters, and what told its charset."""

    text: str
    #: Python's name of the codec.
    charset: str
    #: bom, header, meta, utf-8 or detection.
    charset_source: str


def decode(body: bytes, content_type: str | None) -> Decoded:
    """Return the text of a body whose Content-Type header is given where there was one.

    A stated charset that does not fit the bytes gives way to the next evidence; where none fits, the first one is
    used and what cannot be read becomes U+FFFD.

    >>> decode("Straße".encode("cp1252"), "text/html; charset=iso-8859-1").text
    'Straße'
    """
    by_bom, bom = read_bom(body)
    if not by_bom and (surely := _surely_utf_8(body)) is not None:
        return Decoded(text=surely.replace("\x00", ""), charset="utf-8", charset_source="utf-8")
    first: Decoded | None = None
    for charset, source in _candidates(body, by_bom, content_type):
        text = to_unicode(body.removeprefix(bom or b""), charset)
        decoded = Decoded(text=text.replace("\x00", ""), charset=charset, charset_source=source)
        if _fits(text, body.count(_WRITTEN_REPLACEMENT) if charset == "utf-8" else 0):
            return decoded
        first = first or decoded
    assert first is not None, "utf-8 is always among the candidates"
    return first


def _candidates(body: bytes, by_bom: str | None, content_type: str | None) -> Iterator[tuple[str, str]]:
    """Yield (charset, source) from the strongest evidence to the weakest, detection only if it is asked for."""
    if by_bom:
        yield by_bom, "bom"
    if by_header := http_content_type_encoding(content_type):
        yield by_header, "header"
    if by_meta := html_body_declared_encoding(body):
        yield by_meta, "meta"
    yield "utf-8", "utf-8"
    if detected := _detect(body):
        yield detected, "detection"


def _fits(text: str, written: int) -> bool:
    """Tell whether hardly any byte had to be replaced; ``written`` replacement characters stand in the page itself."""
    replaced = text.count("\ufffd") - written
    return not replaced or replaced * _SLIPS <= len(_BEYOND_ASCII.findall(text))


def _surely_utf_8(body: bytes) -> str | None:
    """Return the text of bytes that are UTF-8 beyond chance: a page that some tool saved keeps its old statement."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if len(body) - len(text) >= _NO_CHANCE else None


def _detect(body: bytes) -> str | None:
    """Return the charset that the text between the tags looks like; markup is ASCII and would drown it."""
    best = from_bytes(_ASCII_RUN.sub(b" ", _TAG.sub(b" ", body[:_SEARCHED_BYTES]))[:20_000]).best()
    return best.encoding if best else None


def decompress(body: bytes, limit: int) -> bytes:
    """Return the body, at most ``limit`` bytes of it, with gzip taken off where it is gzip.

    Raises ExtractError: too_big for more than ``limit``, unreadable for a damaged or truncated file.
    """
    if not body.startswith(_GZIP_MAGIC):
        if len(body) > limit:
            raise ExtractError("too_big", f"the page has {len(body):,} bytes, {limit:,} are read")
        return body
    parts: list[bytes] = []
    room = limit
    while body.startswith(_GZIP_MAGIC):  # RFC 1952: a file is one member or several, and zeros may follow
        part, body = _member(body, room)
        room -= len(part)
        parts.append(part)
    return b"".join(parts)


def _member(body: bytes, room: int) -> tuple[bytes, bytes]:
    """Return the content of the first gzip member, and the bytes that follow it."""
    decoder = zlib.decompressobj(wbits=31)
    try:
        part = decoder.decompress(body, room + 1)
    except zlib.error as error:
        raise ExtractError("unreadable", f"damaged gzip: {error}") from error
    if len(part) > room:
        raise ExtractError("too_big", f"the gzip file holds more than the {room:,} bytes that are read")
    if not decoder.eof:
        raise ExtractError("unreadable", f"the gzip file ends after {len(part):,} bytes, in the middle of its content")
    return part, decoder.unused_data
