"""What a run would do, as far as the readers' copy tells: nothing is fetched, nothing is written."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from extract.urls import url_key
from flows.documents import asked_url
from flows.due import looked_up, verdict_on
from flows.errands import Errand, is_due, roots
from flows.errors import SourceError
from flows.health import worded
from flows.known_documents import documents_of
from flows.output import Format, messages, print_table
from flows.places import Place
from flows.settings import Settings
from flows.sites import Site, site_of
from flows.source_settings import Source
from flows.sources import list_source
from warehouse.connection import Connection
from warehouse.frontier import keys_in_frontier, waiting_pages
from warehouse.model import Document, Known, Table
from warehouse.query import is_published, reading_copy
from warehouse.rows import naive_utc

#: One row per feed, sitemap and page on the web, and per source of files and what is to be done with them. ``due_at``
#: is since when it is due, or from when on it will be; ``pages`` the number of pages that a row stands for.
COLUMNS = ("source", "kind", "why", "due_at", "pages", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    source: str
    kind: str
    why: str
    due_at: datetime | None = None
    pages: int | None = None
    url: str | None = None


def forecast(settings: Settings, now: datetime) -> Table:
    """Return what a run would read of each configured source, and why; what new feeds name cannot be known before."""
    if not is_published(settings.published):
        return _table(row for source in settings.sources for row in _rows(source, None, now))
    with reading_copy(settings.published) as connection:
        return _table(row for source in settings.sources for row in _rows(source, connection, now))


def print_forecast(settings: Settings, form: Format) -> None:
    """Print the forecast of a run that starts now."""
    now = datetime.now(UTC)
    table = forecast(settings, now)
    print_table(worded(table, now) if form is Format.TABLE else table, form)
    if any(row[1] != "file" for row in table.rows):
        messages.print("presslake: which pages feeds and sitemaps name next is not known before they are asked")


def _table(rows: Iterable[_Row]) -> Table:
    return Table(COLUMNS, tuple(tuple(getattr(row, column) for column in COLUMNS) for row in rows))


def _rows(source: Source, connection: Connection | None, now: datetime) -> Iterator[_Row]:
    if not source.is_on_the_web:
        yield from _local_rows(source, connection)
        return
    site = site_of(source)
    known = documents_of(connection, site, now) if connection else {}
    yield from _document_rows(site, known, now)
    yield from _page_rows(site, connection, now)
    yield from (_Row(source=source.id, kind="page", why=error) for error in site.errors)


def _document_rows(site: Site, known: dict[str, Document], now: datetime) -> Iterator[_Row]:
    errands: dict[str, Errand] = {}
    for errand in roots(site, known):
        errands.setdefault(errand.url, errand)
    for url, errand in errands.items():
        before = known.get(url)
        if before and (due_at := before.next_check_at):
            yield _Row(
                source=site.source_id,
                kind=before.kind,
                why=_why(before, due_at, now),
                due_at=naive_utc(due_at),
                url=asked_url(url, before),
            )
        elif is_due(errand, before, now):  # what its index announces, or what is gone, is not
            yield _Row(source=site.source_id, kind=errand.role, why="new", url=url)


def _why(document: Document, due_at: datetime, now: datetime) -> str:
    if due_at > now:
        return "not yet"
    return "retry" if document.failures else "re-check"


def _page_rows(site: Site, connection: Connection | None, now: datetime) -> Iterator[_Row]:
    keys = {url_key(url): url for url in site.pages}
    there = keys_in_frontier(connection, list(keys)) if connection else frozenset()
    for key, url in keys.items():
        if key not in there:
            yield _Row(source=site.source_id, kind="page", why="new", pages=1, url=url)
    waiting = waiting_pages(connection, site.source_id, now) if connection else ()
    for url, why, due_at in waiting[: site.max_pages]:
        yield _Row(source=site.source_id, kind="page", why=why, due_at=due_at, pages=1, url=url)
    if left := len(waiting[site.max_pages :]):
        yield _Row(source=site.source_id, kind="page", why="a later run", pages=left)


def _local_rows(source: Source, connection: Connection | None) -> Iterator[_Row]:
    """Yield how many of the files, records or entries on this disk are to be read, and how many are not."""
    verdicts: Counter[str] = Counter()
    error = None
    try:
        places = list_source(source)
        for place, known in looked_up(connection, places) if connection else ((place, None) for place in places):
            verdicts[_local_why(place, known)] += 1
    except SourceError as failure:
        error = str(failure)
    for why, pages in verdicts.most_common():
        yield _Row(source=source.id, kind="file", why=why, pages=pages)
    if error:
        yield _Row(source=source.id, kind="file", why=error)


def _local_why(place: Place, known: Known | None) -> str:
    if known is None:
        return "new"
    if known.etag != place.etag:
        return "changed"
    match verdict_on(place, known):
        case "due":
            return "retry"
        case "held":
            return "in quarantine"
        case verdict:
            return verdict
