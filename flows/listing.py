"""What a source on the web names: its feeds, sitemaps and home pages, asked when their time has come."""

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urljoin

from extract.discovery import USUAL_PLACES, find_sitemaps, names_pages
from extract.model import Entry, ExtractError
from extract.parsed import Child, Parsed
from extract.urls import url_key
from flows.documents import asked, asked_url, failed, had, is_as_before, next_look, unread
from flows.errands import (
    NOTHING,
    Answer,
    Errand,
    Found,
    error_of,
    failure_sentence,
    is_due,
    is_list_of_feeds,
    joined,
    nothing_sentence,
    page_sentence,
    roots,
)
from flows.rhythm import HOME, SHORTEST, pace_of
from flows.sites import Listed, Site
from flows.web.model import FetchRequest, FetchResult
from warehouse.model import Document, DocumentKind

#: Asks for a URL politely, and keeps what comes.
Fetch = Callable[[FetchRequest], Awaitable[Answer]]
#: Parses the body of a result for a source; ExtractError where it names no pages.
Parse = Callable[[FetchResult, str], Awaitable[Parsed]]

#: An index in an index in an index; the protocol allows none.
MOST_LEVELS = 3
#: Sitemaps of one index that are read in one run, the newest first; a site of thirty years has one a month.
MOST_CHILDREN = 500
#: Pages named by one index in one run, more or less; 100,000 of them take 35 MB in memory.
MOST_ENTRIES = 100_000
#: Sitemaps of an index that are asked for side by side.
AT_ONCE = 8
#: Feeds of a page, in its order; behind them come those of single topics.
MOST_FEEDS = 20
#: What a feed knows of a page and a sitemap may not, and the other way round.
_HINTS = ("title", "authors", "published", "modified", "language", "summary", "content")
_WEB_ARCHIVES = (".warc", ".warc.gz", ".wacz")


async def list_site(  # noqa: PLR0913 - a source, what is remembered of it, and the world
    site: Site,
    known: Mapping[str, Document],
    fetch: Fetch,
    parse: Parse,
    now: datetime,
    *,
    jitter: Callable[[], float] = random.random,
) -> Listed:
    """Return what a source names; nothing is raised for what its servers do.

    ``known`` are the documents as last read, by address.
    """
    walk = _Walk(site=site, known=known, fetch=fetch, parse=parse, now=now, jitter=jitter)
    found = await walk.read_all(roots(site, known))
    # 100,000 addresses take two seconds, in which the loop would serve nobody.
    entries = await asyncio.to_thread(_wanted, site, found.entries)
    wanted = site.wanted_sha256
    return Listed(
        source_id=site.source_id,
        documents=tuple(replace(document, wanted_sha256=wanted) for document in found.documents),
        entries=entries,
        pages=found.pages,
        error=error_of((*site.errors, *found.errors)),
        discovered=found.discovered,
    )


def _wanted(site: Site, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the pages named one by one, then the entries that the source takes.

    Of each page the first entry, with what only later ones say of it.
    """
    named = (Entry(url=url, source_id=site.source_id) for url in site.pages)
    found: dict[str, Entry] = {}
    for entry in (*named, *(entry for entry in entries if site.takes(entry.url))):
        key = url_key(entry.url)
        first = found.setdefault(key, entry)
        if first is not entry:
            said = {name: getattr(entry, name) for name in _HINTS if not getattr(first, name)}
            found[key] = replace(first, **said)
    return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """One source in one run."""

    site: Site
    known: Mapping[str, Document]
    fetch: Fetch
    parse: Parse
    now: datetime
    jitter: Callable[[], float]
    #: Addresses that were asked for, so that no document is read twice, and no index for ever.
    seen: set[str] = field(default_factory=set)

    async def read_all(self, errands: Iterable[Errand]) -> Found:
        """Return what came of these errands, made side by side."""
        return joined(await asyncio.gather(*map(self.read, errands)))

    async def read(self, errand: Errand) -> Found:
        """Return what came of one errand and of those it leads to; nothing where it is not its time."""
        if not self._is_due(errand):
            return NOTHING
        self.seen.add(errand.url)
        if errand.url.partition("?")[0].lower().endswith(_WEB_ARCHIVES):
            return Found(errors=(f"{errand.url}: a web archive: download it first, then: presslake add FILE",))
        before = self.known.get(errand.url)
        answer = await self.fetch(self._request(errand, before))
        document = asked(errand.url, _kind(errand, before), self.site.source_id, before, answer)
        outcome = answer[0].outcome
        if outcome == "ok" and not is_as_before(before, answer):
            return await self._read_body(errand, document, answer)
        if outcome in ("ok", "not_modified"):
            return Found(documents=(had(document, answer, self._next(errand, answer[0], None)),))
        if errand.role == "anything" and before is None and not names_pages(errand.url):
            return Found(pages=(answer,))
        return self._failed(errand, document, answer[0])

    def _is_due(self, errand: Errand) -> bool:
        return errand.url not in self.seen and is_due(errand, self.known.get(errand.url), self.now)

    def _request(self, errand: Errand, before: Document | None) -> FetchRequest:
        return FetchRequest(
            url=asked_url(errand.url, before),
            # As a feed HTML is let in, too: a home page, or whatever the command line names.
            kind="sitemap" if errand.role in ("sitemap", "guess") else "feed",
            rules=self.site.rules,
            etag=before.etag if before else None,
            last_modified=before.last_modified if before else None,
        )

    async def _read_body(self, errand: Errand, document: Document, answer: Answer) -> Found:
        try:
            parsed = await self.parse(answer[0], self.site.source_id)
        except ExtractError as error:
            if errand.role == "anything" and not names_pages(errand.url):
                return Found(pages=(answer,))  # a text, perhaps: whether it is an article is not ours to say
            return self._failed(errand, replace(document, outcome=error.reason, message=error.message), answer[0])
        if parsed.kind in ("page", "opml"):
            return await self._read_home(errand, document, answer, parsed)
        kind: DocumentKind = "feed" if parsed.kind == "feed" else "sitemap"
        listed = had(document, answer, self._next(errand, answer[0], parsed))
        listed = replace(listed, kind=kind, message=parsed.message)
        return await self._read_index(errand, listed, parsed)

    async def _read_index(self, errand: Errand, listed: Document, parsed: Parsed) -> Found:
        """Return what a document names, and the sitemaps that it names as an index, the newest first."""
        children = [
            Errand(url=child.url, role="sitemap", level=errand.level + 1, is_announced=child.modified is not None)
            for child in sorted(parsed.children, key=_age)
            if self._has_changed(child)
        ]
        due = [child for child in children if self._is_due(child)]
        errors: tuple[str, ...] = ()
        if errand.level >= MOST_LEVELS and due:
            errors, due = (f"{errand.url}: an index in {MOST_LEVELS} others, its sitemaps are not read",), []
        found, left = await self._read_children(due)
        if left:
            # Without validators the index is read again, and the sitemaps that are left with it.
            listed = unread(listed, self.now + SHORTEST, f"{left:,} of its sitemaps are left for later runs")
        return joined([Found(documents=(listed,), entries=parsed.entries, errors=errors), found])

    async def _read_children(self, due: list[Errand]) -> tuple[Found, int]:
        """Return what sitemaps name, and how many of them are left: a site may have named a hundred million pages."""
        found, start = NOTHING, 0
        while start < min(len(due), MOST_CHILDREN) and len(found.entries) < MOST_ENTRIES:
            some = due[start : min(start + AT_ONCE, MOST_CHILDREN)]
            found = joined([found, await self.read_all(some)])
            start += len(some)
        return found, len(due) - start

    def _has_changed(self, child: Child) -> bool:
        """Tell whether a sitemap may have changed since it was last read, as far as its index knows."""
        before = self.known.get(child.url)
        if child.modified is None or before is None:
            return True
        if before.ok_at is None or before.content_sha256 is None:  # never read, or not all of it
            return before.outcome != "gone"
        if child.modified.at is None:  # a day: what changed later on the day on which it was read is unknown
            return child.modified.day >= before.ok_at.date()
        return child.modified.at > before.ok_at

    async def _read_home(self, errand: Errand, document: Document, answer: Answer, parsed: Parsed) -> Found:
        """Return what the feeds of a page or a list name, or the sitemaps of its site where it links none."""
        if not is_list_of_feeds(errand, parsed):
            if errand.role == "anything":
                return Found(pages=(answer,))
            message = page_sentence(errand.url, parsed.children)
            return self._failed(errand, replace(document, outcome="not_a_listing", message=message), answer[0])
        feeds = parsed.children if parsed.kind == "opml" else parsed.children[:MOST_FEEDS]
        found, late = await self._read_feeds(errand, feeds), 0
        if not feeds:
            found, late = await self._read_sitemaps(answer[0].final_url)
        if not found.discovered:
            document = replace(document, outcome="nothing_found", message=nothing_sentence(errand.url))
            return joined([found, self._failed(errand, document, answer[0])])
        left = len(parsed.children) - len(feeds)
        home = had(replace(document, kind="home"), answer, self.now + HOME * (1 + self.jitter() / 10))
        home = replace(home, message=f"{errand.url}: {left} more feeds are left out" if left else parsed.message)
        if late:
            home = unread(home, self.now + SHORTEST, f"{late:,} of its sitemaps are left for later runs")
        return joined([Found(documents=(home,)), found])

    async def _read_feeds(self, errand: Errand, feeds: tuple[Child, ...]) -> Found:
        """Return what the feeds of a page name; an error where there is none among them that was ever had."""
        if not feeds:
            return NOTHING
        found = await self.read_all(
            Errand(url=feed.url, role="feed", level=errand.level + 1, is_found=True) for feed in feeds
        )
        known = [self.known[feed.url] for feed in feeds if feed.url in self.known]
        errors: tuple[str, ...] = ()
        if not any(document.ok_at for document in (*found.documents, *known)):
            why = next((document.message for document in found.documents if document.message), feeds[0].url)
            errors = (f"{errand.url}: it links feeds, none of which can be read; {why}",)
        return joined([found, Found(errors=errors, discovered={feed.url: feed.title or feed.url for feed in feeds})])

    async def _read_sitemaps(self, home: str) -> tuple[Found, int]:
        """Return what the sitemaps name that robots.txt names, or else the first list where many sites have one.

        The number is that of sitemaps that are left.
        """
        url = urljoin(home, "/robots.txt")
        result, _ = await self.fetch(FetchRequest(url=url, kind="robots", rules=self.site.rules))
        if sitemaps := find_sitemaps((result.body or b"").decode("utf-8", "replace"), url):
            named = [Errand(url=child.url, role="sitemap") for child in sitemaps]
            found, left = await self._read_children([errand for errand in named if self._is_due(errand)])
            return joined([found, Found(discovered={child.url: child.url for child in sitemaps})]), left
        tried: list[Found] = []
        for place in USUAL_PLACES:
            guess = urljoin(home, place)
            known = self.known.get(guess)
            tried.append(await self.read(Errand(url=guess, role="guess")))
            if (known and known.ok_at) or any(document.ok_at for document in tried[-1].documents):
                tried.append(Found(discovered={guess: guess}))
                break
        return joined(tried), 0

    def _next(self, errand: Errand, result: FetchResult, parsed: Parsed | None) -> datetime | None:
        """Return when to look again at what was had: never, where an index tells; as before, where nothing changed."""
        if errand.is_announced:
            return None
        before, jitter = self.known.get(errand.url), self.jitter()
        if parsed is None:
            return next_look(before, result, self.now, jitter)
        times = [entry.published or entry.modified for entry in parsed.entries]
        pace = pace_of([*times, *(child.modified for child in parsed.children)], self.now)
        return next_look(before, result, self.now, jitter, pace=max(pace, parsed.interval or pace))

    def _failed(self, errand: Errand, document: Document, result: FetchResult) -> Found:
        after = failed(document, result, self.now, self.jitter())
        if errand.role == "guess":  # nobody said that it is there
            return Found(documents=(replace(after, next_check_at=None, failing_since=None, failures=0),))
        if errand.role == "anything":
            after = replace(after, next_check_at=None)
        if errand.is_found and errand.role == "feed" and after.ok_at is None:  # a link that looked like a feed
            return Found(documents=(after,))
        return Found(documents=(after,), errors=(failure_sentence(after, result),))


def _kind(errand: Errand, before: Document | None) -> DocumentKind:
    if errand.role in ("anything", "guess"):
        return before.kind if before else "feed" if errand.role == "anything" else "sitemap"
    return "feed" if errand.role == "feed" else "home" if errand.role == "home" else "sitemap"


def _age(child: Child) -> int:
    return -child.modified.day.toordinal() if child.modified else 0
