"""How a run has its steps done: calls under way in threads of its own, or in the tasks of an engine."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Protocol, TypeVar

from flows.batches import Batch, Extracted

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: Batches that are extracted while one is loaded: enough to keep the workers busy, and no more in memory.
AHEAD = 2


class Pending(Protocol[T_co]):
    """A call under way: a future of the standard library, or one of Prefect."""

    def result(self) -> T_co:
        """Wait for the call, and return what it returned."""


class Submit(Protocol):
    """Starts a call in the background; the name is for people who watch."""

    def __call__(self, name: str, call: Callable[[], T], /) -> Pending[T]:
        """Return at once."""


class Extract(Protocol):
    """Starts the extraction of batches outside of this process."""

    @property
    def ahead(self) -> int:
        """Batches that are extracted while one is loaded."""

    def __call__(self, batch: Batch, /) -> Pending[Extracted]:
        """Return at once."""


@contextmanager
def submitting_to_threads() -> Iterator[Submit]:
    """Calls started in threads of this process, for a run without Prefect."""
    with ThreadPoolExecutor(max_workers=AHEAD + 2) as threads:
        yield lambda name, call: threads.submit(call)  # noqa: ARG005  # nobody watches
