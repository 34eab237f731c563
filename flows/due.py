"""What is to be read: local pages that are new or changed or whose failure may have passed, sources whose time came."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import TypeVar

from extract.urls import url_key
from flows.errands import is_due, roots
from flows.known_documents import documents_of
from flows.places import Place
from flows.progress import Verdict
from flows.sites import Site
from warehouse.connection import Connection
from warehouse.frontier import due_pages, keys_in_frontier
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


def is_site_due(connection: Connection, site: Site) -> bool:
    """Whether a document or a page of a source on the web would be asked for."""
    now = datetime.now(UTC)
    known = documents_of(connection, site, now)
    pages = {url_key(url) for url in site.pages}
    if pages - keys_in_frontier(connection, list(pages)):
        return True
    # Not all that is known: of what the configuration no longer leads to, nothing is asked.
    if any(is_due(errand, known.get(errand.url), now) for errand in roots(site, known)):
        return True
    return bool(due_pages(connection, site.source_id, now, 1))


def _batched(values: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Runs of values of a size, the last one shorter (itertools.batched, which Python 3.11 has not)."""
    rest = iter(values)
    while batch := tuple(islice(rest, size)):
        yield batch
