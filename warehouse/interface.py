"""What every warehouse can do that is open for writing, whether it is a file or a lake."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Protocol, TypeAlias

from duckdb import DuckDBPyConnection

from warehouse.model import CopyLink, Upkeep

#: What the other rooms hand on without looking into it.
Connection: TypeAlias = DuckDBPyConnection


class Warehouse(Protocol):
    """A warehouse open for writing."""

    @property
    def connection(self) -> Connection:
        """The connection to write by; another one after a copy was published and after ``rewrite``."""

    def publish(
        self,
        publish_path: Path,
        *,
        link: CopyLink = "symlink",
        keep_held: bool = True,
        prepare: Callable[[Path], None] | None = None,
    ) -> Path:
        """Give readers a copy of the warehouse as it is committed now, and return its path: see publish_copy."""

    def rewrite(self) -> None:
        """Take the bytes of deleted rows from the disk: they stay in free blocks and old files otherwise."""

    def shrink(self) -> None:
        """Do so where that is much of what is there."""

    def maintain(self, kept: timedelta | None) -> Upkeep:
        """Do what is to be done from time to time; what earlier states there are is kept for so long, or for ever."""

    def close(self) -> None:
        """Have everything where it stays, and close it."""
