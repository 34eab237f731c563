"""A connection that has a lake for its database: names mean its tables, temporary ones stay in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.extensions import extension
from warehouse.lake.address import LakeAddress
from warehouse.lake.object_storage import is_remote, save_secret
from warehouse.sql import literal

#: The lake's name on the connection.
LAKE = "lake"

#: Settings of DuckDB.
Config: TypeAlias = dict[str, str | bool | int | float | list[str]]

#: Of what DuckDB says.
_SAID_LETTERS = 400


def attach(address: LakeAddress, config: Config, options: str = "") -> DuckDBPyConnection:
    """Return a connection to the lake; ``options`` are those of ``attach``, each with a comma before it.

    Raises WarehouseError where an extension is missing, and where the catalog or the files cannot be reached.
    """
    with connecting(address, config) as connection:
        _load(connection, address)
        # What was begun before another program's commit is not tried again after it: it would add the same rows twice.
        connection.execute("set ducklake_max_retry_count = 0")
        if address.files:
            options += f", data_path {literal(address.files.rstrip('/') + '/')}"
        connection.execute(
            f"attach {literal('ducklake:' + address.catalog)} as {LAKE} (metadata_catalog 'catalog'{options})"
        )
        connection.execute(f"use {LAKE}")
    return connection


@contextmanager
def connecting(address: LakeAddress, config: Config) -> Iterator[DuckDBPyConnection]:
    """A connection in memory that is closed where the block fails; what DuckDB says of the lake is told."""
    connection = duckdb.connect(config=config)
    try:
        yield connection
    except BaseException as error:
        connection.close()
        if isinstance(error, duckdb.Error):
            raise unreachable(address, error) from None  # the password is in its text
        raise


def unreachable(address: LakeAddress, error: duckdb.Error) -> WarehouseError:
    """Return the sentence for what DuckDB says of a lake, without its password."""
    said = address.masked(" ".join(str(error).split()))[:_SAID_LETTERS]
    if "Could not set lock" in said:
        return WarehouseBusy(f"{address} is in use by another program: wait for it to end")
    if "DATA_PATH" in said:
        return WarehouseError(f"{address} has its files elsewhere than lake says ({said}): set lake to that place")
    return WarehouseError(f"{address} cannot be opened ({said}): see that its catalog runs and lets this user in")


def _load(connection: DuckDBPyConnection, address: LakeAddress) -> None:
    needed = [
        "ducklake",
        *(["postgres_scanner"] if address.postgres else []),
        *(["httpfs"] if is_remote(address.files) else []),
    ]
    for name in needed:
        load_extension(connection, name, address)
    if address.files and is_remote(address.files):
        save_secret(connection, address.files)


def load_extension(connection: DuckDBPyConnection, name: str, address: LakeAddress) -> None:
    """Load one of DuckDB's extensions; WarehouseError with the command that installs it where it is missing."""
    path = extension(name)
    if path is None:
        package = f"duckdb-extension-{name.replace('_', '-')}=={duckdb.__version__}"
        raise WarehouseError(f"{address}: DuckDB's extension {name} is missing: pip install {package}")
    connection.execute(f"load {literal(path)}")
