"""Where the bytes of a page are, and how a worker reads them: what crosses between processes in place of the bytes."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from extract.layout_rules import NO_LAYOUT_RULES, LayoutRules
from extract.model import Entry, ExtractError, Page
from extract.stated_time import parse_time

T = TypeVar("T")

#: Of a file or record; the extractor's own limit is lower, this one only bounds what is held in memory: 33 MB for a
#: record of a few bytes that would unfold to any number.
MAX_PAGE_BYTES = 16 * 2**20

#: What a file's name says of its content; None is for the extractor to find out.
CONTENT_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".md": "text/markdown",
}

#: Names that the columns of an article have in the wild, the first that is there wins.
RECORD_KEYS = {
    "url": ("url", "link"),
    "title": ("title", "headline"),
    "html": ("html",),
    "text": ("text", "body", "content"),
    "date": ("date", "published", "published_at", "published_date", "date_published", "publish_date"),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang"),
    "summary": ("summary", "description"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the bytes of one page are.

    A page is a file of its own, a record of a WARC file (``offset``), or small and carried along, since its
    container cannot be entered in the middle: a row of a table as JSON (``record``), an entry with its content.
    """

    entry: Entry
    #: Changes when the bytes do, like the validator of the same name in HTTP.
    etag: str
    #: None where the page is carried along.
    path: Path | None = None
    offset: int | None = None
    record: bytes | None = None
    #: When it was saved, as a WARC file states it.
    captured: date | None = None
    #: What the source's configuration says of its pages.
    layout: LayoutRules = NO_LAYOUT_RULES


def read_page(place: Place) -> Page:
    """The page at a place; ExtractError(unreadable, too_big) where there is none to be had."""
    page = _page(place)
    return replace(page, layout=place.layout) if place.layout != NO_LAYOUT_RULES else page


def _page(place: Place) -> Page:
    if place.record is not None:
        return _page_of_record(place.entry, place.record)
    if place.path is not None and place.offset is not None:
        return _page_in_warc(place.entry, place.path, place.offset)
    if place.entry.content is not None:
        return page_of_content(place.entry, place.entry.content)
    assert place.path is not None, "a page is in a file or carried along"
    return _page_in_file(place.entry, place.path)


def page_of_content(entry: Entry, content: str) -> Page:
    """The page that a feed carries in full."""
    return Page(entry=entry, body=content.encode("utf-8", "replace"), content_type="text/html; charset=utf-8")


def content_suffix(path: Path) -> str:
    """The ending that tells the format, below a .gz, which the extractor takes off.

    >>> content_suffix(Path("a.HTML.gz"))
    '.html'
    """
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _page_in_file(entry: Entry, path: Path) -> Page:
    body = _bounded(_read(path, lambda file: file.read(MAX_PAGE_BYTES + 1)))
    return Page(entry=entry, body=body, content_type=CONTENT_TYPES.get(content_suffix(path)))


def _page_in_warc(entry: Entry, path: Path, offset: int) -> Page:
    """The page of a response, or of a resource that was saved without HTTP; a revisit has no bytes, and is no page."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  # most runs read no archive

    def read(file: BinaryIO) -> Page:
        file.seek(offset)
        record = next(iter(ArchiveIterator(file, parse_http=True, auto_decode="all")), None)
        if record is None or record.record_type not in (WarcRecordType.response, WarcRecordType.resource):
            found = record.headers.get("WARC-Type") if record else "nothing"
            raise ExtractError("unreadable", f"{path.name}: {found} at {offset:,}, a response was needed")
        headers = record.http_headers or record.headers
        body = _bounded(record.reader.read(MAX_PAGE_BYTES + 1))
        return Page(
            entry=entry, body=body, content_type=headers.get("Content-Type"), headers=_stated_headers(headers.items())
        )

    return _read(path, read)


def _stated_headers(headers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers as one finds them: names in lower case, what a crawler learnt of the whole site among them.

    >>> _stated_headers([("X-Robots-Tag", "noai"), ("x-robots-tag", "bot: none"), ("X-Crawler-Content-Signal", "a=no")])
    {'x-robots-tag': 'noai, bot: none', 'content-signal': 'a=no'}
    """
    found: dict[str, str] = {}
    for stated, value in headers:
        name = stated.lower().removeprefix("x-crawler-")
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _bounded(body: bytes) -> bytes:
    if len(body) > MAX_PAGE_BYTES:
        raise ExtractError("too_big", f"more than {MAX_PAGE_BYTES:,} bytes")
    return body


def _page_of_record(entry: Entry, record: bytes) -> Page:
    try:
        row = json.loads(record)
    except (ValueError, RecursionError) as error:
        raise ExtractError("unreadable", f"not a line of JSON: {error}") from error
    if not isinstance(row, dict):
        raise ExtractError("unreadable", f"a line of JSON with {type(row).__name__}, an object was needed")
    html, text = _stated(row, "html"), _stated(row, "text")
    if not (html or text):
        raise ExtractError("empty_body", "a record with neither text nor html")
    return Page(
        entry=entry_of_record(entry, row),
        body=(html or text or "").encode("utf-8", "replace"),
        content_type=f"text/{'html' if html else 'plain'}; charset=utf-8",
    )


def entry_of_record(entry: Entry, row: Mapping[str, Any]) -> Entry:
    """Return the entry with what a row of a table says of its page."""
    return replace(
        entry,
        claimed_url=_stated(row, "url"),
        title=_stated(row, "title"),
        authors=_names(row),
        published=parse_time(_stated(row, "date")),
        language=_stated(row, "language"),
        summary=_stated(row, "summary"),
    )


def _stated(row: Mapping[str, Any], field: str) -> str | None:
    """The value of the first known key of a field that is there and holds words."""
    values = (row.get(key) for key in RECORD_KEYS[field])
    return next((value for value in values if isinstance(value, str) and value.strip()), None)


def _names(row: Mapping[str, Any]) -> tuple[str, ...]:
    values = [row.get(key) for key in RECORD_KEYS["authors"]]
    value = next((value for value in values if value), ())
    names = value if isinstance(value, list) else [value]
    return tuple(name for name in names if isinstance(name, str))


def _read(path: Path, read: Callable[[BinaryIO], T]) -> T:
    try:
        with path.open("rb") as file:
            return read(file)
    except OSError as error:
        raise ExtractError("unreadable", str(error.strerror or error)) from error
