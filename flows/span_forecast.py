"""How much a run for days gone by would read, and how long: sitemaps are asked for, no page, and nothing is kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from extract.days import stated_day
from extract.urls import domain, url_key
from flows.archive import Archive
from flows.crawling import Crawl
from flows.dated import is_within
from flows.due import judged
from flows.errors import SourceError
from flows.extraction import Extractors
from flows.forgotten import Forgotten
from flows.harvest import PATIENCE
from flows.pipeline import ROBOTS_LAST, Job
from flows.progress import SourceTally
from flows.remembered import robots_by_url
from flows.sites import Leaf, Listed, Site
from flows.span import Span
from flows.web.robots import ROBOTS_PATH, RobotsRules
from warehouse.connection import Connection
from warehouse.frontier import keys_in_frontier, parked_hosts, read_in, robots_documents, unread_entries
from warehouse.lake.address import Location
from warehouse.model import Table
from warehouse.query import is_published, reading_copy

#: One row per source: sitemaps that were read for it, pages of the days that are still to be had, pages of which no
#: day is known, seconds from one request to the next, and the hours that all of it takes at that pace.
COLUMNS = ("source", "sitemaps", "pages", "undated", "delay", "hours", "error")


@dataclass(slots=True, kw_only=True)
class _Count:
    """What a site has of the days."""

    sitemaps: int = 0
    undated: int = 0
    keys: set[str] = field(default_factory=set)
    error: str | None = None


def span_forecast(job: Job, span: Span) -> Table:
    """Return what a run for these days would read of each source, as COLUMNS."""
    with _reading(job.published) as connection:
        return Table(COLUMNS, (*_local_rows(job, span, connection), *_site_rows(job, span, connection)))


@contextmanager
def _reading(published: Location) -> Iterator[Connection | None]:
    """The readers' copy; None where there is none yet."""
    if not is_published(published):
        yield None
        return
    with reading_copy(published) as connection:
        yield connection


def _local_rows(job: Job, span: Span, connection: Connection | None) -> Iterator[tuple[object, ...]]:
    for listing in job.listings:
        tally = SourceTally()
        places = (place for place in listing.places if is_within(place, span.days, tally))
        error, pages = None, 0
        try:
            pages = sum(verdict == "due" for _, verdict in judged(connection, places)) if connection else len([*places])
        except SourceError as failure:
            error = str(failure)
        yield listing.source_id, 0, pages, tally.undated, None, None, error


def _site_rows(job: Job, span: Span, connection: Connection | None) -> Iterator[tuple[object, ...]]:
    if not job.sites:
        return
    now = datetime.now(UTC)
    robots = robots_by_url(robots_documents(connection, now - ROBOTS_LAST)) if connection else {}
    with (
        TemporaryDirectory(prefix="presslake-") as folder,
        Extractors(workers=job.workers, deadline=job.page_deadline) as extractors,
        Archive(Path(folder), "forecast", job.web.crawler) as archive,
        Crawl(
            job.web,
            archive=archive,
            extractors=extractors,
            robots=robots,
            parked=parked_hosts(connection, now) if connection else {},
            forgotten=Forgotten.load(connection) if connection else Forgotten(),
        ) as crawl,
    ):
        counts = _walked(crawl, job.sites, span, connection)
        read = [*robots.values(), *(text for text, _ in crawl.new_robots())]
    texts = {domain(text.origin): text.text or "" for text in read if text.path == ROBOTS_PATH}
    for site in job.sites:
        yield _site_row(site, counts[site.source_id], _delay(job, site, texts))


def _walked(crawl: Crawl, sites: Iterable[Site], span: Span, connection: Connection | None) -> defaultdict[str, _Count]:
    """Return by source what its sitemaps name of the days and is not had yet, and what waits of them already."""
    counts: defaultdict[str, _Count] = defaultdict(_Count)
    for site in sites:
        crawl.walk_sitemaps(site, span.days, read_in(connection, span.flow, site.source_id) if connection else {})
        waiting = unread_entries(connection, site.source_id, datetime.now(UTC)) if connection else ()
        counts[site.source_id].keys |= {
            key for key, entry in waiting if (day := stated_day(entry)) and day in span.days
        }
    for event in crawl.events(PATIENCE):
        if isinstance(event, Leaf):
            count = counts[event.source_id]
            keys = {url_key(entry.url) for entry in event.entries}
            count.keys |= keys - keys_in_frontier(connection, list(keys)) if connection else keys
            count.sitemaps, count.undated = count.sitemaps + 1, count.undated + event.undated
        elif isinstance(event, Listed):
            counts[event.source_id].error = event.error
    return counts


def _delay(job: Job, site: Site, robots: dict[str, str]) -> float:
    """Seconds between two requests: the longest that we, the source or its robots.txt ask for."""
    agent = job.web.crawler.user_agent.partition("/")[0]
    texts = {robots.get(domain(url), "") for url in (*site.sitemaps, *site.homes)}
    return max(job.web.manners.delay, site.rules.delay or 0.0, *(RobotsRules(text).delay(agent) for text in texts))


def _site_row(site: Site, count: _Count, delay: float) -> tuple[object, ...]:
    hours = round(len(count.keys) * delay / 3600, 1)
    return site.source_id, count.sitemaps, len(count.keys), count.undated, delay, hours, count.error
