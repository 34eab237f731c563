"""Opening a warehouse: one writer, sentences instead of tracebacks."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from warehouse.connection import open_warehouse, reading_warehouse
from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.lock import writer

HOLD = """
import sys
from pathlib import Path
from warehouse.connection import open_warehouse
with open_warehouse(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""

LOG = """
import sys
from pathlib import Path
from warehouse.connection import open_warehouse
with open_warehouse(Path(sys.argv[1])) as warehouse:
    warehouse.connection.execute("insert into speakers values ('s1', 'Ivo', 'person', [], null)")
    print("held", flush=True)
    sys.stdin.read()
"""

CONNECT = """
import sys, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def holder(path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the warehouse open."""
    with subprocess.Popen(
        [sys.executable, "-c", request.param, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        process.stdout.readline()
        yield process
        process.kill()


@pytest.mark.parametrize("holder", [HOLD], indirect=True)
def test_a_second_writer_is_told_who_has_the_warehouse(holder: subprocess.Popen[str], path: Path) -> None:
    with pytest.raises(WarehouseBusy, match=f"in use by process {holder.pid} on "), open_warehouse(path):
        pass


@pytest.mark.parametrize("holder", [CONNECT], indirect=True)
def test_another_program_that_has_the_file_open_is_named(holder: subprocess.Popen[str], path: Path) -> None:
    with pytest.raises(WarehouseBusy, match=f"in use by .*PID {holder.pid}"), open_warehouse(path):
        pass


@pytest.mark.parametrize("holder", [HOLD], indirect=True)
def test_the_lock_of_a_killed_process_goes_with_it(holder: subprocess.Popen[str], path: Path) -> None:
    holder.kill()
    holder.wait()

    with open_warehouse(path) as warehouse:
        assert warehouse.connection.execute("select count(*) from articles").fetchall() == [(0,)]


def test_a_second_writer_in_the_same_process_is_refused(path: Path) -> None:
    with open_warehouse(path), pytest.raises(WarehouseBusy, match="in use by process"), open_warehouse(path):
        pass


def test_what_stands_in_an_old_lock_file_does_no_harm(path: Path) -> None:
    path.with_name("warehouse.duckdb.lock").write_text("process 1 on elsewhere, and a long line of nonsense")

    with open_warehouse(path):
        assert path.with_name("warehouse.duckdb.lock").read_text().startswith("process ")


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="there is no folder"), open_warehouse(tmp_path / "nowhere" / "w.duckdb"):
        pass


def test_a_place_where_nothing_can_be_written_is_told(path: Path) -> None:
    path.with_name("warehouse.duckdb.lock").mkdir()

    with pytest.raises(WarehouseError, match="no lock can be made"), open_warehouse(path):
        pass


def test_the_file_is_one_that_duckdb_since_1_1_reads(path: Path) -> None:
    with open_warehouse(path):
        pass

    # The main header: a checksum of 8 bytes, DUCK, and the storage version, which is 64 from DuckDB 0.10 to 1.1.
    header = path.read_bytes()[:20]
    assert (header[8:12], int.from_bytes(header[12:20], "little")) == (b"DUCK", 64)


def test_nothing_is_left_beside_a_closed_warehouse_but_its_lock(path: Path) -> None:
    with open_warehouse(path):
        pass

    assert {file.name for file in path.parent.iterdir()} == {"warehouse.duckdb", "warehouse.duckdb.lock"}


def test_a_plain_duckdb_reads_the_file_with_its_views(path: Path) -> None:
    with open_warehouse(path):
        pass

    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("select count(*) from v_quotes").fetchall() == [(0,)]


def test_nobody_can_write_to_what_is_being_read(path: Path) -> None:
    with open_warehouse(path):
        pass

    with reading_warehouse(path), pytest.raises(WarehouseBusy), open_warehouse(path):
        pass


@pytest.mark.parametrize("holder", [LOG], indirect=True)
def test_what_a_killed_writer_left_in_its_log_is_read(holder: subprocess.Popen[str], path: Path) -> None:
    holder.kill()
    holder.wait()

    with reading_warehouse(path) as connection:
        assert connection.execute("select name from speakers").fetchall() == [("Ivo",)]


def test_what_a_dead_process_left_of_a_new_file_is_no_hindrance(path: Path) -> None:
    for name in ("warehouse.duckdb.unfinished", "warehouse.duckdb.unfinished.wal"):
        path.with_name(name).write_text("half a header")
    with open_warehouse(path):
        pass

    assert {file.name for file in path.parent.iterdir()} == {"warehouse.duckdb", "warehouse.duckdb.lock"}


def test_a_folder_where_a_new_file_is_to_be_made_is_told(path: Path) -> None:
    path.with_name("warehouse.duckdb.unfinished").mkdir()

    with pytest.raises(WarehouseError, match=r"unfinished: something else is in its place"), open_warehouse(path):
        pass


def test_who_only_looks_learns_who_writes(tmp_path: Path) -> None:
    lock = tmp_path / "warehouse.duckdb.lock"
    with open_warehouse(tmp_path / "warehouse.duckdb"):
        held = writer(lock)

    assert held
    assert (held[0], writer(lock)) == (f"process {os.getpid()} on {socket.gethostname()}", None)
