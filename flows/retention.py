"""Let go of what the settings do not keep: rows at the end of a run, files once no reader is led to them any more."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.parts import finished_parts, told
from flows.retention_settings import Retention
from flows.software import software
from warehouse.connection import Warehouse
from warehouse.model import Counts
from warehouse.retention import drop_history, drop_log, drop_places, is_retention_due
from warehouse.runs import Trigger, end_run, start_run

#: When the run began that wrote a part, as the part's name tells.
_BEGAN = re.compile(r"presslake-(\d{8}T\d{6}Z)-")


def let_go(warehouse: Warehouse, archive: Path | None, retention: Retention, trigger: Trigger) -> tuple[Path, ...]:
    """Have the warehouse without what is too old, as a run of its own; return the files that are to be deleted.

    Those after the next copy is published, since the one that readers have may name them; whoever dies before that
    leaves them to the next retention. Nothing is done where the last one was not long ago. To be called by the one
    writer while no archive is open.
    """
    now, interval = datetime.now(UTC), retention.interval
    if interval is None or not is_retention_due(warehouse.connection, now - interval):
        return ()
    connection = warehouse.connection
    run_id = start_run(connection, flow="retention", trigger=trigger, software=software())
    old = tuple(old_parts(archive, retention, now)) if archive else ()
    drop_places(connection, [part.name for part in old])
    if retention.history_days:
        drop_history(connection, run_id, now - timedelta(days=retention.history_days))
    if retention.log_days:
        drop_log(connection, now - timedelta(days=retention.log_days))
    end_run(connection, run_id, "ok", Counts())
    warehouse.shrink()
    return old


def old_parts(archive: Path, retention: Retention, now: datetime) -> Iterator[Path]:
    """The parts of the archive that are too old, and of the others the oldest that are too many."""
    with told(archive, "read"):
        parts = [(part, part.stat().st_size) for part in finished_parts(archive)]
    excess = sum(size for _, size in parts) - (retention.archive_gb or float("inf")) * 1e9
    for part, size in parts:
        is_old = retention.archive_days and now - _began(part, now) > timedelta(days=retention.archive_days)
        if is_old or excess > 0:
            excess -= size
            yield part


def delete_parts(parts: tuple[Path, ...]) -> None:
    """Delete files of the archive that no row names any more."""
    for part in parts:
        with told(part):
            part.unlink(missing_ok=True)


def _began(part: Path, now: datetime) -> datetime:
    found = _BEGAN.match(part.name)
    # Not one of ours, by its name: it is never too old.
    return datetime.strptime(found[1], "%Y%m%dT%H%M%S%z") if found else now
