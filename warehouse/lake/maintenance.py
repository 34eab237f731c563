"""What a lake needs from time to time: small files become large ones, and what nobody can ask for any more is deleted.

Every step is a snapshot, or a deletion, of its own: killed between any two of them, the lake is whole.
"""

from datetime import timedelta
from typing import Any

from duckdb import DuckDBPyConnection

from warehouse.model import Upkeep
from warehouse.sql import statement

#: A file stays this long after its last snapshot: a reader may still be at it, and a writer that lost its lock may
#: be about to commit it.
_GRACE = timedelta(days=1)


def maintain_lake(connection: DuckDBPyConnection, kept: timedelta | None, grace: timedelta = _GRACE) -> Upkeep:
    """Do all that is to be done; snapshots are kept for so long, or for ever. To be called by the one writer."""
    unused = {"grace_seconds": grace.total_seconds()}
    # First those with deleted rows, which are not merged.
    compacted = _run(connection, "without_deleted") + _run(connection, "merge")
    expired = _run(connection, "expire", {"kept_seconds": kept.total_seconds()}) if kept is not None else []
    return Upkeep(
        expired_snapshots=len(expired),
        compacted_files=sum(row[2] for row in compacted),
        made_files=sum(row[3] for row in compacted),
        deleted_files=len(_run(connection, "clean_up", unused)) + len(_run(connection, "orphans", unused)),
    )


def _run(connection: DuckDBPyConnection, step: str, values: dict[str, float] | None = None) -> list[tuple[Any, ...]]:
    return connection.execute(statement("lake_steps", step), values or {}).fetchall()
