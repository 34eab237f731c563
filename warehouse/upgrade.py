"""Bring the file of an earlier presslake up to date, with a copy of it kept until that has succeeded.

Who is killed on the way leaves the copy, and the file at one of the versions on the way, since each migration is a
transaction: the next one goes on from there.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.check import run_checks
from warehouse.errors import WarehouseError
from warehouse.kept_copies import keep_copy, kept_copies, putting_back
from warehouse.migrate import SCHEMA_VERSION, known_version, migrate
from warehouse.reasons import reason


class Opened(Protocol):
    """A file that is open for writing, and can be closed for a while."""

    @property
    def connection(self) -> DuckDBPyConnection:
        """Another one after the file was closed."""

    def closed(self) -> AbstractContextManager[None]:
        """Have everything in the file, and the file closed; the connection is another one afterwards."""


def bring_up(opened: Opened, path: Path) -> None:
    """Run the migrations that the file has not had, and remake what changed of views, macros and comments.

    Raises WarehouseTooNew where the file has a later schema; WarehouseError where it is no warehouse, where there is no
    room for the copy, where something of the user's has a name that is needed, and where a promise about the rows does
    not hold afterwards.
    """
    version = known_version(opened.connection, path)
    if 0 < version < SCHEMA_VERSION:
        with opened.closed():
            keep_copy(path, version + 1)
    with _naming_the_copy(path):
        migrate(opened.connection)
        if kept_copies(path):
            opened.connection.execute("checkpoint")
            _check(opened.connection)
    for copy in kept_copies(path):
        copy.unlink()


@contextmanager
def _naming_the_copy(path: Path) -> Iterator[None]:
    try:
        yield
    except (WarehouseError, duckdb.Error) as error:
        if not (copies := kept_copies(path)):
            raise
        said = reason(error, path) if isinstance(error, duckdb.Error) else error
        raise WarehouseError(
            f"{path} could not be brought to schema version {SCHEMA_VERSION}: {said}; "
            f"to have it back as it was before: {putting_back(path, copies[0])}"
        ) from error


def _check(connection: DuckDBPyConnection) -> None:
    for breach in run_checks(connection, cheap=True):
        raise WarehouseError(
            f"the promise {breach.check} does not hold ({breach.promise}): {breach.rows.rows[0]}; "
            "to go on all the same, delete the copy of before"
        )
