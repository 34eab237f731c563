"""What the warehouse remembers of its schedule."""

from dataclasses import dataclass
from datetime import UTC, datetime

from duckdb import DuckDBPyConnection

from warehouse.sql import statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """Up to when a schedule was kept."""

    #: Beginning of the latest run by schedule that neither died nor was interrupted: what was due then was read.
    #: Aware UTC; None before the first.
    until: datetime | None = None
    source_ids: frozenset[str] = frozenset()


def scheduled(connection: DuckDBPyConnection) -> Scheduled:
    """Return up to when the schedule was kept, and the sources that were ever read."""
    [(started_at, source_ids)] = connection.execute(statement("queries", "last_scheduled_run")).fetchall()
    until = started_at and started_at.replace(tzinfo=UTC)
    return Scheduled(until=until, source_ids=frozenset(source_ids))
