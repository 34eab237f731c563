"""RSS, RDF, Atom and CDF feeds as entries; nothing is fetched."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from io import BytesIO
from itertools import chain
from typing import Any

import feedparser
from lxml import etree
from lxml.html import fragment_fromstring
from w3lib.encoding import read_bom

from extract.decode import decode
from extract.language import language_code
from extract.model import Entry, ExtractError, StatedTime
from extract.parsed import Parsed
from extract.persons import distinct, split_byline
from extract.stated_time import parse_time
from extract.text import one_line
from extract.urls import absolute_url

#: Of sy:updatePeriod (http://purl.org/rss/1.0/modules/syndication/).
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
#: A description with so many characters in so many paragraphs is no teaser but the text.
_FULL_TEXT, _FULL_TEXT_PARAGRAPHS = 1000, 3
_PARAGRAPH = re.compile(r"(?i)</p\s*>|<br\s*/?>\s*<br\s*/?>")
#: An entity of a feed's own: hardly any has one, and 40 KB of them took expat to 340 MB and 2 s. HTML's are known.
_ENTITY = re.compile(r"<!ENTITY[^>]*>")
#: Where NULs show that the charset is UTF-16 or UTF-32.
_WIDE_HEAD = 100


def parse_feed(body: bytes, url: str, source_id: str | None, content_type: str | None = None) -> Parsed:
    """Return the entries of a feed; ExtractError not_a_feed for anything else.

    Summaries are plain text, contents HTML as the feed carries it. An entry without a link gets the feed's address
    with its number as fragment.
    """
    headers = {"content-location": url, "content-type": "application/xml"}
    if b"\x00" not in body[:_WIDE_HEAD] or read_bom(body)[0]:  # else feedparser tells UTF-16 by its first characters
        # It does not look at the bytes for a charset that nobody states, and takes a wrong header's word.
        text = _ENTITY.sub("", decode(body, content_type).text)
        body, headers["content-type"] = text.encode("utf-8", "replace"), "application/xml; charset=utf-8"
    # As a stream: feedparser takes bytes that look like a path or an address for one, and opens it.
    feed = feedparser.parse(BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=True)
    if not (feed.get("version") or feed.entries):  # a CDF channel has entries and no version
        raise ExtractError("not_a_feed", f"{url}: neither RSS nor Atom ({beginning(body)})")
    language = language_code(feed.feed.get("language"))
    return Parsed(
        kind="feed",
        title=plain_text(feed.feed.get("title")),
        entries=tuple(
            _entry(item, f"{url}#{number}", url, source_id, language) for number, item in enumerate(feed.entries, 1)
        ),
        interval=_interval(feed.feed),
    )


def beginning(body: bytes) -> str:
    """Return how a body starts, for a sentence on what was found."""
    start = one_line(body[:60].decode("ascii", "replace"))
    return f"it starts with {start!r}" if start else "it is empty"


def _entry(item: Mapping[str, Any], fallback: str, base: str, source_id: str | None, language: str | None) -> Entry:
    # feedburner: the link of such a feed leads to a counter, the original stands beside it.
    link = absolute_url(base, item.get("feedburner_origlink") or item.get("link") or item.get("id"))
    content = max((part.get("value") or "" for part in item.get("content", ())), key=len, default="")
    summary = item.get("summary") or ""
    if not content and _is_full_text(summary):
        content = summary
    return Entry(
        url=link or fallback,
        source_id=source_id,
        claimed_url=link,
        title=plain_text(item.get("title")),
        authors=tuple(distinct(chain.from_iterable(split_byline(name) for name in _names(item)))),
        published=_first_time(item, "published", "created", "updated"),
        modified=_first_time(item, "updated"),
        language=language_code(item.get("language")) or language,
        summary=None if summary == content else plain_text(summary),
        content=content or None,
    )


def _is_full_text(html: str) -> bool:
    return len(html) >= _FULL_TEXT and len(_PARAGRAPH.findall(html)) >= _FULL_TEXT_PARAGRAPHS


def _names(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of an entry's authors; of a name with an address, the name."""
    details = item.get("authors") or [{"name": item.get("author")}]
    yield from (detail["name"] for detail in details if detail.get("name"))


def _first_time(item: Mapping[str, Any], *keys: str) -> StatedTime | None:
    """Return the first of these times; Atom demands only that of the last change, which is all there is then."""
    # `in` first: feedparser gives the time of publication for an "updated" that is not there. Its own reading of
    # dates is not used: of 2025-március-14 it makes 1 November.
    stated = (parse_time(item[key]) for key in keys if key in item)
    return next((time for time in stated if time), None)


def _interval(feed: Mapping[str, Any]) -> timedelta | None:
    """Return for how long the feed may be kept: the longer of its ttl, in minutes, and its period of updates."""
    minutes = _number(feed.get("ttl"))
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    stated = [timedelta(minutes=minutes)] if minutes else []
    if period:
        stated.append(period / (_number(feed.get("sy_updatefrequency")) or 1))
    return max(stated, default=None)


def _number(text: object) -> int:
    """Return a whole number below a million, else 0."""
    match = re.fullmatch(r"\s*(\d{1,6})\s*", str(text))
    return int(match[1]) if match else 0


def plain_text(html: str | None) -> str | None:
    """Return the text of a fragment of HTML as one line, None where there is none."""
    try:
        # As a child of a <div>: a title may be bare text.
        text = str(fragment_fromstring(html or "", create_parent="div").text_content())
    except (etree.ParserError, ValueError):
        text = html or ""
    return one_line(text) or None
