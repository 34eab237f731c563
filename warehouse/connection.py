"""Open a warehouse for writing: one program at a time, the schema brought up to date."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseBusy, WarehouseError, WarehouseTooNew
from warehouse.lock import hold_lock
from warehouse.migrate import migrate
from warehouse.publish import publish_copy
from warehouse.transaction import cannot_write

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    # Files that DuckDB 1.1 to 2.0 open; without it the version of the library decides.
    "storage_compatibility_version": "v1.1.0",
    # Nothing is fetched from the network by a query.
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A batch needs about 200 MB; beyond the limit DuckDB spills to a folder beside the file.
    "memory_limit": "1GB",
    "checkpoint_threshold": "128MB",
}


#: What the other rooms hand on without looking into it.
Connection: TypeAlias = DuckDBPyConnection


class Warehouse:
    """A warehouse open for writing."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.connection: DuckDBPyConnection = _open(path)

    def publish(self, publish_path: Path, *, symlinks: bool = True) -> Path:
        """Give readers a copy of the warehouse as it is committed now; return the copy's own path.

        The connection is closed for the time of the copy and is another one afterwards: end all work on it before.
        """
        try:
            self.connection.execute("checkpoint")
        except duckdb.Error as error:
            raise cannot_write(error) from error
        self.connection.close()
        try:
            return publish_copy(self._path, publish_path, symlinks=symlinks)
        finally:
            self.connection = _open(self._path)

    def close(self) -> None:
        """Write everything into the file and close it."""
        self.connection.close()


@contextmanager
def open_warehouse(path: Path) -> Iterator[Warehouse]:
    """Open the warehouse at ``path`` for writing, made where there is none, and close it at the end.

    Raises WarehouseBusy where another program writes to it, WarehouseTooNew where a newer presslake made it,
    WarehouseError where the folder is missing or the file is damaged or is something else.
    """
    if not path.parent.is_dir():
        raise WarehouseError(f"{path}: there is no folder {path.parent}: make it, or give another path")
    with hold_lock(path.with_name(path.name + ".lock")):
        warehouse = Warehouse(path)
        try:
            migrate(warehouse.connection, path)
            yield warehouse
        finally:
            warehouse.close()


def _open(path: Path) -> DuckDBPyConnection:
    try:
        return duckdb.connect(str(path), config=_SETTINGS)
    except duckdb.Error as error:
        raise _reason(path, str(error)) from error


def _reason(path: Path, message: str) -> WarehouseError:
    if "Could not set lock" in message:
        holder = re.search(r"held in (.*?)\. ", message)
        return WarehouseBusy(f"{path} is in use by {holder[1] if holder else 'another process'}: close it there")
    if "newer version of DuckDB" in message:
        return WarehouseTooNew(f"{path} was written by a newer DuckDB: update presslake, or export it from there")
    return WarehouseError(f"{path} cannot be opened as a warehouse ({_first_sentence(message)}): restore a copy of it")


def _first_sentence(message: str) -> str:
    return message.splitlines()[0].strip()
