"""Deleted rows out of a lake's files and catalog: a snapshot keeps what it had, and so does a file until it is gone."""

from contextlib import closing
from pathlib import Path

from duckdb import DuckDBPyConnection

from warehouse.lake.address import LakeAddress
from warehouse.lake.lock import connect_catalog
from warehouse.sql import statement
from warehouse.written_anew import write_anew


def forget_deleted(connection: DuckDBPyConnection) -> None:
    """Write files with deleted rows anew, and delete the old ones with every snapshot but the present one."""
    connection.execute(statement("lake_steps", "forget"))


def write_catalog_anew(address: LakeAddress) -> None:
    """Take what was deleted from the bytes of the catalog: small rows, and the least and greatest values of files.

    Nobody may have the lake open. Postgres lets its log go by itself, at its next checkpoints.
    """
    if address.postgres:
        with closing(connect_catalog(address)) as connection:
            connection.execute(statement("lake_steps", "vacuum"))
    else:
        write_anew(Path(address.catalog))
