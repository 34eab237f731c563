"""Which local pages are to be read: those that are new or changed, and those whose failure may have passed."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from flows.places import Place
from flows.progress import Verdict
from warehouse.connection import Connection
from warehouse.model import Known
from warehouse.query import known_pages

T = TypeVar("T")

#: Addresses looked up at once.
LOOK_UP = 1000
#: Outcomes after which the same bytes have nothing new to give.
LOADED = frozenset({"new", "updated", "rebuilt", "unchanged", "skipped", "forgotten"})
#: Reasons that may pass, and how often a page is tried for them.
PASSING = frozenset({"timeout", "crashed"})
ATTEMPTS = 3


def judged(connection: Connection, places: Iterable[Place]) -> Iterator[tuple[Place, Verdict]]:
    """Each place, and whether it is to be read."""
    return ((place, verdict_on(place, known)) for place, known in looked_up(connection, places))


def looked_up(connection: Connection, places: Iterable[Place]) -> Iterator[tuple[Place, Known | None]]:
    """Each place, and what its latest reading gave."""
    for some in _batched(places, LOOK_UP):
        known = known_pages(connection, [place.entry.url for place in some])
        yield from ((place, known.get(place.entry.url)) for place in some)


def verdict_on(place: Place, known: Known | None) -> Verdict:
    """Whether a page is to be read: it is new, or its bytes changed, or what it failed of may have passed."""
    if known is None or known.etag != place.etag:
        return "due"
    if known.outcome in LOADED:
        return "unchanged"
    return "due" if known.outcome in PASSING and known.attempts < ATTEMPTS else "held"


def _batched(values: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Runs of values of a size, the last one shorter (itertools.batched, which Python 3.11 has not)."""
    rest = iter(values)
    while batch := tuple(islice(rest, size)):
        yield batch
