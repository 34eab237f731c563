"""The record of runs in ``ops.runs``."""

from datetime import UTC, datetime
from secrets import token_hex
from typing import Literal
from uuid import UUID

from duckdb import DuckDBPyConnection

from warehouse.model import Counts
from warehouse.transaction import transaction

Trigger = Literal["schedule", "cli", "api"]
State = Literal["ok", "partial", "failed"]


def start_run(
    connection: DuckDBPyConnection, flow: str, trigger: Trigger, software: str, flow_run_id: UUID | None = None
) -> str:
    """Record a run that starts now and return its run_id; runs that an earlier, dead process left open are closed.

    There is one writer, so whatever is still 'running' when a run starts has died.
    """
    now = _now()
    run_id = f"{now:%Y%m%dT%H%M%SZ}-{token_hex(2)}"
    with transaction(connection):
        connection.execute(
            "update ops.runs set state = 'failed', ended_at = ?, error = 'the process died' where state = 'running'",
            [now],
        )
        connection.execute(
            "insert into ops.runs (run_id, flow_run_id, flow, trigger, state, started_at, software)"
            " values (?, ?, ?, ?, 'running', ?, ?)",
            [run_id, flow_run_id, flow, trigger, now, software],
        )
    return run_id


def end_run(
    connection: DuckDBPyConnection, run_id: str, state: State, counts: Counts, error: str | None = None
) -> None:
    """Record how a run ended; ``counts`` covers pages that were known and not read, too."""
    with transaction(connection):
        connection.execute(
            "update ops.runs set state = ?, ended_at = ?, found = ?, new = ?, updated = ?, unchanged = ?, skipped = ?,"
            " failed = ?, rebuilt = ?, error = ?, fetched = (select count(*) from ops.fetches"
            "  where fetches.run_id = runs.run_id and kind = 'page' and outcome <> 'deferred')"
            " where run_id = ?",
            [
                *(state, _now(), counts.found, counts.new, counts.updated, counts.unchanged, counts.skipped),
                *(counts.failed, counts.rebuilt, error, run_id),
            ],
        )


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
