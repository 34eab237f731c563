"""What `presslake maintain` does to a lake: fewer files, fewer snapshots, the same rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from benchmarks.local_postgres import LocalPostgres
from benchmarks.warehouse.killing import batch
from flows.maintaining import told
from warehouse.connection import Connection, Warehouse, open_warehouse
from warehouse.hashes import table_hashes
from warehouse.lake.address import LakeAddress
from warehouse.lake.maintenance import maintain_lake
from warehouse.load import load_batch
from warehouse.query import connect
from warehouse.runs import start_run
from warehouse.stage import stage_batch

AT_ONCE, A_WEEK = timedelta(0), timedelta(days=7)
FIRST = "select max(snapshot_id) from ducklake_snapshots('lake') where author = ?"


@dataclass(frozen=True)
class Maintained:
    """A lake to which two runs loaded 24 articles each, 16 of them in both, and what it was before its maintenance."""

    lake: Warehouse
    folder: Path
    #: The snapshot that the first run left.
    first: int
    #: A reader who began between the two runs.
    reader: Connection
    hashes: dict[str, str]
    file_count: int


def known(connection: Connection) -> int:
    """How many files the present snapshot has."""
    query = "select sum(file_count + delete_file_count)::integer from ducklake_table_info('lake')"
    return int(connection.execute(query).fetchall()[0][0])


def on_disk(folder: Path) -> int:
    return sum(1 for _ in folder.rglob("*.parquet"))


def load(lake: Warehouse, folder: Path, number: int) -> str:
    run_id = start_run(lake.connection, "test", "cli", "presslake 0")
    load_batch(lake.connection, stage_batch(batch(number), folder).path, run_id)
    return run_id


@pytest.fixture(scope="module")
def maintained(postgres: LocalPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Maintained]:
    """The lake after the maintenance of every day."""
    folder = tmp_path_factory.mktemp("maintained")
    address = LakeAddress.parse(f"ducklake:postgres:{postgres.new_database()}", files=str(folder / "lake"), home=folder)
    with open_warehouse(address) as lake:
        run_id = load(lake, folder / "staged", 0)
        [(first,)] = lake.connection.execute(FIRST, [run_id]).fetchall()
        with connect(address) as reader:
            load(lake, folder / "staged", 1)
            before = (table_hashes(lake.connection), known(lake.connection))
            lake.maintain(A_WEEK)
            yield Maintained(lake, folder / "lake", first, reader, *before)


@pytest.fixture(scope="module")
def stripped(maintained: Maintained) -> Maintained:
    """The same after a maintenance that keeps nothing but the present, with a file of a writer that died."""
    (maintained.folder / "main" / "articles" / "orphan.parquet").write_bytes(b"half a file")
    maintain_lake(maintained.lake.connection, AT_ONCE, grace=AT_ONCE)
    return maintained


def test_maintenance_makes_few_files_of_many(maintained: Maintained) -> None:
    assert known(maintained.lake.connection) < maintained.file_count


def test_maintenance_changes_no_row(maintained: Maintained) -> None:
    assert maintained.hashes == table_hashes(maintained.lake.connection)


def test_a_reader_goes_on_at_its_snapshot_while_files_are_merged(maintained: Maintained) -> None:
    assert [(24,)] == maintained.reader.execute("select count(text) from articles").fetchall()


def test_a_lake_is_as_it_was_after_any_run_of_the_time_that_is_kept(maintained: Maintained) -> None:
    query = f"select count(text) from articles at (version => {maintained.first})"
    assert [(24,)] == maintained.lake.connection.execute(query).fetchall()


def test_what_is_older_can_no_longer_be_asked_for(stripped: Maintained) -> None:
    with pytest.raises(duckdb.Error, match="No snapshot found"):
        stripped.lake.connection.execute(f"select count(text) from articles at (version => {stripped.first})")


def test_nothing_stays_on_the_disk_but_what_the_last_snapshot_has(stripped: Maintained) -> None:
    assert known(stripped.lake.connection) == on_disk(stripped.folder)


def test_a_second_maintenance_finds_nothing_to_do(stripped: Maintained) -> None:
    assert told(stripped.lake.maintain(A_WEEK)) == "nothing was to be done"
