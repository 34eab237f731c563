"""One run, from sources to the published copy: the same plain functions under `presslake add` and under Prefect."""

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import Protocol, TypeVar

from flows.errors import SourceError
from flows.extraction import Extraction, Extractors, Failure
from flows.places import Place
from flows.progress import Progress, RunState, SourceTally, Verdict
from warehouse.connection import Connection, Warehouse, open_warehouse
from warehouse.errors import WarehouseError
from warehouse.load import load_batch, save_sources
from warehouse.model import Known, Reading, Source
from warehouse.query import connect, known_pages
from warehouse.runs import Trigger, end_run, start_run
from warehouse.stage import Staged, stage_batch

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

SOFTWARE = f"presslake {version('presslake')}"
#: What pages are counted under whose site is to be their source.
NO_SOURCE = "files"
#: Addresses looked up at once.
LOOK_UP = 1000
#: Batches that are extracted while one is loaded: enough to keep the workers busy, and no more in memory.
AHEAD = 2
#: Outcomes after which the same bytes have nothing new to give.
LOADED = frozenset({"new", "updated", "rebuilt", "unchanged", "skipped"})
#: Reasons that may pass, and how often a page is tried for them.
PASSING = frozenset({"timeout", "crashed"})
ATTEMPTS = 3


class Pending(Protocol[T_co]):
    """A call under way: a future of the standard library, or one of Prefect."""

    def result(self) -> T_co:
        """Wait for the call, and return what it returned."""


class Submit(Protocol):
    """Starts a call in the background; the name is for people who watch."""

    def __call__(self, name: str, call: Callable[[], T], /) -> Pending[T]:
        """Return at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A source and the places of its pages."""

    source_id: str
    places: Iterable[Place]
    #: What is known of the source beforehand; None for files whose sites are their sources.
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What one run is to do."""

    warehouse: Path
    publish: Path
    listings: Sequence[Listing]
    workers: int
    page_deadline: float
    batch_pages: int
    #: 'add' or 'run', and who started it.
    flow: str
    trigger: Trigger


@contextmanager
def submitting_to_threads() -> Iterator[Submit]:
    """Calls started in threads of this process, for a run without Prefect."""
    with ThreadPoolExecutor(max_workers=AHEAD + 2) as threads:
        yield lambda name, call: threads.submit(call)  # noqa: ARG005  # nobody watches


def run_job(job: Job, submit: Submit, progress: Progress) -> None:
    """Load what is new at the sources of a job, and publish the copy for readers.

    What is done goes into ``progress``. A source that fails leaves its error there, and the others are loaded.
    WarehouseError goes to the caller; what was loaded until then stays, and the next run goes on from there.
    """
    extractors = Extractors(workers=job.workers, deadline=job.page_deadline)
    with extractors, open_warehouse(job.warehouse) as warehouse, _staging_folder(job.warehouse) as folder:
        save_sources(warehouse.connection, [listing.source for listing in job.listings if listing.source])
        run = _Run(
            job=job,
            warehouse=warehouse,
            extractors=extractors,
            folder=folder,
            submit=submit,
            progress=progress,
        )
        progress.run_id = start_run(warehouse.connection, flow=job.flow, trigger=job.trigger, software=SOFTWARE)
        try:
            run.load_all()
        except BaseException as error:
            with suppress(WarehouseError):  # the first error is the one to tell
                run.end("failed", str(error) or type(error).__name__)
            raise
        run.end(progress.state, "; ".join(progress.errors.values()) or None)
        submit("publish", partial(warehouse.publish, job.publish)).result()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """The steps of one run, and what they share."""

    job: Job
    warehouse: Warehouse
    extractors: Extractors
    folder: Path
    submit: Submit
    progress: Progress

    def load_all(self) -> None:
        """Extract batch after batch, some ahead of the one that is being loaded."""
        ahead: deque[Pending[Staged]] = deque()
        for number, places in enumerate(_batched(self._due(), self.job.batch_pages), 1):
            name = f"extract batch {number}, {len(places)} pages"
            ahead.append(self.submit(name, partial(self._extract, places)))
            if len(ahead) > AHEAD:
                self._load(ahead.popleft())
        while ahead:
            self._load(ahead.popleft())

    def end(self, state: RunState, error: str | None) -> None:
        """Close the run's row."""
        end_run(self.warehouse.connection, self.progress.run_id, state, self.progress.counts, error)

    def _due(self) -> Iterator[Place]:
        """The places that are new or changed since they were last read."""
        for listing in self.job.listings:
            tally = self.progress.tally(listing.source_id)
            for place, verdict in _judged(self.warehouse.connection, self._listed(listing, tally)):
                tally.count(verdict)
                if verdict == "due":
                    yield place

    def _listed(self, listing: Listing, tally: SourceTally) -> Iterator[Place]:
        """The places of a source up to where its listing fails, one that several of its patterns match only once."""
        seen: set[str] = set()
        try:
            for place in listing.places:
                if place.entry.url not in seen:
                    seen.add(place.entry.url)
                    yield place
        except SourceError as error:
            tally.error = str(error)

    def _extract(self, places: Sequence[Place]) -> Staged:
        readings = []
        for place, extraction in zip(places, self.extractors.extract(places), strict=True):
            readings.append(_reading(place, extraction))
            source_id, result = place.entry.source_id or NO_SOURCE, extraction.result
            if isinstance(result, Failure):
                self.progress.note_failure(source_id, place.entry.url, result.reason, result.message)
            else:
                self.progress.note_read(source_id)
        return stage_batch(readings, self.folder)

    def _load(self, pending: Pending[Staged]) -> None:
        staged = pending.result()
        name = f"load {staged.path.stem}, {staged.pages} pages"
        load = partial(load_batch, self.warehouse.connection, staged.path, self.progress.run_id)
        self.progress.loaded += self.submit(name, load).result()
        staged.path.unlink()


def is_anything_due(job: Job) -> bool:
    """Whether a run would read a page, or meet an error, as far as the readers' copy tells; uses the listings up."""
    try:
        places = (place for listing in job.listings for place in listing.places)
        with connect(job.publish) as connection:
            return any(verdict == "due" for _, verdict in _judged(connection, places))
    except (SourceError, WarehouseError):
        return True


def _judged(connection: Connection, places: Iterable[Place]) -> Iterator[tuple[Place, Verdict]]:
    for some in _batched(places, LOOK_UP):
        known = known_pages(connection, [place.entry.url for place in some])
        yield from ((place, verdict_on(place, known.get(place.entry.url))) for place in some)


def verdict_on(place: Place, known: Known | None) -> Verdict:
    """Whether a page is to be read: it is new, or its bytes changed, or what it failed of may have passed."""
    if known is None or known.etag != place.etag:
        return "due"
    if known.outcome in LOADED:
        return "unchanged"
    return "due" if known.outcome in PASSING and known.attempts < ATTEMPTS else "held"


def _reading(place: Place, extraction: Extraction) -> Reading:
    result = extraction.result
    article, failure = (None, result) if isinstance(result, Failure) else (result, None)
    return Reading(
        entry=extraction.entry,
        read_at=datetime.now(UTC),
        duration_ms=extraction.duration_ms,
        size=extraction.size,
        etag=place.etag,
        article=article,
        reason=failure.reason if failure else None,
        message=failure.message if failure else None,
    )


def _batched(values: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Runs of values of a size, the last one shorter (itertools.batched, which Python 3.11 has not)."""
    rest = iter(values)
    while batch := tuple(islice(rest, size)):
        yield batch


@contextmanager
def _staging_folder(warehouse: Path) -> Iterator[Path]:
    """An empty folder beside the warehouse; one that a dead run left is emptied, as the lock is ours."""
    folder = warehouse.with_name(warehouse.name + ".staging")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
