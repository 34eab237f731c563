"""A transaction as a ``with`` block."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.reasons import reason
from warehouse.sql import statement


@contextmanager
def transaction(connection: DuckDBPyConnection, run_id: str | None = None) -> Iterator[None]:
    """Commit what the block does, or nothing of it where it raises; DuckDB's own errors become WarehouseError.

    A lake's snapshot says which run wrote it, for who wants the tables as they were before or after one.
    """
    try:
        connection.execute("begin transaction")
        yield
        if run_id and _is_lake(connection):
            connection.execute(statement("lake_steps", "author"), {"run_id": run_id})
        connection.execute("commit")
    except BaseException as error:
        # After a fatal error, a full disk most often, DuckDB has closed the file by itself; the last commit is safe.
        with suppress(duckdb.Error):
            connection.execute("rollback")
        if isinstance(error, duckdb.Error):
            raise reason(error) from error
        raise


def _is_lake(connection: DuckDBPyConnection) -> bool:
    return connection.execute(statement("lake_steps", "kind")).fetchall() == [("ducklake",)]
