"""The command that looks whether the warehouse keeps its promises."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from warehouse.check import checks
from warehouse.connection import open_warehouse

Command = Callable[..., subprocess.CompletedProcess[str]]

UNQUOTED = """
insert into speakers values
  ('sivoivoivoivo', 'Ivo', 'person', [], null),
  ('sadaadaadaada', 'Ada', 'person', [], null)
"""
PROMISE = "every speaker is quoted or reported, in the present or in history"


@pytest.fixture
def path(folder: Path) -> Path:
    """An empty warehouse, published."""
    path = folder / "warehouse.duckdb"
    with open_warehouse(path) as warehouse:
        warehouse.publish(folder / "warehouse.read.duckdb")
    return path


@pytest.fixture
def broken(path: Path) -> Path:
    """A warehouse with two speakers whom nobody quotes; the published copy has none."""
    with duckdb.connect(str(path)) as connection:
        connection.execute(UNQUOTED)
    return path


def test_a_warehouse_that_keeps_its_promises_is_said_to(path: Path, presslake: Command) -> None:
    done = presslake("check")
    assert (0, f"All {len(checks())} promises hold.\n", "") == (done.returncode, done.stdout, done.stderr)


def test_a_promise_that_does_not_hold_is_printed_with_its_rows(broken: Path, presslake: Command) -> None:
    done = presslake("check")
    assert (1, f"speakers_are_quoted (2): {PROMISE}", True) == (
        done.returncode,
        done.stdout.splitlines()[0],
        "Ivo" in done.stdout and "Ada" in done.stdout,
    )


def test_programs_get_a_row_for_each_that_breaks_a_promise(broken: Path, presslake: Command) -> None:
    done = presslake("check", "--format", "jsonl", "--limit", "1")
    assert {
        "check": "speakers_are_quoted",
        "promise": PROMISE,
        "count": 2,
        "row": {"speaker_id": "sivoivoivoivo", "name": "Ivo"},
    } == json.loads(done.stdout)


def test_the_copy_for_readers_is_looked_at_beside_a_writer(broken: Path, presslake: Command) -> None:
    with open_warehouse(broken):
        done = presslake("check", "--published")
    assert (0, f"All {len(checks())} promises hold.\n") == (done.returncode, done.stdout)


def test_a_warehouse_in_use_is_left_alone(path: Path, presslake: Command) -> None:
    with open_warehouse(path):
        done = presslake("check")
    assert (4, True) == (done.returncode, "is in use by process" in done.stderr)


def test_a_warehouse_that_is_not_there_is_told(presslake: Command) -> None:
    done = presslake("check")
    assert (2, "presslake: warehouse.duckdb: there is no warehouse: presslake run makes one\n") == (
        done.returncode,
        done.stderr,
    )


def test_a_warehouse_of_an_earlier_presslake_is_left_as_it_is(path: Path, presslake: Command) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("update meta set value = '3' where key = 'schema_version'")
    done = presslake("check")
    assert (1, True) == (done.returncode, "has schema version 3" in done.stderr)
