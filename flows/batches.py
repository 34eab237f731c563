"""A batch of pages as a value: read, extracted and staged in whatever process or machine is given it."""

import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.process import current_process
from multiprocessing.util import Finalize
from threading import local

from flows.errors import EngineError
from flows.extraction import Extractors
from flows.progress import Progress
from flows.readings import Work, reading_of
from warehouse.stage import Staged
from warehouse.staging import stage_at

#: What pages are counted under whose site is to be their source.
NO_SOURCE = "files"
#: Seconds that a page from the web may wait for others of its batch: what is not loaded is fetched again after a kill.
LONGEST_WAIT = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What whoever extracts some pages has to know; small, as pages are paths and offsets."""

    #: What people who watch read of it.
    name: str
    work: Sequence[Work]
    #: Folder or address at which it is staged.
    staging: str
    #: Seconds that a page may take.
    deadline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What comes back of a batch."""

    staged: Staged
    #: What became of its pages.
    progress: Progress


def extract_batch(batch: Batch, extractors: Extractors) -> Extracted:
    """Read and extract the pages by the workers given, and stage what they gave."""
    extractions = extractors.extract([work.place for work in batch.work if work.place])
    readings, progress = [], Progress()
    for work in batch.work:
        readings.append(reading_of(work, next(extractions) if work.place else None))
        progress.note(work.entry.source_id or NO_SOURCE, readings[-1])
    return Extracted(staged=stage_at(readings, batch.staging), progress=progress)


def extract_batch_anywhere(batch: Batch) -> Extracted:
    """The same in a process that has nothing of the run's: by one worker of the calling thread's own.

    Raises EngineError where this process cannot see the pages, or may start no worker.
    """
    if current_process().daemon:
        raise EngineError(
            f"{socket.gethostname()}: a daemon may start no processes, and a page that hangs can only be killed: start "
            "Dask's workers with DASK_DISTRIBUTED__WORKER__DAEMON=false or with --no-nanny"
        )
    _require_folders(batch)
    return extract_batch(batch, _extractors_of_thread(batch.deadline))


def placed(work: Work) -> Work:
    """The same for a process with another working directory."""
    if work.place is None or work.place.path is None:
        return work
    return replace(work, place=replace(work.place, path=work.place.path.absolute()))


def _require_folders(batch: Batch) -> None:
    """A page that is gone is a page's failure; a folder that is not there is this machine's."""
    for folder in {work.place.path.parent for work in batch.work if work.place and work.place.path}:
        if not folder.is_dir():
            raise EngineError(
                f"{socket.gethostname()}: {folder} cannot be seen from this worker: pages and archive must lie on a "
                "folder that all machines share, under the same path"
            )


_of_thread = local()


def _extractors_of_thread(deadline: float) -> Extractors:
    """One worker that waits for the thread's next batch; it ends with this process, or when a run asks otherwise."""
    known: tuple[float, Extractors] | None = getattr(_of_thread, "extractors", None)
    if known and known[0] == deadline:
        return known[1]
    if known:
        known[1].__exit__(None, None, None)
    extractors = Extractors(workers=1, deadline=deadline)
    # Not atexit, which the processes of multiprocessing leave out.
    Finalize(None, extractors.__exit__, args=(SystemExit, None, None), exitpriority=100)
    _of_thread.extractors = deadline, extractors
    return extractors


def batches_of(work: Iterable[Work | None], size: int) -> Iterator[tuple[Work, ...]]:
    """Batches of a size, or of what came within LONGEST_WAIT; an empty one where there is time and nothing waits."""
    batch: list[Work] = []
    began = 0.0
    for each in work:
        if each:
            began = began if batch else time.monotonic()
            batch.append(each)
        if len(batch) >= size or (time.monotonic() - began > LONGEST_WAIT if batch else each is None):
            yield tuple(batch)
            batch = []
    if batch:
        yield tuple(batch)
