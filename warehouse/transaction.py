"""A transaction as a ``with`` block."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.reasons import reason


@contextmanager
def transaction(connection: DuckDBPyConnection) -> Iterator[None]:
    """Commit what the block does, or nothing of it where it raises; DuckDB's own errors become WarehouseError."""
    try:
        connection.execute("begin transaction")
        yield
        connection.execute("commit")
    except BaseException as error:
        # After a fatal error, a full disk most often, DuckDB has closed the file by itself; the last commit is safe.
        with suppress(duckdb.Error):
            connection.execute("rollback")
        if isinstance(error, duckdb.Error):
            raise reason(error) from error
        raise
