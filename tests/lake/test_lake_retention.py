"""What a lake lets go of is what a native file lets go of."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from warehouse.check import run_checks
from warehouse.connection import Warehouse
from warehouse.retention import drop_history, drop_log, drop_places, is_retention_due


def test_the_promises_hold_without_what_is_old(lake: Warehouse, load: Callable[[int], str]) -> None:
    later = datetime.now(UTC) + timedelta(days=1)
    run_id = [load(number) for number in (0, 1)][-1]
    is_due = is_retention_due(lake.connection, later)
    drop_places(lake.connection, ["presslake-1.warc.gz"])
    drop_history(lake.connection, run_id, later)
    drop_log(lake.connection, later)
    left = lake.connection.execute("select count(*) from history.articles").fetchall()
    assert (True, [(0,)], ()) == (is_due, left, run_checks(lake.connection))
