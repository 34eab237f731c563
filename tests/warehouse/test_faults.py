"""Paths, clocks, neighbours and sizes that a warehouse may meet."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseError
from warehouse.model import Counts, Reading
from warehouse.query import connect

Make = Callable[..., Article]

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
COUNT = "select count(*) from articles"

#: Waits to be told to, opens the warehouse, and holds it until its input ends.
RACE = """
import sys
from pathlib import Path
from warehouse.connection import open_warehouse
from warehouse.errors import WarehouseBusy

print("ready", flush=True)
sys.stdin.readline()
try:
    with open_warehouse(Path(sys.argv[1])):
        print("opened", flush=True)
        sys.stdin.readline()
except WarehouseBusy:
    print("busy", flush=True)
"""


def test_of_runs_that_start_in_the_same_instant_one_makes_the_warehouse(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RACE, str(tmp_path / "warehouse.duckdb")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    racers = [subprocess.Popen(command, **pipes) for _ in range(4)]  # type: ignore[call-overload]
    for told in ("ready", "start"):
        for racer in racers:
            racer.stdout.readline() if told == "ready" else print("go", file=racer.stdin, flush=True)
    answers = sorted(racer.stdout.readline().strip() for racer in racers)
    for racer in racers:
        racer.communicate("end\n")

    assert ["busy", "busy", "busy", "opened"] == answers


STRANGE = [
    "it's 100% “ünï” ; drop -- .d",
    " spaces \n and\tlines ",
    "q\"uo'te`s$(x)",
    "%20&read_only=true#",
    "~",
    "a=b,*[x]",
]


@pytest.mark.parametrize("name", STRANGE)
def test_any_name_of_a_folder_will_do(name: str, empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    shutil.copy(empty, folder / f"{name}.duckdb")
    with open_warehouse(folder / f"{name}.duckdb") as warehouse:
        warehouse.rewrite()
        warehouse.publish(folder / "read.duckdb")

    with connect(folder / "read.duckdb") as reader:
        assert reader.execute(COUNT).fetchall() == [(0,)]


def test_a_path_as_deep_as_the_system_allows_will_do(empty: Path, tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["d" * 200] * 18)
    deep.mkdir(parents=True)
    shutil.copy(empty, deep)
    with open_warehouse(deep / "warehouse.duckdb") as warehouse:
        warehouse.publish(deep / "read.duckdb")

    with connect(deep / "read.duckdb") as reader:
        assert reader.execute(COUNT).fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("n" * 252, "File name too long"),
        ("d/" * 2500 + "w.duckdb", "File name too long"),
        ("nul\0.duckdb", "null byte"),
        ("warehouse.duckdb/w.duckdb", "there is no folder"),
        ("why?.duckdb", "no place for its log where a path has a"),
    ],
)
def test_a_path_that_no_file_can_have_is_told(name: str, said: str, warehouse: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match=said), open_warehouse(tmp_path / name):
        pass


def test_a_file_that_is_deleted_while_it_is_open_is_told_and_not_made_anew(
    warehouse: Warehouse, tmp_path: Path
) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.unlink()

    with pytest.raises(WarehouseError, match="moved, deleted or replaced by somebody while it was in use"):
        warehouse.publish(tmp_path / "read.duckdb")

    assert not path.exists()


def test_a_file_that_is_replaced_while_it_is_open_is_told_and_not_published(
    warehouse: Warehouse, empty: Path, tmp_path: Path
) -> None:
    shutil.copy(empty, tmp_path / "other")
    (tmp_path / "other").rename(tmp_path / "warehouse.duckdb")

    with pytest.raises(WarehouseError, match="moved, deleted or replaced"):
        warehouse.publish(tmp_path / "read.duckdb")

    assert not (tmp_path / "read.duckdb").exists()


def test_a_folder_that_is_deleted_under_the_writer_is_told(empty: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    shutil.copy(empty, folder)

    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        shutil.rmtree(folder)
        with pytest.raises(WarehouseError, match="moved, deleted or replaced"):
            warehouse.publish(folder / "read.duckdb")


def test_a_clock_that_goes_backwards_breaks_no_promise(
    warehouse: Warehouse, load: Callable[..., Counts], article: Make, reading: Callable[..., Reading]
) -> None:
    load(reading(article("bell", "One."), read_at=NOON))
    load(reading(article("bell", "Two."), read_at=NOON - timedelta(days=400)))
    load(reading(article("bell", "Three."), read_at=NOON + timedelta(days=1)))
    load(reading(article("bell", "Four."), read_at=NOON + timedelta(hours=1)))

    assert () == run_checks(warehouse.connection)


def test_a_batch_that_needs_more_memory_than_most_is_loaded_too(load: Callable[..., Counts], article: Make) -> None:
    long = [f"{nth} " + "The tide came in. " * 60_000 for nth in range(60)]

    assert 60 == load(article("tides", *long)).paragraphs
