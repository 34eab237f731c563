"""A document that a source names, on its way: what it is asked for, and what came of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from extract.discovery import USUAL_PLACES
from extract.model import Entry
from extract.parsed import Child, Parsed
from extract.urls import is_home_page
from flows.sites import Site
from flows.web.model import FetchResult
from warehouse.model import Document, Exchange

Answer = tuple[FetchResult, Exchange]
#: As what it is named: 'anything' on the command line, 'guess' by nobody, since many sites have it there.
Role = Literal["feed", "sitemap", "home", "anything", "guess"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """A document to be read, and what for."""

    url: str
    role: Role
    #: Indexes above it.
    level: int = 0
    #: Whether its index says when it changes, so that it is asked then and not by itself.
    is_announced: bool = False
    #: Whether a page names it, not the configuration; links that look like feeds may lead to none.
    is_found: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What came of errands, in their order."""

    documents: tuple[Document, ...] = ()
    entries: tuple[Entry, ...] = ()
    pages: tuple[Answer, ...] = ()
    errors: tuple[str, ...] = ()
    #: Documents that others name, by address, with their titles.
    discovered: Mapping[str, str] = field(default_factory=dict)


NOTHING = Found()


def joined(found: Iterable[Found]) -> Found:
    """All that was found, as one."""
    parts = tuple(found)
    return Found(
        documents=tuple(document for part in parts for document in part.documents),
        entries=tuple(entry for part in parts for entry in part.entries),
        pages=tuple(page for part in parts for page in part.pages),
        errors=tuple(error for part in parts for error in part.errors),
        discovered={url: title for part in parts for url, title in part.discovered.items()},
    )


def roots(site: Site, known: Mapping[str, Document]) -> Iterator[Errand]:
    """What is configured, then what it named in earlier runs; some of it twice, and some of it not due."""
    yield from (Errand(url=url, role="anything") for url in site.anything)
    yield from (Errand(url=url, role="feed") for url in site.feeds)
    yield from (Errand(url=url, role="sitemap") for url in site.sitemaps)
    yield from (Errand(url=url, role="home") for url in site.homes)
    for url, document in known.items():
        if document.source_id == site.source_id:
            if document.kind == "feed" and site.homes:
                yield Errand(url=url, role="feed", is_found=True)
            elif document.kind == "sitemap" and (site.homes or site.sitemaps):
                yield Errand(url=url, role="sitemap", is_found=True)


def is_due(errand: Errand, before: Document | None, now: datetime) -> bool:
    """Whether a document is to be asked for, as far as is known of it."""
    if before is None or errand.role in ("anything", "guess") or (errand.is_announced and not before.failures):
        return True
    if before.next_check_at is None:  # gone, or left to an index, or asked for once by name
        return not errand.is_found and before.outcome != "gone"
    return before.next_check_at <= now


def is_list_of_feeds(errand: Errand, parsed: Parsed) -> bool:
    """Whether a page is asked for its feeds: a home, or what a home links as a feed."""
    if errand.role == "home" or parsed.kind == "opml":
        return True
    is_list = is_home_page(errand.url) if errand.role == "anything" else errand.is_found and errand.level == 1
    return bool(parsed.children) and is_list


def failure_sentence(document: Document, result: FetchResult) -> str:
    """Why a document was not had and when it is tried again, as people are told."""
    tries = f" ({result.attempts} attempts)" if result.attempts > 1 else ""
    return f"{document.message or f'{document.url}: {document.outcome}'}{tries}; {_next_try(document)}"


def _next_try(document: Document) -> str:
    if not (at := document.next_check_at):
        return "not asked again" if document.outcome == "gone" else "asked again when it is added again"
    is_today = at.date() == document.fetched_at.date()
    return f"next try {at:%H:%M} UTC" if is_today else f"next try {at:%Y-%m-%d %H:%M} UTC"


def page_sentence(url: str, feeds: tuple[Child, ...]) -> str:
    """Why a page is not what was needed, and what may be."""
    links = f"which links the feed {feeds[0].url}" if feeds else "which links no feed"
    return f"{url}: an HTML page, {links}; a feed or a sitemap was needed"


def nothing_sentence(url: str) -> str:
    """What was tried at a home page that led nowhere."""
    places = ", ".join(USUAL_PLACES)
    return f"{url}: it links no feed, its robots.txt names no sitemap, and none of {places} is a list of pages"


def error_of(errors: tuple[str, ...]) -> str | None:
    """One sentence for all errors: the first, and how many more there are."""
    if not errors:
        return None
    return errors[0] + (f" (and {len(errors) - 1} more)" if len(errors) > 1 else "")
