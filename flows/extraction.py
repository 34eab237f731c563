"""Pages read and extracted in worker processes, each within its deadline.

A process, because threads crash trafilatura, and because only a process can be killed: a page that hangs or
takes its worker down becomes a Failure, and the others go on. What a worker imports is only `extract` and this.
"""

import logging
import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as DeadlineError
from dataclasses import dataclass, replace
from multiprocessing.context import BaseContext
from types import TracebackType
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from extract.model import Article, Entry, ExtractError, Page
from flows.places import Place, page_of_content, read_page

if sys.platform == "linux":
    import resource

T = TypeVar("T")

#: Pages until a worker is replaced: trafilatura's caches and lxml's fragments make it grow.
PAGES_A_WORKER = 1000
#: Pages at once from which on one of them is likely to need what most pages do not.
_MANY = 100
#: Address space of a worker; more than any page within the caps of extract.decode needs.
WORKER_BYTES = 4 * 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a page gave no article; ``reason`` is one word for the quarantine."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What came of one page."""

    #: As the place's, with what a record or an archive says of the page.
    entry: Entry
    result: Article | Failure
    #: Bytes of the page, None where it could not be read.
    size: int | None
    duration_ms: int

    @property
    def article(self) -> Article | None:
        """The article, where there is one."""
        return None if isinstance(self.result, Failure) else self.result

    @property
    def failure(self) -> Failure | None:
        """Why there is none."""
        return self.result if isinstance(self.result, Failure) else None


class Extractors:
    """Worker processes that start with the first page; at the end of the block none is left.

    >>> with Extractors(workers=2, deadline=30.0) as extractors:
    ...     list(extractors.extract([]))
    []
    """

    def __init__(self, *, workers: int, deadline: float) -> None:
        self._deadline = deadline
        self._under_way: set[Future[Any]] = set()
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=PAGES_A_WORKER,
            initializer=_start_worker,
            context=_context(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
            for pending in tuple(self._under_way):  # or whoever waits for one waits for ever
                pending.cancel()
        self._pool.join()

    def extract(self, places: Sequence[Place]) -> Iterator[Extraction]:
        """What came of each place, in their order; all of them are under way from the start."""
        if len(places) >= _MANY:
            _preload("flows.first_odd_date")
        futures = [self._pool.schedule(extract_place, args=(place,), timeout=self._deadline) for place in places]
        self._under_way.update(futures)
        for place, future in zip(places, futures, strict=True):
            yield self._outcome(place, future)
            self._under_way.discard(future)

    def start(self, call: Callable[..., T], *arguments: object) -> Future[T]:
        """Start another call in a worker; ``failure_of`` tells what its error means, should it not end in time."""
        future: Future[T] = self._pool.schedule(call, args=arguments, timeout=self._deadline)
        self._under_way.add(future)
        future.add_done_callback(self._under_way.discard)
        return future

    def failure_of(self, error: BaseException) -> Failure | None:
        """What the end of a worker means for the call that it had; None for any other error."""
        if isinstance(error, DeadlineError):
            return Failure(reason="timeout", message=f"not extracted within {self._deadline:g} s")
        if isinstance(error, ProcessExpired):
            return Failure(reason="crashed", message=f"the worker died with exit code {error.exitcode}")
        return None

    def _outcome(self, place: Place, future: Future[Extraction]) -> Extraction:
        try:
            return future.result()
        except (DeadlineError, ProcessExpired) as error:
            failure = self.failure_of(error)
            assert failure, "one of the two it is"
            return Extraction(entry=_without_content(place.entry), result=failure, size=None, duration_ms=0)


def extract_place(place: Place) -> Extraction:
    """Read and extract one page, in the worker; nothing a page does raises here."""
    started = time.monotonic()
    entry, size = place.entry, None
    result: Article | Failure
    try:
        page = read_page(place)
        entry, size = page.entry, len(page.body)
        result = _article(page, place)
    except ExtractError as error:
        result = Failure(reason=error.reason, message=error.message)
    except (MemoryError, RecursionError) as error:
        result = Failure(reason="too_big", message=f"{type(error).__name__} while extracting")
    except Exception as error:  # the edge of the batch: one page's bug is one quarantine row
        result = Failure(reason="parse_error", message=f"{type(error).__name__}: {error}")
    return Extraction(
        entry=_without_content(entry), result=result, size=size, duration_ms=int((time.monotonic() - started) * 1000)
    )


def _article(page: Page, place: Place) -> Article:
    """The article of a page, or of its feed's full text where the page shows none: a paywall, a consent wall."""
    from extract.article import extract_article  # noqa: PLC0415  # trafilatura: a second, spent in the workers only

    try:
        return extract_article(page)
    except ExtractError as error:
        if place.offset is None or not place.entry.content:
            raise
        try:
            return extract_article(page_of_content(place.entry, place.entry.content))
        except ExtractError:
            raise error from None


def _without_content(entry: Entry) -> Entry:
    """The entry without the text that it carried to the worker."""
    return replace(entry, content=None) if entry.content else entry


def _context() -> BaseContext:
    """How workers start: never by a fork of this process, which has threads and so may hang in its child.

    On Linux they are forked from a process that has the first pages behind it: to start two of them takes 0.2 s in
    place of 1.1, and to replace one nothing. That process ends with this one.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    _preload()
    return multiprocessing.get_context("forkserver")


def _preload(*more: str) -> None:
    """Say what is imported by the process that workers are forked from; it changes nothing once that is there."""
    if sys.platform == "linux":
        multiprocessing.set_forkserver_preload([*more, "flows.first_pages"])


def _start_worker() -> None:
    # Ctrl-C reaches the whole group; the parent tells its workers to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":  # elsewhere the limit is unknown or not kept
        resource.setrlimit(resource.RLIMIT_AS, (WORKER_BYTES, WORKER_BYTES))
    # What trafilatura and htmldate log of a page is in the page's verdict.
    logging.disable(logging.CRITICAL)
