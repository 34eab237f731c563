"""What a document that names pages holds: its entries, and the documents that it names in turn."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from extract.model import Entry, StatedTime

#: index: a sitemap of sitemaps; opml: a list of feeds; page: HTML, which may link feeds.
ListingKind = Literal["feed", "sitemap", "index", "opml", "page"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """A document that another one names: a feed that a page links, a sitemap of an index."""

    url: str
    kind: Literal["feed", "sitemap"]
    title: str | None = None
    #: Of its last change, as the index states it.
    modified: StatedTime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """One document, parsed; entries and children in its own order."""

    kind: ListingKind
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    children: tuple[Child, ...] = ()
    #: How long, by its own word, a feed stays the same: RSS <ttl>, sy:updatePeriod.
    interval: timedelta | None = None
    #: What was left out, as a sentence; None where nothing was.
    message: str | None = None
