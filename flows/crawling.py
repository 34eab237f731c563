"""The web beside the run: an event loop in a thread of its own, asked for sources and pages, answering with events.

The run stays plain code in its own thread: it alone writes to the warehouse, and takes one event after the other.
"""

import asyncio
import queue
from collections.abc import Awaitable, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from ipaddress import IPv4Network, IPv6Network
from threading import Thread
from types import TracebackType
from typing import Any, Self

from extract.days import Days
from flows.archive import Archive
from flows.errors import ArchiveError
from flows.extraction import Extractors
from flows.forgotten import Forgotten
from flows.listing import list_site
from flows.parsing import parsing_in
from flows.places import Place
from flows.sitemap_walk import walk_sitemaps
from flows.sites import Leaf, Listed, Site
from flows.warc import Crawler
from flows.web.fetch import Fetcher
from flows.web.manners import Manners
from flows.web.model import FetchRequest, FetchResult, Outcome
from flows.web.polite import PoliteFetcher
from flows.web.robots import RobotsText
from warehouse.model import Document, DuePage, Exchange

#: Pages of one source that are asked for at once: a host has two slots, a source few hosts, and waiting costs memory.
PAGES_AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class WebOptions:
    """How the web is asked, whatever the source."""

    crawler: Crawler
    #: Private networks that may be asked all the same.
    open_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    manners: Manners


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came of one page that was asked for."""

    site: Site
    page: DuePage
    #: Aware UTC.
    at: datetime
    outcome: Outcome
    message: str | None = None
    exchange: Exchange
    #: Where the archive has the page; None where the outcome is not ok.
    place: Place | None = None
    #: Of the body as sent.
    wire_bytes: int = 0
    duration_ms: int = 0
    #: Aware UTC, not to be asked before.
    retry_at: datetime | None = None


Event = Listed | Leaf | Fetched


class Crawl:
    """The web, from the start of the block to its end; what is under way then is given up."""

    def __init__(  # noqa: PLR0913 - what it works with, and what is remembered
        self,
        options: WebOptions,
        *,
        archive: Archive,
        extractors: Extractors,
        robots: Mapping[str, RobotsText],
        parked: Mapping[str, datetime],
        forgotten: Forgotten,
    ) -> None:
        self._options = options
        self._archive = archive
        self._extractors = extractors
        self._robots = robots
        self._parked = parked
        self._forgotten = forgotten
        self._read_robots: queue.SimpleQueue[RobotsText] = queue.SimpleQueue()
        self._events: queue.SimpleQueue[Event | ArchiveError] = queue.SimpleQueue()
        self._expected = 0
        self._under_way: set[Future[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="crawl", daemon=True)
        # Compression takes as long as a fetch: in a thread of its own, the loop goes on meanwhile.
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._open = AsyncExitStack()
        self._polite: PoliteFetcher

    def __enter__(self) -> Self:
        self._thread.start()
        self._call(self._start()).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for pending in tuple(self._under_way):
            pending.cancel()
        self._call(self._stop()).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._writer.shutdown()

    def list_source(self, site: Site, known: Mapping[str, Document]) -> None:
        """Ask for the documents of a source whose time has come; the answer is one Listed."""
        self._expect(1, self._list(site, known))

    def walk_sitemaps(self, site: Site, days: Days, read: Mapping[str, datetime]) -> None:
        """Ask for the sitemaps of a source that may name pages of these days; one Leaf each, behind all one Listed."""
        self._expect(1, self._walk(site, days, read))

    def fetch(self, site: Site, pages: Sequence[DuePage]) -> None:
        """Ask for pages of a source; the answer is one Fetched each."""
        self._expect(len(pages), self._fetch_all(site, pages))

    def events(self, patience: float) -> Iterator[Event | None]:
        """What was asked for, as it comes, until nothing is left; None where nothing came for ``patience`` seconds.

        Raises ArchiveError where a page cannot be kept: what is fetched then would be lost.
        """
        while self._expected:
            try:
                event = self._events.get(timeout=patience)
            except queue.Empty:
                yield None
            else:
                self._expected -= not isinstance(event, Leaf)
                if isinstance(event, ArchiveError):
                    raise event
                yield event

    def flush(self) -> None:
        """Return when every body that came is on disk, so that a row may name it."""
        self._archive.flush()

    def new_robots(self) -> Iterator[tuple[RobotsText, Exchange]]:
        """The robots.txt files that were asked for since this was last called."""
        while not self._read_robots.empty():
            text = self._read_robots.get()
            assert text.result, "was asked for in this run"
            yield text, self._kept(text.result)

    def _expect(self, events: int, work: Coroutine[Any, Any, None]) -> None:
        self._expected += events
        pending = self._call(work)
        self._under_way.add(pending)
        pending.add_done_callback(self._under_way.discard)

    def _call(self, work: Coroutine[Any, Any, None]) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _start(self) -> None:
        fetcher = await self._open.enter_async_context(
            Fetcher(user_agent=self._options.crawler.user_agent, open_networks=self._options.open_networks)
        )
        self._polite = PoliteFetcher(
            fetcher.exchange,
            user_agent=self._options.crawler.user_agent,
            manners=self._options.manners,
            robots=self._robots,
            keep_robots=self._read_robots.put,
            parked=self._parked,
        )

    async def _stop(self) -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._open.aclose()

    async def _list(self, site: Site, known: Mapping[str, Document]) -> None:
        parse = parsing_in(self._extractors)
        await self._end(site, list_site(site, known, self._get, parse, datetime.now(UTC)))

    async def _walk(self, site: Site, days: Days, read: Mapping[str, datetime]) -> None:
        parse, found = parsing_in(self._extractors), self._events.put
        await self._end(site, walk_sitemaps(site, days, read, self._get, parse, datetime.now(UTC), found=found))

    async def _end(self, site: Site, listing: Awaitable[Listed]) -> None:
        listed: Listed | ArchiveError
        try:
            listed = await listing
        except ArchiveError as error:
            listed = error
        except Exception as error:  # the edge of a source: its bug is its error, and the others are read
            listed = Listed(source_id=site.source_id, error=f"{site.source_id}: {type(error).__name__}: {error}")
        self._events.put(listed)

    async def _fetch_all(self, site: Site, pages: Sequence[DuePage]) -> None:
        waiting = iter(pages)

        async def work() -> None:
            for page in waiting:
                self._events.put(await self._fetch(site, page))

        await asyncio.gather(*(work() for _ in range(min(PAGES_AT_ONCE, len(pages)))))

    async def _fetch(self, site: Site, page: DuePage) -> Fetched | ArchiveError:
        request = FetchRequest(url=page.entry.url, rules=site.rules, etag=page.etag, last_modified=page.last_modified)
        try:
            return self.fetched(site, page, *await self._get(request, page.content_sha256 if page.loaded_at else None))
        except ArchiveError as error:
            return error
        except Exception as error:  # the edge of a page: its bug is its row in the quarantine
            return Fetched(
                site=site,
                page=page,
                at=datetime.now(UTC),
                outcome="unreadable",
                message=f"{type(error).__name__}: {error}",
                exchange=Exchange(status=None, final_url=request.url),
            )

    def fetched(self, site: Site, page: DuePage, result: FetchResult, exchange: Exchange) -> Fetched:
        """What came of a page, without its body."""
        place = None
        if exchange.warc:
            # A feed's link may lead through a counter: where it ends, the page is at home.
            claimed = result.final_url if result.hops else page.entry.claimed_url or result.final_url
            place = Place(
                entry=replace(page.entry, claimed_url=claimed),
                etag=exchange.content_sha256 or "",
                path=self._archive.folder / exchange.warc.file,
                offset=exchange.warc.offset,
                layout=site.layout,
            )
        return Fetched(
            site=site,
            page=page,
            at=result.fetched_at,
            outcome=result.outcome,
            message=result.message,
            exchange=exchange,
            place=place,
            wire_bytes=result.wire_bytes,
            duration_ms=result.duration_ms,
            retry_at=result.retry_at,
        )

    async def _get(self, request: FetchRequest, known_sha256: str | None = None) -> tuple[FetchResult, Exchange]:
        """Ask politely, and keep what came; what was forgotten on demand is not asked for, nor kept where it comes."""
        if self._forgotten.covers(request.url):
            result = _forgotten_result(request)
        else:
            result = await self._polite.get(request)
            if self._forgotten.covers(result.final_url):
                result = _forgotten_result(request)
        return result, await self._loop.run_in_executor(self._writer, self._kept, result, known_sha256)

    def _kept(self, result: FetchResult, known_sha256: str | None = None) -> Exchange:
        """What HTTP said, its body put into the archive where there is one."""
        is_new = result.outcome == "ok" and result.attempts > 0  # without a request it is there already
        # A feed repeats the texts of its pages.
        is_named = result.request.kind != "page" and self._forgotten.is_named_in(result.body or b"")
        kept = self._archive.keep(result, known_sha256) if is_new and not is_named else None
        return Exchange(
            status=result.status,
            final_url=result.final_url,
            hops=tuple(f"{hop.status} {hop.url}" for hop in result.hops),
            attempts=result.attempts,
            etag=result.headers.get("etag"),
            last_modified=result.headers.get("last-modified"),
            content_sha256=kept.sha256 if kept else None,
            warc=kept.place if kept else None,
            blocked_by=result.blocked_by,
        )


def _forgotten_result(request: FetchRequest) -> FetchResult:
    return FetchResult(
        request=request,
        outcome="forgotten",
        message=f"{request.url}: leads to what was forgotten on demand, and is not asked for again",
        final_url=request.url,
        fetched_at=datetime.now(UTC),
        attempts=0,
    )
