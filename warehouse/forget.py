"""Erase pages and whole sites on demand, and keep them from coming back.

The steps are the statements in ``forget_steps/``. Which address belongs to what is to be forgotten, the caller tells:
it asks for ``known_addresses`` and gives back those that do.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from warehouse.load import decide_clusters, drop_left_speakers
from warehouse.model import Table, WarcPlace
from warehouse.sql import statement
from warehouse.transaction import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be forgotten, and the addresses known to belong to it."""

    #: Pages, by the keys of their addresses.
    url_keys: tuple[str, ...] = ()
    #: Sites, by their hosts without www.; what is below them belongs to them.
    domains: tuple[str, ...] = ()
    page_urls: tuple[str, ...] = ()
    site_urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the warehouse has of it."""

    #: One row: how much is to be erased.
    counts: Table
    #: One row an article, of the latest twenty: day, title, address.
    articles: Table
    #: Where the pages were read: addresses and files.
    page_urls: tuple[str, ...]
    #: Feeds, sitemaps and home pages of their sources, which repeat titles and often whole texts.
    document_urls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstones:
    """What must not come back."""

    url_keys: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()


def known_addresses(connection: DuckDBPyConnection, hosts: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of pages and documents in which one of the hosts stands, in lower case."""
    found = connection.execute(statement("forget_steps", "addresses"), {"hosts": list(hosts)}).fetchall()
    return tuple(url for (url,) in found)


def find_forgotten(connection: DuckDBPyConnection, wanted: Wanted) -> Found:
    """Return what the warehouse has of what is wanted; nothing is erased."""
    _name(connection, "forgotten_keys", ["url_key"], [(key,) for key in wanted.url_keys])
    _name(connection, "forgotten_domains", ["domain"], [(domain,) for domain in wanted.domains])
    urls = [*((url, True) for url in wanted.page_urls), *((url, False) for url in wanted.site_urls)]
    _name(connection, "forgotten_urls", ["url", "is_page"], urls)
    connection.execute(statement("forget_steps", "found"))
    addresses = connection.execute(statement("forget_steps", "led_to")).fetchall()
    return Found(
        counts=_table(connection, "counts"),
        articles=_table(connection, "articles"),
        page_urls=tuple(url for url, is_page in addresses if is_page),
        document_urls=tuple(url for url, is_page in addresses if not is_page),
    )


def save_tombstones(
    connection: DuckDBPyConnection, run_id: str, url_keys: Iterable[str], domains: Iterable[str]
) -> None:
    """Have pages and sites refused from now on."""
    with transaction(connection):
        connection.execute("set variable run_id = ?", [run_id])
        connection.execute(
            statement("forget_steps", "tombstones"), {"url_keys": sorted(url_keys), "domains": sorted(domains)}
        )


def tombstones(connection: DuckDBPyConnection) -> Tombstones:
    """Return what must not come back."""
    rows = connection.execute("select url_key, domain from ops.tombstones").fetchall()
    return Tombstones(
        url_keys=frozenset(url_key for url_key, _ in rows if url_key),
        domains=frozenset(domain for _, domain in rows if domain),
    )


def move_records(
    connection: DuckDBPyConnection, moved: Mapping[tuple[str, int], WarcPlace], old_files: Sequence[str]
) -> None:
    """Have the log say where the archive's records are now; those of the old files that moved nowhere are gone."""
    rows = [(*old, new.file, new.offset, new.length) for old, new in moved.items()]
    with transaction(connection):
        _name(connection, "moved_records", ["old_file", "old_offset", "file", "offset", "length"], rows)
        connection.execute(statement("forget_steps", "moved"), {"old_files": list(old_files)})


def erase_forgotten(connection: DuckDBPyConnection, run_id: str, wanted: Wanted) -> Found:
    """Erase what is wanted from all tables, in one transaction; return what that was.

    The bytes stay in the file's free blocks until ``Warehouse.rewrite``.
    """
    with transaction(connection):
        found = find_forgotten(connection, wanted)
        connection.execute("set variable run_id = ?", [run_id])
        words = {word.lower() for word in (*wanted.domains, *wanted.page_urls, *found.page_urls)}
        connection.execute("set variable forgotten_words = ?", [sorted(words)])
        connection.execute(statement("forget_steps", "erase"))
        decide_clusters(connection)
        drop_left_speakers(connection)
    return found


def _name(
    connection: DuckDBPyConnection, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Make a temporary table of the rows."""
    lists = [[row[number] for row in rows] for number in range(len(columns))]
    types = {"is_page": "boolean[]", "old_offset": "bigint[]", "offset": "bigint[]", "length": "bigint[]"}
    selected = ", ".join(f'unnest(?::{types.get(name, "varchar[]")}) as "{name}"' for name in columns)
    connection.execute(f"create or replace temp table {table} as select {selected}", lists)


def _table(connection: DuckDBPyConnection, name: str) -> Table:
    cursor = connection.execute(statement("forget_steps", name))
    columns = tuple(column[0] for column in cursor.description)
    return Table(columns, tuple(cursor.fetchall()))
