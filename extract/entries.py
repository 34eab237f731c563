"""RSS, RDF and Atom feeds as entries; nothing is fetched."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from itertools import chain
from typing import Any

import feedparser
from lxml import etree
from lxml.html import fragment_fromstring

from extract.language import language_code
from extract.model import Entry, ExtractError, StatedTime
from extract.persons import distinct, split_byline
from extract.stated_time import parse_time
from extract.text import one_line
from extract.urls import absolute_url


def parse_feed(body: bytes, feed_url: str, source_id: str | None) -> tuple[Entry, ...]:
    """Return the entries of a feed in its order; ExtractError not_a_feed for anything else.

    Summaries are plain text, contents HTML as the feed carries it. An entry without a link gets the feed's address
    with its number as fragment.
    """
    # As a stream: feedparser takes bytes that look like a path or an address for one, and opens it.
    feed = feedparser.parse(
        BytesIO(body), response_headers={"content-location": feed_url}, sanitize_html=False, resolve_relative_uris=True
    )
    if not feed.get("version"):
        raise ExtractError("not_a_feed", f"{feed_url}: neither RSS nor Atom ({_first_line(body)})")
    language = language_code(feed.feed.get("language"))
    return tuple(
        _entry(item, f"{feed_url}#{number}", feed_url, source_id, language)
        for number, item in enumerate(feed.entries, 1)
    )


def _first_line(body: bytes) -> str:
    start = one_line(body[:60].decode("ascii", "replace"))
    return f"it starts with {start!r}" if start else "it is empty"


def _entry(item: Mapping[str, Any], fallback: str, base: str, source_id: str | None, language: str | None) -> Entry:
    link = absolute_url(base, item.get("link") or item.get("id"))
    return Entry(
        url=link or fallback,
        source_id=source_id,
        claimed_url=link,
        title=_plain(item.get("title")),
        authors=tuple(distinct(chain.from_iterable(split_byline(name) for name in _names(item)))),
        published=_published(item),
        language=language_code(item.get("language")) or language,
        summary=_plain(item.get("summary")),
        content=max((part.get("value") or "" for part in item.get("content", ())), key=len, default="") or None,
    )


def _names(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of an entry's authors; of a name with an address, the name."""
    details = item.get("authors") or [{"name": item.get("author")}]
    yield from (detail["name"] for detail in details if detail.get("name"))


def _published(item: Mapping[str, Any]) -> StatedTime | None:
    """Return the time of publication; Atom demands only that of the last change, which is all there is then."""
    texts = (item[key] for key in ("published", "created", "updated") if item.get(key))
    return next((stated for text in texts if (stated := parse_time(text))), None)


def _plain(html: str | None) -> str | None:
    """Return the text of a fragment of HTML, None where there is none."""
    try:
        # As a child of a <div>: a title may be bare text.
        text = str(fragment_fromstring(html or "", create_parent="div").text_content())
    except (etree.ParserError, ValueError):
        text = html or ""
    return one_line(text) or None
