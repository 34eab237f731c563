"""Pages from the web for the run that loads them: what the crawl finds goes to the frontier, what is due comes from it.

A page is asked for because the frontier says so, never because a feed was just read: what a feed names is committed
together with the feed's validators, so that a run may die at any moment and the next one goes on.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice

from extract.model import Entry
from extract.urls import url_key
from flows.crawling import Crawl, Fetched
from flows.known_documents import documents_of
from flows.places import Place
from flows.progress import Progress
from flows.readings import Work
from flows.remembered import robots_document
from flows.sites import Listed, Site
from warehouse.connection import Connection
from warehouse.frontier import (
    content_of,
    due_pages,
    failed_keys,
    keys_in_frontier,
    next_due,
    queue_pages,
    save_listing,
)
from warehouse.model import Document, DuePage, Exchange

#: Outcomes that another try will hardly mend, and after how many tries that goes for any other.
_FINAL = frozenset(
    {"blocked", "robots", "gone", "not_found", "bad_type", "too_big", "redirect_loop", "tls", "unreadable"}
)
_TRIES = 2
#: Seconds without news after which the run may load what it has.
PATIENCE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """The sources on the web, in one run."""

    connection: Connection
    crawl: Crawl
    sites: Mapping[str, Site]
    progress: Progress
    #: Whether the archive stays when the run is over; if not, no row may name a place in it.
    is_archived: bool
    #: Keys of the pages that this run has asked for: none is asked for twice, although it is due until it is loaded.
    asked: set[str] = field(default_factory=set)

    def start(self) -> None:
        """Ask for the documents of all sources, and for pages that were named and are known, in the background."""
        for site in self.sites.values():
            self.progress.tally(site.source_id).has_times = True
            asked = {url_key(url): url for url in site.anything}
            seen = keys_in_frontier(self.connection, list(asked))
            self._ask_again(site, {key: asked[key] for key in seen})
            unseen = tuple(url for key, url in asked.items() if key not in seen)
            # Each its own: two sources of one feed may take other pages of it.
            known = documents_of(self.connection, site, datetime.now(UTC))
            self.crawl.list_source(replace(site, anything=unseen), known)

    def _ask_again(self, site: Site, urls: Mapping[str, str]) -> None:
        """Ask for pages that were named and that the frontier knows by their keys, and so their validators."""
        if urls:
            entries = [Entry(url=url, source_id=site.source_id) for url in urls.values()]
            queued = queue_pages(self.connection, entries, list(urls), datetime.now(UTC))
            due = due_pages(self.connection, None, datetime.now(UTC), len(queued), queued)
            self.fetch(site, due)

    def work(self) -> Iterator[Work | None]:
        """What came of each page that was due, as it comes; None where there is time to load."""
        for event in self.crawl.events(PATIENCE):
            if event is None:
                yield None
            elif isinstance(event, Listed):
                yield from map(self.work_of, self._list(event))
            elif isinstance(event, Fetched):
                yield self.work_of(event)
        self.save_robots()
        if not self.asked:
            self.progress.next_due = next_due(self.connection, list(self.sites))

    def work_of(self, fetched: Fetched) -> Work:
        """The page as it came, or what its feed carries of it where the page cannot be had."""
        place = fetched.place
        if fetched.page.has_content and (place or _is_final(fetched)):
            content = content_of(self.connection, fetched.page.url_key)
            known = place or Place(entry=fetched.page.entry, etag="", layout=fetched.site.layout)
            place = replace(known, entry=replace(known.entry, content=content))
        return Work(place=place, fetched=replace(fetched, exchange=self.exchange_of(fetched.exchange)))

    def _list(self, listed: Listed) -> Iterator[Fetched]:
        site, tally = self.sites[listed.source_id], self.progress.tally(listed.source_id)
        tally.error = listed.error
        tally.documents += len(listed.documents)
        had = {url_key(result.request.url): (result, exchange) for result, exchange in listed.pages}
        asked = tuple(Entry(url=result.request.url, source_id=site.source_id) for result, _ in had.values())
        keys = self._save((*asked, *listed.entries), (*listed.documents, *self._robots()))
        found = self._due(site, keys)
        tally.due += len(had)
        self.asked.update(had)
        if len(found) < site.max_pages:  # otherwise what is not due yet and what has to wait cannot be told apart
            resting = keys - self.asked - found.keys()
            failed = failed_keys(self.connection, list(resting))
            tally.held += len(failed)
            tally.unchanged += len(resting - failed)
        self.fetch(site, list(found.values()))
        for (key, (result, exchange)), entry in zip(had.items(), asked, strict=True):
            yield self.crawl.fetched(site, DuePage(url_key=key, entry=entry, why="asked for"), result, exchange)

    def _due(self, site: Site, keys: Collection[str]) -> dict[str, DuePage]:
        """The pages whose time has come: those of the source, and those that it names and another named before it.

        Nobody else may come for them: a feed was added by its address, say, and is configured under a name since.
        """
        now = datetime.now(UTC)
        own = due_pages(self.connection, site.source_id, now, site.max_pages)
        named = due_pages(self.connection, None, now, site.max_pages, list(keys)) if keys else ()
        found = {page.url_key: page for page in (*own, *named)}
        return dict(islice(found.items(), site.max_pages))

    def fetch(self, site: Site, pages: Sequence[DuePage]) -> None:
        """Ask for pages of a source that were not asked for in this run."""
        due = [page for page in pages if page.url_key not in self.asked]
        self.asked.update(page.url_key for page in due)
        self.progress.tally(site.source_id).due += len(due)
        self.crawl.fetch(site, due)

    def _save(self, entries: Sequence[Entry], documents: Sequence[Document]) -> set[str]:
        """Keep what was listed, and return the keys of the pages."""
        keys = [url_key(entry.url) for entry in entries]
        if entries or documents:
            read = [replace(each, exchange=each.exchange and self.exchange_of(each.exchange)) for each in documents]
            self.crawl.flush()
            save_listing(self.connection, self.progress.run_id, read, entries, keys, datetime.now(UTC))
        return set(keys)

    def exchange_of(self, exchange: Exchange) -> Exchange:
        """What HTTP said, without a place in an archive that does not stay."""
        return exchange if self.is_archived else replace(exchange, warc=None)

    def save_robots(self) -> None:
        """Keep every robots.txt that was asked for and is not kept yet."""
        self._save((), self._robots())

    def _robots(self) -> tuple[Document, ...]:
        return tuple(robots_document(text, exchange) for text, exchange in self.crawl.new_robots())


def _is_final(fetched: Fetched) -> bool:
    """Whether to make do with the feed's text: a page that times out once may be had an hour later."""
    if fetched.outcome in ("not_modified", "forgotten", "deferred", "ok"):
        return False
    return fetched.outcome in _FINAL or fetched.page.failures >= _TRIES
