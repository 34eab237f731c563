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
from warehouse.publish import KEPT_COPIES, publish_copy
from warehouse.sql import literal
from warehouse.transaction import cannot_write

#: Of files that DuckDB 1.1 to 2.0 open; without it the version of the library decides.
_STORAGE_VERSION = "v1.1.0"
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": _STORAGE_VERSION,
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

    def publish(self, publish_path: Path, *, symlinks: bool = True, kept: int = KEPT_COPIES) -> Path:
        """Give readers a copy of the warehouse as it is committed now; return the copy's own path.

        Of all copies the newest stay, as many as ``kept``. The connection is closed for the time of the copy and is
        another one afterwards: end all work on it before.
        """
        with self._closed():
            return publish_copy(self._path, publish_path, symlinks=symlinks, kept=kept)

    def rewrite(self) -> None:
        """Write the file anew, without the rows that were deleted: their bytes stay in its free blocks otherwise.

        The new file takes the place of the old one at once. The connection is another one afterwards, as by publish.
        """
        fresh = self._path.with_name(self._path.name + ".unfinished")
        fresh.unlink(missing_ok=True)  # of a process that died
        with self._closed():
            try:
                _copy_database(self._path, fresh)
            except duckdb.Error as error:
                raise cannot_write(error) from error
            fresh.replace(self._path)

    @contextmanager
    def _closed(self) -> Iterator[None]:
        """Have everything in the file, and the file closed."""
        try:
            self.connection.execute("checkpoint")
        except duckdb.Error as error:
            raise cannot_write(error) from error
        self.connection.close()
        try:
            yield
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


def _copy_database(path: Path, fresh: Path) -> None:
    """Copy all tables, views, macros and comments into a new file."""
    with duckdb.connect(config=_SETTINGS | {"temp_directory": str(fresh.with_suffix(".tmp"))}) as connection:
        connection.execute(f"attach {literal(path)} as old (read_only)")
        connection.execute(f"attach {literal(fresh)} as fresh (storage_version '{_STORAGE_VERSION}')")
        connection.execute("copy from database old to fresh")
        connection.execute("detach fresh")


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
