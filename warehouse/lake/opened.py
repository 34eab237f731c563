"""Open a lake: for writing, by one program at a time, or for reading, at one snapshot."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.copies import delete_copy
from warehouse.database_settings import SETTINGS
from warehouse.errors import WarehouseError
from warehouse.lake.address import LakeAddress
from warehouse.lake.attach import Config, attach, unreachable
from warehouse.lake.dialect import lake_statements
from warehouse.lake.lock import hold_lake
from warehouse.lake.lockdown import READ, lock_down
from warehouse.lake.maintenance import maintain_lake
from warehouse.lake.native_copy import write_native
from warehouse.lake.rewrite import forget_deleted, write_catalog_anew
from warehouse.migrate import known_version, migrate, require_present
from warehouse.model import CopyLink, Upkeep
from warehouse.publish import publish_copy
from warehouse.sql import statement


class Lake:
    """A lake open for writing; ``warehouse.interface.Warehouse`` says what its methods do."""

    def __init__(self, address: LakeAddress) -> None:
        self._address = address
        self._connection: DuckDBPyConnection | None = None

    @property
    def connection(self) -> DuckDBPyConnection:
        """The connection to write by."""
        if self._connection is None:
            # No rows in the catalog: to move them into files, as maintenance must, breaks earlier readers.
            self._connection = attach(
                self._address, _settings(self._address) | {"threads": 1}, ", data_inlining_row_limit 0"
            )
        return self._connection

    def publish(
        self,
        publish_path: Path,
        *,
        link: CopyLink = "symlink",
        keep_held: bool = True,
        prepare: Callable[[Path], None] | None = None,
    ) -> Path:
        """Write what is committed into a native file and publish that."""
        native = self._address.local.with_suffix(".native.duckdb")
        try:
            write_native(self.connection, native)
            return publish_copy(native, publish_path, link=link, keep_held=keep_held, prepare=prepare)
        finally:
            delete_copy(native)

    def rewrite(self) -> None:
        """Write files and a catalog that have deleted rows anew, and delete the old ones with all earlier snapshots."""
        forget_deleted(self.connection)
        self.close()
        write_catalog_anew(self._address)

    def shrink(self) -> None:
        """Leave that to the lake's own maintenance, which keeps snapshots for whoever reads them."""

    def maintain(self, kept: timedelta | None) -> Upkeep:
        """Make few files of many, and delete what no snapshot of the time kept has."""
        return maintain_lake(self.connection, kept)

    def close(self) -> None:
        """Close the connection; what was committed is in the lake already."""
        if self._connection:
            self._connection.close()
            self._connection = None


@contextmanager
def open_lake(address: LakeAddress) -> Iterator[Lake]:
    """Open a lake for writing, made where there is none and brought to this program's schema.

    Raises WarehouseBusy where another program writes to it, WarehouseTooNew where a newer presslake made it, and
    WarehouseError where it cannot be reached; so do errors of DuckDB that leave the block.
    """
    lake = Lake(address)
    with hold_lake(address), _telling(address):
        try:
            known_version(lake.connection, address)
            migrate(lake.connection, lake_statements)
            yield lake
        finally:
            lake.close()


@contextmanager
def reading_lake(address: LakeAddress) -> Iterator[DuckDBPyConnection]:
    """Open a lake for reading for the time of a block; what DuckDB cannot read becomes WarehouseError."""
    with connect_lake(address) as connection, _telling(address):
        yield connection


def connect_lake(address: LakeAddress) -> DuckDBPyConnection:
    """Return a read-only connection to the latest snapshot, which stays the same while others are written.

    Raises WarehouseError where the lake is empty or has another schema.
    """
    connection = connect_snapshot(address, _settings(address) | READ)
    [(files,)] = connection.execute(statement("lake_steps", "files")).fetchall()
    lock_down(connection, files)
    return connection


def connect_snapshot(address: LakeAddress, settings: Config) -> DuckDBPyConnection:
    """Return a connection as by ``connect_lake`` that may write files: for exports, and no SQL of others."""
    with attach(address, settings, ", read_only") as latest:
        if known_version(latest, address) == 0:
            raise WarehouseError(f"{address}: nothing is in it yet: run presslake run first")
        require_present(latest, address)
        [(snapshot,)] = latest.execute(statement("lake_steps", "snapshot")).fetchall()
    return attach(address, settings, f", read_only, snapshot_version {snapshot}")


@contextmanager
def _telling(address: LakeAddress) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise unreachable(address, error) from None  # the password is in its text


def _settings(address: LakeAddress) -> Config:
    # Nothing of the database itself is in memory: what a query spills goes beside the other files of this machine.
    return SETTINGS | {"temp_directory": str(address.local) + ".tmp"}
