"""One run, from sources to the published copy: the same plain functions under `presslake add` and under Prefect."""

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from flows.archive import Archive, repair
from flows.backfilling import Backfill
from flows.batches import Batch, Extracted, batches_of, extract_batch, placed
from flows.crawling import Crawl, WebOptions
from flows.dated import is_within
from flows.due import is_site_due, judged
from flows.errors import SourceError
from flows.extraction import Extractors
from flows.forgotten import Forgotten
from flows.harvest import Harvest
from flows.notices import Notices
from flows.places import Place
from flows.progress import Progress, RunState, SourceTally
from flows.readings import Work
from flows.rebuilding import Rebuild, pages_again
from flows.remembered import robots_by_url
from flows.retention import delete_parts, let_go
from flows.retention_settings import Retention
from flows.sites import Site
from flows.software import software
from flows.span import Span
from flows.submitting import AHEAD, Extract, Pending, Submit
from flows.summary import counted
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseError
from warehouse.frontier import parked_hosts, robots_documents
from warehouse.lake.address import Location
from warehouse.load import load_batch, save_sources
from warehouse.model import CopyLink, Source
from warehouse.query import reading_copy
from warehouse.runs import Trigger, end_run, start_run
from warehouse.search_index import index_copy
from warehouse.staging import Staging, brought_here, staging

log = logging.getLogger("presslake")

#: How long a robots.txt is of use, were its host not to be reached again (RFC 9309, 2.4).
ROBOTS_LAST = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A source on this disk and the places of its pages."""

    source_id: str
    places: Iterable[Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one run is to do."""

    warehouse: Location
    #: Where readers find the copy; None makes none, of a lake.
    publish: Path | None
    publish_link: CopyLink
    search_index: int
    #: What is known beforehand of the sources, where they are configured.
    sources: Sequence[Source] = ()
    listings: Sequence[Listing] = ()
    sites: Sequence[Site] = ()
    #: Of the sources certain days, in place of what is new.
    span: Span | None = None
    #: In place of sources: what is there is made again.
    rebuild: Rebuild | None = None
    web: WebOptions
    #: Folder for what is fetched; None keeps nothing.
    archive: Path | None
    #: How long what is there is kept.
    retention: Retention
    notices: Notices
    #: Folder or address of batches to be loaded; None is beside the warehouse.
    staging: str | None
    workers: int
    page_deadline: float
    batch_pages: int
    #: 'add', 'run' or 'rebuild', and who started it.
    flow: str
    trigger: Trigger

    @property
    def published(self) -> Location:
        """What readers open: the copy, or the lake itself where none is made."""
        return self.warehouse if self.publish is None else self.publish


def run_job(job: Job, submit: Submit, progress: Progress, extract: Extract | None = None) -> None:
    """Load what is new at the sources of a job, and publish the copy for readers.

    Batches are extracted by worker processes of this one, or where ``extract`` starts them. What is done goes into
    ``progress``. A source that fails leaves its error there, and the others are loaded.
    WarehouseError goes to the caller; what was loaded until then stays, and the next run goes on from there.
    """
    extractors = Extractors(workers=job.workers, deadline=job.page_deadline)
    with (
        extractors,
        open_warehouse(job.warehouse, job.publish) as warehouse,
        staging(job.staging, job.warehouse) as staged,
    ):
        save_sources(warehouse.connection, job.sources)
        progress.run_id = start_run(warehouse.connection, job.flow, job.trigger, software(), progress.flow_run_id)
        repair(job.archive or staged.folder)
        with Archive(job.archive or staged.folder, progress.run_id, job.web.crawler) as archive:
            run = _Run(
                job=job,
                warehouse=warehouse,
                extractors=extractors,
                archive=archive,
                staging=staged,
                submit=submit,
                extract=extract,
                progress=progress,
            )
            try:
                run.load_all()
            except BaseException as error:
                with suppress(WarehouseError):  # the first error is the one to tell
                    # Ctrl-C or SIGTERM is no Exception; the schedule takes up such a run's sources again.
                    said = (str(error) or type(error).__name__) if isinstance(error, Exception) else "interrupted"
                    run.end("failed", said)
                raise
            run.end(progress.state, "; ".join(progress.errors.values()) or None)
        old = let_go(warehouse, job.archive, job.retention, job.trigger)
        if job.publish:
            indexed = partial(index_copy, publish_path=job.publish, most_paragraphs=job.search_index)
            submit("publish", partial(warehouse.publish, job.publish, link=job.publish_link, prepare=indexed)).result()
        delete_parts(old)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The steps of one run, and what they share."""

    job: Job
    warehouse: Warehouse
    extractors: Extractors
    archive: Archive
    staging: Staging
    submit: Submit
    extract: Extract | None
    progress: Progress

    def load_all(self) -> None:
        """Extract batch after batch, some ahead of the one that is being loaded."""
        ahead: deque[Pending[Extracted]] = deque()
        most, number = self.extract.ahead if self.extract else AHEAD, 0
        for work in batches_of(self._work(), self.job.batch_pages):
            if work:
                number += 1
                ahead.append(self._extract(number, work))
            # Whoever waits for the web loads what is there.
            while len(ahead) > (most if work else 0):
                self._load(ahead.popleft())
        while ahead:
            self._load(ahead.popleft())

    def end(self, state: RunState, error: str | None) -> None:
        """Close the run's row."""
        end_run(self.warehouse.connection, self.progress.run_id, state, self.progress.counts, error)

    def _work(self) -> Iterator[Work | None]:
        """The pages to be read, those on this disk while the web answers; None where there is time to load."""
        if self.job.rebuild:
            yield from self._again(self.job.rebuild)
            return
        if not self.job.sites:
            yield from self._due_places()
            return
        now = datetime.now(UTC)
        with Crawl(
            self.job.web,
            archive=self.archive,
            extractors=self.extractors,
            robots=robots_by_url(robots_documents(self.warehouse.connection, now - ROBOTS_LAST)),
            parked=parked_hosts(self.warehouse.connection, now),
            forgotten=Forgotten.load(self.warehouse.connection),
        ) as crawl:
            harvest = Harvest(
                connection=self.warehouse.connection,
                crawl=crawl,
                sites={site.source_id: site for site in self.job.sites},
                progress=self.progress,
                is_archived=self.job.archive is not None,
            )
            pages = Backfill(harvest=harvest, span=self.job.span) if self.job.span else harvest
            pages.start()
            yield from self._due_places()
            yield from pages.work()

    def _due_places(self) -> Iterator[Work]:
        """The places on this disk that are new or changed since they were last read."""
        for listing in self.job.listings:
            tally = self.progress.tally(listing.source_id)
            for place, verdict in judged(self.warehouse.connection, self._listed(listing, tally)):
                tally.count(verdict)
                if verdict == "due":
                    yield Work(place=place)

    def _again(self, rebuild: Rebuild) -> Iterator[Work]:
        """What is kept of the pages that are to be read again."""
        for source_id, verdict, work in pages_again(self.warehouse.connection, rebuild):
            self.progress.tally(source_id).count(verdict)
            if work:
                yield work

    def _listed(self, listing: Listing, tally: SourceTally) -> Iterator[Place]:
        """The places of a source up to where its listing fails, one that several of its patterns match only once."""
        seen: set[str] = set()
        try:
            for place in listing.places:
                is_first = place.entry.url not in seen
                seen.add(place.entry.url)
                if is_first and (self.job.span is None or is_within(place, self.job.span.days, tally)):
                    yield place
        except SourceError as error:
            tally.error = str(error)

    def _extract(self, number: int, work: Sequence[Work]) -> Pending[Extracted]:
        batch = Batch(
            name=f"extract batch {number}, {len(work)} pages",
            work=tuple(map(placed, work)),
            staging=self.staging.address,
            deadline=self.job.page_deadline,
        )
        if self.extract:
            return self.extract(batch)
        return self.submit(batch.name, partial(extract_batch, batch, self.extractors))

    def _load(self, pending: Pending[Extracted]) -> None:
        extracted = pending.result()
        staged = extracted.staged
        self.progress.add_read(extracted.progress)
        # A row that is committed must not name bytes that a power cut takes back.
        self.archive.flush()
        self.progress.batches += 1
        name = f"load batch {self.progress.batches}, {staged.pages} pages"
        with brought_here(staged, self.staging.folder) as path:
            load = partial(load_batch, self.warehouse.connection, path, self.progress.run_id)
            counts = self.submit(name, load).result()
        self.progress.loaded += counts
        log.info("%s: %s", name, counted(counts))


def is_anything_due(job: Job) -> bool:
    """Whether a run would read a page, or meet an error, as far as the readers' copy tells; uses the listings up."""
    try:
        places = (place for listing in job.listings for place in listing.places)
        with reading_copy(job.published) as connection:
            if any(site.errors or is_site_due(connection, site) for site in job.sites):
                return True
            return any(verdict == "due" for _, verdict in judged(connection, places))
    except (SourceError, WarehouseError):
        return True
