"""What Prefect's own database holds of a run of the command on the articles that ship."""

import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.query import connect

if TYPE_CHECKING:
    from conftest import Seeded

Ask = Callable[[str], list[tuple[str, ...]]]


@pytest.fixture(scope="module")
def prefect(seeded: "Seeded") -> Ask:
    """Query the database of Prefect's temporary server."""
    path = Path(seeded.environment["PREFECT_HOME"]) / "prefect.db"

    def ask(query: str) -> list[tuple[str, ...]]:
        with sqlite3.connect(path) as connection:
            return connection.execute(query).fetchall()

    return ask


def test_a_run_is_named_after_its_sources_and_how_it_was_started(prefect: Ask) -> None:
    [(name, state)] = prefect("select name, state_name from flow_run")

    named = re.fullmatch(r"(north-ledger, ravelsby-today, counting-house and 6 more, by hand), \d+ \w+ \d\d:\d\d", name)
    assert named
    assert state == "Completed"


def test_tasks_say_what_they_do(prefect: Ask) -> None:
    names = {name for (name,) in prefect("select name from task_run")}

    assert names == {"extract batch 1, 23 pages", "load batch 1, 23 pages", "publish"}


def test_the_log_has_a_line_for_each_batch(prefect: Ask) -> None:
    lines = [line for (line,) in prefect("select message from log order by timestamp")]

    assert lines[0] == "load batch 1, 23 pages: 21 new, 1 updated, 1 failed, 257 paragraphs, 241 quotes"


def test_the_card_of_the_summary_has_the_numbers(prefect: Ask) -> None:
    [(description,)] = prefect("select description from artifact where key = 'run-summary'")

    assert description.startswith("21 new, 1 updated, 1 in quarantine · Loaded 22 articles")


def test_the_sql_of_the_summary_runs_on_the_published_copy(prefect: Ask, seeded: "Seeded") -> None:
    [(text,)] = prefect("select data from artifact where key = 'run-summary'")
    queries = re.findall(r"```sql\n(.*?)```", json.loads(text), re.DOTALL)
    with connect(seeded.folder / "warehouse.read.duckdb") as copy:
        rows = [len(copy.execute(query).fetchall()) for query in queries]

    assert rows[0:2] == [1, 9]


def test_the_quarantine_names_page_reason_and_source(prefect: Ask) -> None:
    [(text, description)] = prefect("select data, description from artifact where key = 'quarantine'")
    [row] = json.loads(json.loads(text))

    assert (row["reason"], row["source"], description) == ("list_page", "north-ledger", "1 page in quarantine.")


def test_sql_leads_from_the_warehouse_to_prefects_run(prefect: Ask, seeded: "Seeded") -> None:
    with connect(seeded.folder / "warehouse.read.duckdb") as copy:
        ids = copy.execute("select flow_run_id::varchar from ops.runs where flow_run_id is not null").fetchall()

    assert prefect("select id from flow_run") == ids
