"""Deleted rows out of a lake's files: a snapshot keeps what it had, and so does a file, until both are gone."""

from duckdb import DuckDBPyConnection

from warehouse.sql import statement


def forget_deleted(connection: DuckDBPyConnection) -> None:
    """Write files with deleted rows anew, and delete the old ones with every snapshot but the present one."""
    connection.execute(statement("lake_steps", "forget"))
