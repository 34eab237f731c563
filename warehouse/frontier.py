"""The warehouse's memory of the web: which documents name pages, which pages wait, and when to look at each again."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection

from extract.model import Entry
from warehouse.cursors import beside
from warehouse.hints import entry_of
from warehouse.model import Document, DuePage, mappings
from warehouse.named import aware, document_of, document_rows, entry_rows
from warehouse.query import ask
from warehouse.rows import naive_utc
from warehouse.sql import statement
from warehouse.transaction import transaction

#: Rows that are made objects at once.
_ROWS = 1000


def save_listing(  # noqa: PLR0913, PLR0917 - what was found, in which run, and when
    connection: DuckDBPyConnection,
    run_id: str,
    documents: Sequence[Document],
    entries: Sequence[Entry],
    url_keys: Sequence[str],
    now: datetime,
) -> int:
    """Save what was found of a source, and return how many of its pages the frontier had not; all or nothing is saved.

    So no feed's ETag is kept without its entries. ``url_keys`` are those of the entries, in their order. A page that is
    new is due now; one that is known, where its entry states a later change than was stated before. What was forgotten
    on demand does not come back.
    """
    with transaction(connection):
        _set(connection, run_id=run_id, now=naive_utc(now), are_asked_for=False)
        _stage(connection, documents, entries, url_keys)
        _run(connection, "sources", "documents", "requests", "pages")
        [(new,)] = _run(connection, "new")
        _run(connection, "known")
    return int(new)


def save_part(  # noqa: PLR0913, PLR0917 - as above
    connection: DuckDBPyConnection,
    run_id: str,
    documents: Sequence[Document],
    entries: Sequence[Entry],
    url_keys: Sequence[str],
    now: datetime,
) -> None:
    """Save entries that are a part of what their documents name, as ``save_listing`` does.

    The documents go into the log alone: who reads them next without having their other entries needs them whole.
    """
    with transaction(connection):
        _set(connection, run_id=run_id, now=naive_utc(now), are_asked_for=False)
        _stage(connection, documents, entries, url_keys)
        _run(connection, "sources", "requests", "pages", "new", "known")


def read_in(connection: DuckDBPyConnection, flow: str, source_id: str) -> dict[str, datetime]:
    """Return when the sitemaps of a source were last had by runs of this name, by address: aware UTC."""
    found = _rows(connection, "read_in", flow=flow, source_id=source_id)
    return {str(row["url"]): aware(row["read_at"]) for row in found}  # type: ignore[misc]  # a time, as asked


def unread_entries(connection: DuckDBPyConnection, source_id: str, now: datetime) -> Iterator[tuple[str, Entry]]:
    """Yield key and entry of the pages of a source that wait and gave no article yet, newest first."""
    with beside(connection) as cursor:
        cursor.execute(statement("frontier_queries", "unread"), {"source_id": source_id, "now": naive_utc(now)})
        while rows := cursor.fetchmany(_ROWS):
            yield from ((url_key, entry_of(url, source_id, hints)) for url_key, url, hints in rows)


def queue_pages(
    connection: DuckDBPyConnection, entries: Sequence[Entry], url_keys: Sequence[str], now: datetime
) -> tuple[str, ...]:
    """Make pages that were asked for by name due at once; return their keys in the frontier.

    The key of a page may be another than the one given, where the frontier knows it by another address. Pages that
    were forgotten on demand are left out.
    """
    with transaction(connection):
        _set(connection, now=naive_utc(now), are_asked_for=True)
        _stage(connection, (), entries, url_keys)
        _run(connection, "sources", "pages", "new", "known")
        queued = connection.execute("select url_key from named_pages order by url_key").fetchall()
    return tuple(url_key for (url_key,) in queued)


def known_documents(connection: DuckDBPyConnection, source_ids: Sequence[str]) -> dict[str, Document]:
    """Return the documents of these sources as they were last read, by address."""
    found = _rows(connection, "documents", source_ids=list(source_ids))
    return {str(row["url"]): document_of(row) for row in found}


def robots_documents(connection: DuckDBPyConnection, since: datetime) -> tuple[Document, ...]:
    """Return each robots.txt that was asked for, or last had, since then."""
    return tuple(document_of(row) for row in _rows(connection, "robots", since=naive_utc(since)))


def due_pages(
    connection: DuckDBPyConnection,
    source_id: str | None,
    now: datetime,
    limit: int,
    url_keys: Sequence[str] | None = None,
) -> tuple[DuePage, ...]:
    """Return the pages of a source whose time has come, those that were stated to be newest first.

    With ``url_keys`` only those among them, which may be of any source where none is given.
    """
    asked = {"source_id": source_id, "now": naive_utc(now), "limit": limit}
    found = _rows(connection, "due_pages", url_keys=None if url_keys is None else list(url_keys), **asked)
    return tuple(_due_page(row) for row in found)


def next_due(connection: DuckDBPyConnection, source_ids: Sequence[str]) -> datetime | None:
    """Return when the first document or page of these sources will be due; None where nothing waits."""
    earliest = aware(_rows(connection, "next_due", source_ids=list(source_ids))[0]["next_due"])
    return earliest if isinstance(earliest, datetime) else None


def parked_hosts(connection: DuckDBPyConnection, now: datetime) -> dict[str, datetime]:
    """Return the hosts that asked to be left alone until later than now, each by an address of it: aware UTC."""
    found = _rows(connection, "parked", now=naive_utc(now))
    return {str(row["url"]): aware(row["put_off_until"]) for row in found}  # type: ignore[misc]  # a time, as asked


def failed_keys(connection: DuckDBPyConnection, url_keys: Sequence[str]) -> frozenset[str]:
    """Return those of the keys whose pages were asked for and have given no article yet."""
    return frozenset(str(row["url_key"]) for row in _rows(connection, "failed_keys", url_keys=list(url_keys)))


def keys_in_frontier(connection: DuckDBPyConnection, url_keys: Sequence[str]) -> frozenset[str]:
    """Return those of the keys that the frontier has."""
    return frozenset(str(row["url_key"]) for row in _rows(connection, "keys", url_keys=list(url_keys)))


def waiting_pages(
    connection: DuckDBPyConnection, source_id: str, now: datetime
) -> tuple[tuple[str, str, datetime], ...]:
    """Return address, reason and time (naive UTC) of all pages that ``due_pages`` would give, in its order."""
    found = _rows(connection, "waiting", source_id=source_id, now=naive_utc(now))
    return tuple((row["url"], row["why"], row["due_at"]) for row in found)  # type: ignore[misc]  # as the columns are


def content_of(connection: DuckDBPyConnection, url_key: str) -> str | None:
    """Return the full text, as HTML, that a feed gave of a page that gave no article yet."""
    found = _rows(connection, "content", url_key=url_key)
    return str(found[0]["content"]) if found else None


def _due_page(row: dict[str, object]) -> DuePage:
    entry = entry_of(str(row.pop("url")), str(row.pop("source_id")), str(row.pop("entry")))
    loaded_at = row.pop("loaded_at")
    return DuePage(entry=entry, loaded_at=aware(loaded_at), **row)  # type: ignore[arg-type]  # columns named as fields


def _stage(
    connection: DuckDBPyConnection, documents: Sequence[Document], entries: Sequence[Entry], url_keys: Sequence[str]
) -> None:
    """Make temporary tables of what is to be saved: fifty thousand rows at once, where inserts would take minutes."""
    _make(connection, "named_entries", entry_rows(entries, url_keys))
    _make(connection, "read_documents", document_rows(documents))


def _make(connection: DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    connection.register("staged_rows", rows)
    connection.execute(f"create or replace temp table {name} as from staged_rows")
    connection.unregister("staged_rows")


def _set(connection: DuckDBPyConnection, **variables: object) -> None:
    for name, value in variables.items():
        connection.execute(f"set variable {name} = ?", [value])


def _run(connection: DuckDBPyConnection, *steps: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for step in steps:
        rows = connection.execute(statement("frontier_steps", step)).fetchall()
    return rows


def _rows(connection: DuckDBPyConnection, query: str, **parameters: object) -> list[dict[str, object]]:
    return list(mappings(ask(connection, "frontier_queries", query, parameters)))
