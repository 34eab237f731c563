"""Which sources a run by schedule reads."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from flows.overdue import overdue, overdue_since
from flows.settings import Settings
from flows.source_settings import Source
from warehouse.connection import open_warehouse
from warehouse.load import save_sources
from warehouse.model import Counts
from warehouse.model import Source as SourceRow
from warehouse.runs import Trigger, end_run, start_run
from warehouse.schedule import Scheduled

NINE = datetime(2026, 3, 5, 9, 0, 10, tzinfo=UTC)
SETTINGS = Settings(
    sources=(
        Source(id="wire", files=("wire",), every=timedelta(minutes=30)),
        Source(id="council", files=("council",), cron="17 6 * * *"),
    )
)


def kept(until: datetime | None) -> Scheduled:
    return Scheduled(until=until, source_ids=frozenset({"wire", "council"}))


def test_everything_is_overdue_before_the_first_run() -> None:
    assert ("wire", "council") == overdue_since(SETTINGS, kept(None), NINE)


def test_nothing_is_overdue_right_after_a_run() -> None:
    assert () == overdue_since(SETTINGS, kept(NINE), NINE + timedelta(minutes=20))


def test_a_source_is_overdue_from_its_time_on() -> None:
    assert ("wire",) == overdue_since(SETTINGS, kept(NINE), NINE + timedelta(minutes=30))


def test_times_that_were_missed_are_one() -> None:
    assert ("wire", "council") == overdue_since(SETTINGS, kept(NINE), NINE + timedelta(days=3))


def test_a_source_that_is_new_in_the_file_is_overdue() -> None:
    known = Scheduled(until=NINE, source_ids=frozenset({"wire"}))
    assert ("council",) == overdue_since(SETTINGS, known, NINE)


def run_once(folder: Path, trigger: Trigger, error: str | None) -> tuple[str, ...]:
    """What is overdue after a run of today that ended so."""
    settings = SETTINGS.model_copy(update={"publish": folder / "w.read.duckdb"})
    with open_warehouse(folder / "w.duckdb") as warehouse:
        rows = [SourceRow(source_id=each.id, name=each.id, domain="", kind="files") for each in settings.sources]
        save_sources(warehouse.connection, rows)
        run_id = start_run(warehouse.connection, flow="run", trigger=trigger, software="presslake")
        end_run(warehouse.connection, run_id, "failed" if error else "ok", Counts(), error)
        warehouse.publish(settings.publish)
    # Not now: half past may be near.
    return overdue(settings, datetime.now(UTC) - timedelta(minutes=1))


def test_a_run_by_schedule_keeps_the_schedule(tmp_path: Path) -> None:
    assert () == run_once(tmp_path, "schedule", None)


def test_a_run_that_failed_is_not_repeated_before_its_time(tmp_path: Path) -> None:
    assert () == run_once(tmp_path, "schedule", "wire: no such folder")


def test_a_run_that_was_interrupted_is_made_up_for(tmp_path: Path) -> None:
    assert ("wire", "council") == run_once(tmp_path, "schedule", "interrupted")


def test_a_run_by_hand_may_have_read_anything(tmp_path: Path) -> None:
    assert ("wire", "council") == run_once(tmp_path, "cli", None)
