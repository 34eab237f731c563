"""Read a warehouse: the newest published copy, locked down, and the questions that the command line asks of it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError
from warehouse.lake.address import LakeAddress, Location, is_lake, without_password
from warehouse.lake.opened import connect_lake
from warehouse.lockdown import LOCKED
from warehouse.model import Answer, Known, Table, Version, VersionRows
from warehouse.publish import current_copy
from warehouse.refusals import one_line, refusal
from warehouse.rows import naive_utc
from warehouse.singles import shortened, single_columns
from warehouse.sql import statement
from warehouse.surrogates import mended

#: Where a run publishes that is told nothing else.
PUBLISHED = "warehouse.read.duckdb"

_SETTINGS: dict[str, str | bool | int | float | list[str]] = LOCKED | {
    "memory_limit": "2GB",
    "lock_configuration": True,
}

#: What may be the beginning of an id: fewer letters would be those of many.
_BEGINNING = re.compile("[aq][a-z2-7]{3,11}")
_SHOWN_IDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the warehouse is."""

    #: Rows of each table of the present.
    tables: Table
    #: The latest runs, latest first.
    runs: Table
    #: Every source, with how reading it goes.
    sources: Table
    #: What of the sources fails or has moved, and why.
    attention: Table
    #: Failed pages by reason.
    quarantine: Table
    #: Path of the copy that all this was read from.
    copy: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRows:
    """An article as the tables have it: one row, and those of its parts in reading order."""

    article: Table
    paragraphs: Table
    quotes: Table
    statements: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRows:
    """A quote as the tables have it: one row, and the paragraphs around it."""

    quote: Table
    context: Table


def connect(publish_path: Location | str = PUBLISHED) -> DuckDBPyConnection:
    """Return a connection to the newest published copy, read-only, and closed to files, network and settings.

    ``publish_path`` is where a run publishes, by default as in a folder without configuration; or any copy of it; or
    a lake, ``ducklake:…``, as it is now. It stays as it is while later runs write; connect again to see that. For your
    own SQL: what others wrote goes to warehouse.sandbox, since DuckDB leaves some ways open (warehouse.lockdown), more
    of them in a lake, whose catalog and files are reached all the time.
    Raises WarehouseError where nothing is published, and where the copy cannot be read.
    """
    if isinstance(publish_path, LakeAddress):
        return connect_lake(publish_path)
    if is_lake(publish_path):
        return connect_lake(LakeAddress.parse(str(publish_path)))
    return _connect_copy(Path(publish_path))


def _connect_copy(publish_path: Path) -> DuckDBPyConnection:
    copy = current_copy(publish_path)
    while True:
        try:
            return duckdb.connect(str(copy), read_only=True, config=_SETTINGS)
        except duckdb.Error as error:
            unread, copy = copy, current_copy(publish_path)
            if copy == unread:  # otherwise it went, as two were published meanwhile
                raise WarehouseError(_why_unread(copy, one_line(str(error)))) from error


@contextmanager
def reading_copy(publish_path: Location) -> Iterator[DuckDBPyConnection]:
    """A connection as by ``connect`` for the time of a block; what DuckDB cannot read in it becomes WarehouseError."""
    with connect(publish_path) as connection:
        try:
            yield connection
        except duckdb.Error as error:
            said = refusal(str(error))
            if isinstance(publish_path, LakeAddress):
                said = publish_path.masked(said)
            raise WarehouseError(f"{publish_path}: {said}") from error


def is_published(publish_path: Location) -> bool:
    """Tell whether there is something to read, a link that leads nowhere included."""
    return publish_path.exists() or (isinstance(publish_path, Path) and publish_path.is_symlink())


def _why_unread(copy: Path, said: str) -> str:
    if "Could not set lock" in said:
        return f"{copy} is open for writing in another program ({said}): open it there with read_only=True"
    if "different configuration" in said:
        return f"{copy} is open in this program by duckdb.connect: close that, or use it, or read by connect alone"
    return f"{copy} cannot be read ({said}): run presslake run to publish again"


def known_pages(connection: DuckDBPyConnection, urls: Sequence[str]) -> dict[str, Known]:
    """Return what the latest reading gave, for those of the URLs that were read before."""
    rows = connection.execute(statement("queries", "known_pages"), {"urls": list(urls)}).fetchall()
    return {url: Known(etag=etag, outcome=outcome, attempts=attempts) for url, etag, outcome, attempts in rows}


def query_status(connection: DuckDBPyConnection, now: datetime) -> Status:
    """Return the rows, runs, sources and failures of the warehouse; pages wait whose time has come by now."""
    return Status(
        tables=_query(connection, "status_tables"),
        runs=_query(connection, "status_runs"),
        sources=_query(connection, "status_sources", {"now": naive_utc(now)}),
        attention=query_attention(connection, now),
        quarantine=_query(connection, "status_quarantine"),
        copy=_without_password(_query(connection, "status_copy")),
    )


def _without_password(copy: Table) -> Table:
    # A lake's path is what it was attached by.
    return Table(copy.columns, tuple(tuple(without_password(str(value)) for value in row) for row in copy.rows))


def query_attention(connection: DuckDBPyConnection, now: datetime) -> Table:
    """Return what of the sources fails, has moved, is silent or gives far less than it did, and why."""
    return _query(connection, "status_attention", {"now": naive_utc(now)})


def query_quarantine(connection: DuckDBPyConnection, limit: int) -> tuple[Table, int]:
    """Return the pages that failed last, and how many pages are in quarantine."""
    pages = connection.execute("select count(*) from ops.quarantine").fetchall()[0][0]
    return _query(connection, "quarantine_latest", {"limit": limit}), int(pages)


def whole_id(connection: DuckDBPyConnection, wanted: str) -> str:
    """Return the id of the one article or quote whose id begins so, or what was given where that is no beginning.

    Raises WarehouseError where several begin so, and names them.
    """
    if not _BEGINNING.fullmatch(wanted):
        return wanted
    found = ask(connection, "queries", "ids_that_begin", {"wanted": wanted, "limit": _SHOWN_IDS + 1}).rows
    if len(found) > 1:
        named = "\n".join(f"  {found_id}  {text}" for found_id, text in found[:_SHOWN_IDS])
        more = "\n  …" if len(found) > _SHOWN_IDS else ""
        raise WarehouseError(f"{wanted}: several ids begin so:\n{named}{more}")
    return str(found[0][0]) if found else wanted


def query_article(connection: DuckDBPyConnection, wanted: str) -> ArticleRows:
    """Return the article with this id or canonical URL, or that was read from this address."""
    asked = {"article_id": article_id_of(connection, wanted)}
    return ArticleRows(
        article=_query(connection, "article", asked),
        paragraphs=_query(connection, "article_paragraphs", asked),
        quotes=_query(connection, "article_quotes", asked),
        statements=_query(connection, "article_statements", asked),
    )


def query_versions(connection: DuckDBPyConnection, wanted: str, since: int | None = None) -> VersionRows:
    """Return the versions of the article, and the quotes that are gone since one of them; by default the one before."""
    asked: dict[str, object] = {"article_id": article_id_of(connection, wanted)}
    rows = connection.execute(statement("queries", "article_versions"), asked).fetchall()
    versions = tuple(Version(number=number, seen_at=at, title=title, text=text) for number, at, title, text in rows)
    numbers = [version.number for version in versions]
    since = numbers[max(0, len(numbers) - 2)] if since is None else since
    if since not in numbers:
        raise WarehouseError(f"{wanted}: no version {since}: there is {', '.join(map(str, numbers))}")
    gone = connection.execute(statement("queries", "quotes_gone"), asked | {"version": since}).fetchall()
    quotes = _query(connection, "article_quotes", asked).narrowed_to(["speaker", "quote"])
    return VersionRows(versions=versions, since=since, gone=tuple(gone), quotes=_pairs(quotes))


def _pairs(table: Table) -> tuple[tuple[str | None, str], ...]:
    return tuple((None if speaker is None else str(speaker), str(quote)) for speaker, quote in table.rows)


def article_id_of(connection: DuckDBPyConnection, wanted: str) -> str:
    """Return the id of the article with this id or canonical URL, or that was read from this address."""
    found = ask(connection, "queries", "article_id", {"wanted": wanted}).rows
    if not found:
        is_name = "/" not in wanted
        hint = f"; what somebody said is found by presslake search --speaker '{wanted}'" if is_name else ""
        raise WarehouseError(f"{wanted}: no such article: give an article_id, a URL or a file:// address{hint}")
    return str(found[0][0])


def query_quote(connection: DuckDBPyConnection, quote_id: str) -> QuoteRows:
    """Return the quote with this id and the paragraphs around it."""
    quote = _query(connection, "quote", {"quote_id": quote_id})
    if not quote.rows:
        raise WarehouseError(f"{quote_id}: no such quote: search finds the ids")
    return QuoteRows(quote=quote, context=_query(connection, "quote_context", {"quote_id": quote_id}))


def query_feeds(connection: DuckDBPyConnection) -> Table:
    """Return address and title of every feed that articles come from."""
    return query_sql(connection, statement("queries", "feeds"))


def query_sql(
    connection: DuckDBPyConnection, sql: str, parameters: Sequence[object] = (), *, limit: int | None = None
) -> Table:
    """Return what a query of ours gives, the first ``limit`` rows of it; users' own go to warehouse.sandbox."""
    try:
        cursor = connection.execute(sql, list(parameters))
        columns = tuple(column[0] for column in cursor.description or ())
        rows = cursor.fetchall() if limit is None else cursor.fetchmany(limit)
    except duckdb.Error as error:
        raise WarehouseError(one_line(str(error))) from error
    return Table(columns, tuple(rows))


def stream(connection: DuckDBPyConnection, folder: str, name: str, parameters: Mapping[str, object]) -> Answer:
    """Return what ``ask`` does, the rows as they are read: by this connection, which does nothing else meanwhile."""
    cursor = _asked(connection, folder, name, parameters)
    columns, singles = tuple(column[0] for column in cursor.description), single_columns(cursor)
    batches = iter(lambda: cursor.fetchmany(2000), [])
    return Answer(columns, (row for rows in batches for row in shortened(rows, singles)))


def ask(connection: DuckDBPyConnection, folder: str, name: str, parameters: Mapping[str, object]) -> Table:
    """Return what the statement ``folder/name.sql`` gives; WarehouseError where the copy is older than it."""
    cursor = _asked(connection, folder, name, parameters)
    columns = tuple(column[0] for column in cursor.description)
    return Table(columns, tuple(shortened(cursor.fetchall(), single_columns(cursor))))


def _asked(
    connection: DuckDBPyConnection, folder: str, name: str, parameters: Mapping[str, object]
) -> DuckDBPyConnection:
    try:
        # What is typed in a terminal need not be UTF-8.
        return connection.execute(statement(folder, name), mended(dict(parameters)))
    except (duckdb.CatalogException, duckdb.BinderException) as error:
        raise WarehouseError(
            f"the published copy is of an older presslake ({one_line(str(error))}): run presslake run to publish again"
        ) from error


def _query(connection: DuckDBPyConnection, name: str, parameters: Mapping[str, object] | None = None) -> Table:
    return ask(connection, "queries", name, parameters or {})
