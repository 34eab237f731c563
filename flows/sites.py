"""A source on the web: what is asked to find its pages, and how."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from extract.layout_rules import NO_LAYOUT_RULES, LayoutRules
from extract.model import Entry
from flows.errors import SourceError
from flows.source_settings import Source, is_url
from flows.url_lists import urls_in
from flows.web.model import NO_RULES, FetchResult, Rules
from warehouse.model import Document, Exchange


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One source, with everything that its configuration says."""

    source_id: str
    #: Feeds: RSS, Atom, RDF, JSON Feed.
    feeds: tuple[str, ...] = ()
    #: Sitemaps and sitemap indexes.
    sitemaps: tuple[str, ...] = ()
    #: Addresses whose page links its feeds, and whose robots.txt names the sitemaps where it links none.
    homes: tuple[str, ...] = ()
    #: Pages named one by one.
    pages: tuple[str, ...] = ()
    #: Why lists of pages could not be read, or not to their ends.
    errors: tuple[str, ...] = ()
    #: Named on the command line: feed, sitemap or page, as their content tells; asked for whether due or not.
    anything: tuple[str, ...] = ()
    #: Of the URLs found, those in which one of these is found; all where there is none.
    include: tuple[re.Pattern[str], ...] = ()
    #: Of the URLs found, not those in which one of these is found.
    exclude: tuple[re.Pattern[str], ...] = ()
    rules: Rules = NO_RULES
    layout: LayoutRules = NO_LAYOUT_RULES
    #: Pages fetched in one run; the others wait for the next.
    max_pages: int = 500

    @property
    def wanted_sha256(self) -> str:
        """Tells apart what sources take of one document."""
        patterns = [[(pattern.pattern, pattern.flags) for pattern in some] for some in (self.include, self.exclude)]
        return sha256(repr(patterns).encode()).hexdigest()

    def takes(self, url: str) -> bool:
        """Tell whether a URL that the source names is wanted."""
        is_included = not self.include or any(pattern.search(url) for pattern in self.include)
        return is_included and not any(pattern.search(url) for pattern in self.exclude)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What was found of one source."""

    source_id: str
    #: Documents that were asked for in this run.
    documents: tuple[Document, ...] = ()
    #: Pages that they name and the source wants, each URL once, in their order.
    entries: tuple[Entry, ...] = ()
    #: Of ``anything``, those that turned out to be pages, already had, each with its place in the archive.
    pages: tuple[tuple[FetchResult, Exchange], ...] = ()
    #: One sentence where something failed, for people.
    error: str | None = None
    #: What its home pages led to and nobody configured: feeds and sitemaps, by address, with their titles.
    discovered: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """What one sitemap names of certain days."""

    source_id: str
    document: Document
    #: Pages of these days that the source wants, in their order.
    entries: tuple[Entry, ...] = ()
    #: Pages that the source wants and of which no day is known.
    undated: int = 0


def site_of(source: Source) -> Site:
    """A configured source on the web, as it is asked."""
    pages, errors = _named_pages(source.urls)
    return Site(
        source_id=source.id,
        feeds=(source.feed,) if source.feed else (),
        sitemaps=(source.sitemap,) if source.sitemap else (),
        homes=(source.site,) if source.site else (),
        pages=pages,
        errors=errors,
        include=source.include,
        exclude=source.exclude,
        rules=Rules(
            headers=source.headers,
            user_agent=source.user_agent,
            proxy=source.proxy,
            http2=source.http2,
            delay=source.delay,
            cookies=source.cookies,
        ),
        layout=source.layout,
        max_pages=source.max_pages,
    )


def _named_pages(urls: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pages that are named and those of the lists that are, and what is wrong with these."""
    pages: list[str] = []
    errors: list[str] = []
    for url in urls:
        try:
            for page in (url,) if is_url(url) else urls_in(Path(url)):
                pages.append(page)  # noqa: PERF402  # those before an error are good
        except SourceError as error:
            errors.append(str(error))
    return tuple(pages), tuple(errors)
