"""A native file with all that a lake has: for readers, who search, query and carry it as any other copy."""

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.copies import delete_copy
from warehouse.database_settings import SETTINGS
from warehouse.migrate import migrate
from warehouse.sql import literal, statement
from warehouse.transaction import transaction


def write_native(connection: DuckDBPyConnection, path: Path) -> None:
    """Write a warehouse at ``path`` with the rows of the lake that is the connection's database, as of one snapshot."""
    delete_copy(path)
    with duckdb.connect(str(path), config=SETTINGS) as fresh:
        migrate(fresh)
    tables = [name for (name,) in connection.execute(statement("lake_steps", "tables")).fetchall() if name != _META]
    connection.execute(f"attach {literal(path)} as fresh")
    try:
        with transaction(connection):
            for table in tables:
                # In the order in which they were written, which tells the latest reading of a page.
                connection.execute(f"insert into fresh.{table} by name select * from {table} order by rowid")
        connection.execute("checkpoint fresh")
    finally:
        connection.execute("detach fresh")


#: Facts about a file or a lake, which are not the other's.
_META = '"main"."meta"'
