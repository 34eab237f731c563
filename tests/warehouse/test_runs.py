from collections.abc import Callable

import pytest

from extract.model import Article
from warehouse.connection import Warehouse
from warehouse.model import Counts
from warehouse.runs import end_run, start_run


def test_a_run_id_sorts_by_time(warehouse: Warehouse) -> None:
    run_id = start_run(warehouse.connection, "ingest", "cli", "presslake 0")

    told = "select strftime(started_at, '%Y%m%dT%H%M%SZ-') || right(run_id, 4), state, flow, trigger from ops.runs"
    assert warehouse.connection.execute(told).fetchall() == [(run_id, "running", "ingest", "cli")]


def test_a_run_that_ended_has_its_counts(
    warehouse: Warehouse, load: Callable[..., Counts], article: Callable[..., Article]
) -> None:
    counts = load(article("a"), article("b")) + Counts(found=3, unchanged=3)
    run_id = warehouse.connection.execute("select run_id from ops.runs").fetchall()[0][0]

    end_run(warehouse.connection, run_id, "partial", counts, "wire: HTTP 503")

    ended = "select state, found, fetched, new, unchanged, failed, error, ended_at >= started_at from ops.runs"
    expected = ("partial", 5, 2, 2, 3, 0, "wire: HTTP 503", True)
    assert warehouse.connection.execute(ended).fetchall() == [expected]


@pytest.mark.lake
def test_a_run_whose_process_died_is_closed_by_the_next(warehouse: Warehouse) -> None:
    start_run(warehouse.connection, "ingest", "cli", "presslake 0")
    start_run(warehouse.connection, "ingest", "cli", "presslake 0")

    states = "select state, error, ended_at is null from ops.runs order by state"
    assert warehouse.connection.execute(states).fetchall() == [
        ("failed", "the process died", False),
        ("running", None, True),
    ]


def test_a_run_says_when_it_last_loaded_a_batch(
    warehouse: Warehouse, load: Callable[..., Counts], article: Callable[..., Article]
) -> None:
    load(article("a"))

    told = "select heartbeat_at = loaded_at from ops.runs join ops.loads using (run_id)"
    assert warehouse.connection.execute(told).fetchall() == [(True,)]


def test_counts_add_up() -> None:
    assert sum([Counts(found=2, new=2, quotes=5), Counts(found=1, failed=1)], Counts()) == Counts(
        found=3, new=2, failed=1, quotes=5
    )
