"""The newest published copy, for a program that runs on while others come: opened once, asked by many at a time."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.cursors import beside
from warehouse.errors import WarehouseError
from warehouse.lake.address import LakeAddress, Location
from warehouse.publish import current_copy
from warehouse.query import connect
from warehouse.refusals import refusal


class NewestCopy:
    """Gives each who asks a way of its own into the copy that is the newest then."""

    def __init__(self, published: Location) -> None:
        self._published = published
        self._lock = Lock()
        self._place = ""
        self._connection: DuckDBPyConnection | None = None

    @property
    def place(self) -> str:
        """Where the copy is that is the newest now; of a lake its address, without the password."""
        return str(self._published if isinstance(self._published, LakeAddress) else current_copy(self._published))

    @contextmanager
    def reading(self) -> Iterator[DuckDBPyConnection]:
        """Give a connection for the time of a block; what DuckDB cannot read in it becomes WarehouseError.

        It stays at its copy, which is read to its end where a newer one is published meanwhile.
        """
        try:
            with ExitStack() as held:
                # The connection itself is asked where its cursor begins, and answers one thread at a time.
                with self._lock:
                    cursor = held.enter_context(beside(self._newest()))
                yield cursor
        except duckdb.Error as error:
            raise WarehouseError(f"{self.place}: {refusal(str(error))}") from error

    def _newest(self) -> DuckDBPyConnection:
        place = self.place
        if self._connection is None or place != self._place:
            # The one before is not closed: others may still read by it, and it goes with the last of them.
            self._connection, self._place = connect(self._published), place
        return self._connection
