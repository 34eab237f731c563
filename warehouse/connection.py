"""Open a warehouse for writing: one program at a time, the schema brought up to date."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.copies import log_of
from warehouse.damage import way_back
from warehouse.database_settings import SETTINGS
from warehouse.errors import WarehouseDamaged, WarehouseError
from warehouse.interface import Connection, Warehouse
from warehouse.lake.address import LakeAddress, Location
from warehouse.lake.opened import open_lake, reading_lake
from warehouse.lock import hold_lock
from warehouse.model import CopyLink, Upkeep
from warehouse.publish import publish_copy
from warehouse.reasons import reason
from warehouse.upgrade import bring_up
from warehouse.written_anew import put_in_place, unfinished, write_anew

__all__ = ["Connection", "Warehouse", "open_warehouse", "reading_warehouse"]

#: Bytes of free blocks that stay where they are: the next loads fill them.
_FREE_BYTES = 32_000_000


class NativeFile:
    """A native file open for writing; ``warehouse.interface.Warehouse`` says what its methods do."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: DuckDBPyConnection | None = _open(path)
        self._identity = _identity(path)

    @property
    def connection(self) -> DuckDBPyConnection:
        """The connection to write by; another one after the file was closed."""
        if self._connection is None:
            self._connection = _open(self._path)
            self._identity = _identity(self._path)
        return self._connection

    def publish(
        self,
        publish_path: Path,
        *,
        link: CopyLink = "symlink",
        keep_held: bool = True,
        prepare: Callable[[Path], None] | None = None,
    ) -> Path:
        """Give readers a copy of the warehouse as it is committed now, and return its path: see publish_copy.

        The connection is closed for the time of the copy and is another one afterwards: end all work on it before.
        """
        with self.closed():
            return publish_copy(self._path, publish_path, link=link, keep_held=keep_held, prepare=prepare)

    def rewrite(self) -> None:
        """Write the file anew, without the rows that were deleted: their bytes stay in its free blocks otherwise.

        The new file takes the place of the old one at once. The connection is another one afterwards, as by publish.
        """
        with self.closed():
            write_anew(self._path)

    def shrink(self) -> None:
        """Write the file anew where more than half of it is free blocks, and they are worth the while."""
        sizes = "select free_blocks * block_size, used_blocks * block_size from pragma_database_size()"
        [(free, used)] = self.connection.execute(sizes).fetchall()
        if free > max(used, _FREE_BYTES):
            self.rewrite()

    def maintain(self, kept: timedelta | None) -> Upkeep:
        """Shrink the file; it has no earlier states."""
        del kept
        self.shrink()
        return Upkeep()

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Have everything in the file, and the file closed until the connection is asked for again.

        A run publishes at its end: to open the file once more would let whoever reads it at that moment fail the run.
        """
        connection = self.connection
        # An open file that was deleted is written to as any other, and is gone for good once it is closed.
        if _identity(self._path) != self._identity:
            raise WarehouseError(
                f"{self._path} was moved, deleted or replaced by somebody while it was in use: run again"
            )
        connection.execute("checkpoint")
        self.close()
        yield

    def close(self) -> None:
        """Write everything into the file and close it."""
        if self._connection:
            self._connection.close()
            self._connection = None


@contextmanager
def open_warehouse(place: Location, publish_path: Path | None = None) -> Iterator[Warehouse]:
    """Open the warehouse at a place for writing, made where there is none, and close it at the end.

    Raises WarehouseBusy where another program writes to it, WarehouseTooNew where a newer presslake made it,
    WarehouseDamaged where its bytes cannot be read, naming the copy under ``publish_path`` (by default beside it) that
    can take its place, and WarehouseError where it cannot be written; so do errors of DuckDB that leave the block.
    """
    with open_lake(place) if isinstance(place, LakeAddress) else _open_file(place, publish_path) as warehouse:
        yield warehouse


@contextmanager
def _open_file(path: Path, publish_path: Path | None) -> Iterator[NativeFile]:
    _require_folder(path)
    lock = hold_lock(path.with_name(path.name + ".lock"))
    with lock, _telling_the_way_back(path, publish_path), _opened(path) as warehouse:
        yield warehouse


@contextmanager
def reading_warehouse(place: Location, publish_path: Path | None = None) -> Iterator[DuckDBPyConnection]:
    """Open what the writer writes for reading: a file, to which nobody can write meanwhile, or a lake's last snapshot.

    Raises WarehouseBusy where another program writes to the file, WarehouseDamaged as ``open_warehouse`` does.
    """
    with reading_lake(place) if isinstance(place, LakeAddress) else _reading_file(place, publish_path) as connection:
        yield connection


@contextmanager
def _reading_file(path: Path, publish_path: Path | None) -> Iterator[DuckDBPyConnection]:
    with hold_lock(path.with_name(path.name + ".lock")), _telling_the_way_back(path, publish_path):
        _require_file(path)
        with duckdb.connect(str(path), read_only=True, config=SETTINGS) as connection:
            yield connection


@contextmanager
def _telling_the_way_back(path: Path, publish_path: Path | None) -> Iterator[None]:
    """Make sentences of DuckDB's errors, and where bytes are lost say how to have the warehouse back."""
    try:
        yield
    except (duckdb.Error, WarehouseDamaged) as error:
        told = reason(error, path) if isinstance(error, duckdb.Error) else error
        if not isinstance(told, WarehouseDamaged):
            raise told from error
        back = way_back(path, publish_path or path.with_suffix(".read.duckdb"), str(error))
        raise WarehouseDamaged(f"{told}: {back}") from error


@contextmanager
def _opened(path: Path) -> Iterator[NativeFile]:
    _require_database(path)
    warehouse = NativeFile(path)
    try:
        bring_up(warehouse, path)
        yield warehouse
    finally:
        warehouse.close()


def _require_folder(path: Path) -> None:
    """Raise WarehouseError where the folder is missing or nothing can be written there."""
    if "?" in str(path):
        # It takes what follows for the query of a URL, and puts the log's ending before it.
        raise WarehouseError(f"{path}: DuckDB finds no place for its log where a path has a ? in it: give another path")
    try:
        is_there = path.parent.is_dir()
    except OSError as error:  # a name that is too long, most often
        raise reason(error, path) from error
    if not is_there:
        raise WarehouseError(f"{path}: there is no folder {path.parent}: make it, or give another path")
    if not os.access(path.parent, os.W_OK):
        raise WarehouseError(f"{path}: nothing can be written in {path.parent}: give this user the right to")


def _require_database(path: Path) -> None:
    """Make an empty database where there is none; raise where something else is in its place."""
    if not path.exists() and not path.is_symlink():
        if log_of(path).exists():
            raise WarehouseDamaged(f"{path} is gone, and its log {log_of(path)} is left")
        _make(path)
    _require_file(path)


def _require_file(path: Path) -> None:
    # DuckDB would wait for what a named pipe gives.
    if not path.is_file():
        raise WarehouseError(f"{path} is no file that can be written: move it away, or give another path")


def _make(path: Path) -> None:
    """Make an empty database, complete or not there at all: a file with half a header would never open again."""
    fresh = unfinished(path)
    _connect(fresh).close()
    put_in_place(fresh, path)


def _open(path: Path) -> DuckDBPyConnection:
    # DuckDB would make another one.
    if not path.exists():
        raise WarehouseError(f"{path} was deleted while it was in use: run again")
    return _connect(path)


def _connect(path: Path) -> DuckDBPyConnection:
    # One thread writes: a second one doubles the CPU-seconds of a load, which the workers that extract have use for.
    return duckdb.connect(str(path), config=SETTINGS | {"threads": 1})


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells a file from any other, under whatever name; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
