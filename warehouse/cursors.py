"""A second way into the database of a connection: rows are read through it while others are written."""

from collections.abc import Iterator
from contextlib import contextmanager

from duckdb import DuckDBPyConnection


@contextmanager
def beside(connection: DuckDBPyConnection) -> Iterator[DuckDBPyConnection]:
    """Give a cursor for which names mean what they mean to the connection.

    DuckDB's own begins in the file that was opened first, and a lake is attached beside that.
    """
    [(names,)] = connection.execute("select [current_database(), current_schema()]").fetchall()
    with connection.cursor() as cursor:
        quoted = ('"' + name.replace('"', '""') + '"' for name in names)
        cursor.execute(f"use {'.'.join(quoted)}")
        yield cursor
