"""The lock that keeps a second writer out of a lake, on whatever machine it is.

It is an advisory lock of the catalog's Postgres, which ends with the session that has it: with the writer, however that
dies. A writer that has lost it, since Postgres was restarted, does no harm: DuckLake is told to try no commit again
(``ducklake_max_retry_count``), and so takes none that was begun before another one ended.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext, suppress

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.database_settings import SETTINGS
from warehouse.errors import WarehouseBusy
from warehouse.lake.address import LakeAddress
from warehouse.lake.attach import connecting, load_extension
from warehouse.lock import hold_lock
from warehouse.sql import literal, statement


@contextmanager
def hold_lake(address: LakeAddress) -> Iterator[None]:
    """Hold the lake for writing; WarehouseBusy, naming the holder, where another program has it."""
    # Staged batches and copies are this machine's: two writers would empty each other's folder.
    local = address.local
    with (
        hold_lock(local.with_name(local.name + ".lock")),
        _hold_catalog(address) if address.postgres else nullcontext(),
    ):
        yield


@contextmanager
def _hold_catalog(address: LakeAddress) -> Iterator[None]:
    with closing(connect_catalog(address)) as connection:
        # Sessions go back to a pool, which drops their locks; in a transaction one stays ours.
        connection.execute("begin transaction")
        try:
            if not _is_locked(connection):
                holder = _ask(connection, statement("lake_steps", "holder")) or [("another program",)]
                raise WarehouseBusy(f"{address} is in use by {holder[0][0]}: wait for it to end")
            yield
        finally:
            # Left to itself, it would end the whole program where Postgres is gone.
            with suppress(duckdb.Error):
                connection.execute("rollback")


def connect_catalog(address: LakeAddress) -> DuckDBPyConnection:
    """Return a connection to the Postgres of a lake's catalog, which is attached as ``catalog``."""
    with connecting(address, SETTINGS | {"threads": 1}) as connection:
        load_extension(connection, "postgres_scanner", address)
        # Read committed: a snapshot held for hours would keep Postgres from cleaning its tables.
        attached = f"attach {literal(address.postgres or '')} as catalog"
        connection.execute(f"{attached} (type postgres, isolation_level 'READ COMMITTED')")
    return connection


def _is_locked(connection: DuckDBPyConnection) -> bool:
    holder = f"process {os.getpid()} on {socket.gethostname()}"
    [(is_held, *_)] = _ask(connection, statement("lake_steps", "lock").format(holder=holder))
    return bool(is_held)


def _ask(connection: DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return connection.execute(f"from postgres_query('catalog', {literal(query)})").fetchall()
