"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) as entries."""

import json
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from itertools import chain
from typing import Any

from extract.entries import beginning, plain_text
from extract.language import language_code
from extract.model import Entry, ExtractError
from extract.parsed import Parsed
from extract.persons import distinct, split_byline
from extract.stated_time import parse_time
from extract.urls import absolute_url


def parse_json_feed(text: str, url: str, source_id: str | None) -> Parsed:
    """Return the entries of a JSON Feed; ExtractError not_a_feed for anything else.

    An item without a link gets the feed's address with its number as fragment.
    """
    feed = _object(text, url)
    language = language_code(_text(feed, "language"))
    names = _names(feed)
    return Parsed(
        kind="feed",
        title=plain_text(_text(feed, "title")),
        entries=tuple(
            replace(
                _entry(item, url, f"{url}#{number}"),
                source_id=source_id,
                authors=_names(item) or names,
                language=language_code(_text(item, "language")) or language,
            )
            for number, item in enumerate(feed["items"], 1)
            if isinstance(item, dict)
        ),
    )


def _object(text: str, url: str) -> Mapping[str, Any]:
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ExtractError("not_a_feed", f"{url}: JSON that cannot be read: {error}") from error
    # Without a version it is still one to every reader that we know.
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise ExtractError("not_a_feed", f"{url}: JSON without a list of items ({beginning(text.encode())})")
    return feed


def _entry(item: Mapping[str, Any], base: str, fallback: str) -> Entry:
    stated = (_text(item, key) for key in ("url", "external_url", "id"))
    # An id may be a number, which would make an address below the feed's.
    links = (absolute_url(base, link) for link in stated if link and ("/" in link or ":" in link))
    link = next(filter(None, links), None)
    return Entry(
        url=link or fallback,
        claimed_url=link,
        title=plain_text(_text(item, "title")),
        published=parse_time(_text(item, "date_published")),
        modified=parse_time(_text(item, "date_modified")),
        summary=plain_text(_text(item, "summary")),
        content=_text(item, "content_html") or _paragraphs(_text(item, "content_text")),
    )


def _text(values: Mapping[str, Any], key: str) -> str | None:
    value = values.get(key)
    return value if isinstance(value, str) and value.strip() else None


def _names(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of ``authors``, as of 1.1, or of ``author``, as of 1.0."""
    stated = values.get("authors") or [values.get("author")]
    authors = [author for author in stated if isinstance(author, dict)] if isinstance(stated, list) else []
    return tuple(distinct(chain.from_iterable(split_byline(_text(author, "name") or "") for author in authors)))


def _paragraphs(text: str | None) -> str | None:
    """Return plain text as HTML, a paragraph for each line."""
    return "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip()) if text else None
