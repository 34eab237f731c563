"""Which content types are read, told by the header before the body comes, or by the body's first bytes."""

import re

from flows.web.model import FetchError, Kind

#: Feeds and sitemaps are served as all of these; a sitemap.xml.gz as gzip or as octets. All of text/ is let in too,
#: since a home page is asked for to find its feeds.
_LIST_TYPES = frozenset(
    {
        "application/xml",
        "application/xhtml+xml",
        "application/json",
        "application/gzip",
        "application/x-gzip",
        "application/octet-stream",
        "application/force-download",
    }
)
_LIST_SUFFIXES = ("+xml", "+json")
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})

_GZIP_MAGIC = b"\x1f\x8b"
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
#: Bytes that no text has (https://mimesniff.spec.whatwg.org/#binary-data-byte).
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
#: As many as that standard looks at.
_SNIFFED_BYTES = 1445

#: For the Accept header, best first.
ACCEPT: dict[Kind, str] = {
    "page": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    "feed": (
        "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, "
        "application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.1"
    ),
    "sitemap": "application/xml, text/xml, text/plain;q=0.9, */*;q=0.1",
    "robots": "text/plain, */*;q=0.1",
}


def refuse_type(kind: Kind, content_type: str | None) -> None:
    """Raise FetchError 'bad_type' for a Content-Type that is not read for this kind; a robots.txt may have any."""
    name = media_type(content_type)
    if name is None or kind == "robots":
        return
    if kind == "page":
        is_read = name in _PAGE_TYPES
    else:
        is_read = name.startswith("text/") or name in _LIST_TYPES or name.endswith(_LIST_SUFFIXES)
    if not is_read:
        needed = ", ".join(sorted(_PAGE_TYPES)) if kind == "page" else "XML, JSON, HTML or text"
        raise FetchError("bad_type", f"content type {name[:80]!r}, needed is {needed}")


def refuse_content(kind: Kind, body: bytes) -> None:
    """Raise FetchError 'bad_type' where nobody said what a body is and its first bytes are no text."""
    is_packed_list = kind in ("feed", "sitemap") and body.startswith(_GZIP_MAGIC)
    if kind == "robots" or is_packed_list or body.startswith(_UTF_16_MARKS):
        return
    if body.startswith(b"%PDF-") or _BINARY.search(body, 0, _SNIFFED_BYTES):
        raise FetchError("bad_type", f"no content type, and it begins with {body[:8]!r}, which is no text")


def media_type(content_type: str | None) -> str | None:
    """The type and subtype of a Content-Type header, in lower case; None where it has none.

    >>> media_type("Text/HTML; charset=utf-8"), media_type("charset=utf-8")
    ('text/html', None)
    """
    name = re.split("[;,]", content_type or "", maxsplit=1)[0].strip().lower()
    return name if "/" in name else None
