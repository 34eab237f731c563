"""Files whose bytes are lost: a sentence with a command, and the command brings the warehouse back."""

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import open_warehouse
from warehouse.errors import WarehouseDamaged, WarehouseError, WarehouseTooNew
from warehouse.load import load_batch
from warehouse.model import Reading
from warehouse.query import connect, reading_copy
from warehouse.runs import start_run
from warehouse.stage import stage_batch

Make = Callable[..., Article]

COUNT = "select count(*) from articles"
HEADERS = 3 * 4096
BLOCK = 262_144


@pytest.fixture
def path(empty: Path, tmp_path: Path) -> Path:
    shutil.copy(empty, tmp_path)
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def load(path: Path, article: Make, reading: Callable[..., Reading]) -> Callable[..., None]:
    """Load an article of each name, and publish; where that is not wanted, leave all of it in the log."""

    def load_names(*names: str, publish: bool = True) -> None:
        batch = [reading(article(name, f"“The {name} was there,” Amsel said.")) for name in names]
        staged = stage_batch(batch, path.parent / "staged").path
        with open_warehouse(path) as warehouse:
            load_batch(warehouse.connection, staged, start_run(warehouse.connection, "test", "cli", "presslake 0"))
            if publish:
                warehouse.publish(path.with_name("warehouse.read.duckdb"))
            else:
                shutil.copy(path, path.with_name("before"))
                shutil.copy(f"{path}.wal", path.with_name("log"))
        if not publish:
            path.with_name("before").rename(path)
            path.with_name("log").rename(f"{path}.wal")

    return load_names


def opened(path: Path) -> tuple[list[tuple[int]], tuple[object, ...]]:
    """How many articles there are, and which promises are broken."""
    with open_warehouse(path) as warehouse:
        return warehouse.connection.execute(COUNT).fetchall(), run_checks(warehouse.connection)


def command_told(path: Path) -> str:
    """The command that the sentence tells."""
    with pytest.raises(WarehouseDamaged) as told:
        opened(path)
    found = re.search(r"with: (.*) and run again", str(told.value))
    assert found, told.value
    return found[1]


def overwrite(path: Path, start: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(os.urandom(length))


def make_sqlite(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("create table ships (name text)")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "nothing left": lambda path: os.truncate(path, 0),
    "half a header": lambda path: os.truncate(path, 5_000),
    "cut short": lambda path: os.truncate(path, HEADERS + BLOCK + 1_000),
    "the first page": lambda path: overwrite(path, 0, 4096),
    "both headers": lambda path: overwrite(path, 4096, 8192),
    "all blocks": lambda path: overwrite(path, HEADERS, path.stat().st_size - HEADERS),
    "a text": lambda path: path.write_text("not a database at all " * 1000),
    "a database of SQLite": make_sqlite,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_command_that_is_told_brings_the_newest_copy_back(
    damage: str, load: Callable[..., None], path: Path
) -> None:
    load("bell", "gull")
    load("tern")
    DAMAGES[damage](path)

    subprocess.run(command_told(path), shell=True, check=True)

    assert ([(3,)], ()) == opened(path)


def test_a_run_loads_again_what_came_after_the_copy(load: Callable[..., None], path: Path) -> None:
    load("bell")
    load("gull", publish=False)
    overwrite(path, 0, 4096)
    subprocess.run(command_told(path), shell=True, check=True)

    load("gull")

    assert ([(2,)], ()) == opened(path)


def test_a_copy_that_is_damaged_too_is_not_told(load: Callable[..., None], path: Path) -> None:
    load("bell")
    load("gull")
    newest = path.with_name("warehouse.read.duckdb").resolve()
    newest.chmod(0o600)
    for file in (path, newest):
        overwrite(file, HEADERS, file.stat().st_size - HEADERS)

    subprocess.run(command_told(path), shell=True, check=True)

    assert ([(1,)], ()) == opened(path)


def test_without_a_copy_nothing_is_promised(path: Path) -> None:
    path.write_text("not a database at all " * 1000)

    with pytest.raises(WarehouseDamaged, match=r"is no DuckDB database: no whole copy of it is there: move .* away"):
        opened(path)


def test_damage_that_is_met_late_is_told_as_well(load: Callable[..., None], path: Path) -> None:
    load(*map(str, range(50)))
    with open_warehouse(path) as warehouse:
        blocks = "select min(block_id) from pragma_storage_info('paragraphs') where block_id >= 0"
        [(block,)] = warehouse.connection.execute(blocks).fetchall()
    overwrite(path, HEADERS + BLOCK * block, BLOCK)

    with (
        pytest.raises(WarehouseDamaged, match="put back the newest whole copy with: cp "),
        open_warehouse(path) as late,
    ):
        late.connection.execute("select max(text) from paragraphs").fetchall()


def test_a_log_that_was_left_is_read(load: Callable[..., None], path: Path) -> None:
    load("bell")
    load("gull", publish=False)

    assert ([(2,)], ()) == opened(path)


def test_a_log_that_ends_in_a_torn_row_gives_what_was_committed(load: Callable[..., None], path: Path) -> None:
    load("bell")
    load("gull", publish=False)
    log = Path(f"{path}.wal")
    os.truncate(log, log.stat().st_size - 100)

    assert ([(1,)], ()) == opened(path)


def test_a_damaged_log_is_cut_where_the_damage_begins(load: Callable[..., None], path: Path) -> None:
    load("bell")
    load("gull", publish=False)
    log = Path(f"{path}.wal")
    overwrite(log, log.stat().st_size // 2, 100)

    command = command_told(path)
    subprocess.run(command, shell=True, check=True)

    assert (True, ([(1,)], ())) == (command.startswith("truncate -s "), opened(path))


def test_a_log_of_a_newer_version_is_left_alone(load: Callable[..., None], path: Path) -> None:
    load("bell", publish=False)
    log = Path(f"{path}.wal")
    # The first entry: field 101, the version, a number of one byte.
    log.write_bytes(log.read_bytes().replace(b"\x65\x00\x02\xff\xff", b"\x65\x00\x09\xff\xff", 1))

    with pytest.raises(WarehouseTooNew, match="written by a newer DuckDB"):
        opened(path)


def test_a_log_without_its_file_is_not_thrown_away(load: Callable[..., None], path: Path) -> None:
    load("bell")
    load("gull", publish=False)
    path.unlink()

    command = command_told(path)

    assert (True, False) == (Path(f"{path}.wal").exists(), path.exists()), command


def test_the_copy_comes_back_without_the_log_of_another_file(load: Callable[..., None], path: Path) -> None:
    load("bell")
    load("gull", publish=False)
    path.unlink()

    subprocess.run(command_told(path), shell=True, check=True)

    assert ([(1,)], ()) == opened(path)


def leave_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def leave_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def leave_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("gone.duckdb")


@pytest.mark.parametrize("leave", [leave_fifo, leave_folder, leave_link_to_nothing])
def test_what_is_no_file_is_told(leave: Callable[[Path], None], path: Path) -> None:
    leave(path)

    with pytest.raises(WarehouseError, match="is no file that can be written: move it away"):
        opened(path)


def test_a_readers_copy_with_a_damaged_block_is_told(load: Callable[..., None], path: Path) -> None:
    load(*map(str, range(50)))
    published = path.with_name("warehouse.read.duckdb")
    with connect(published) as reader:
        blocks = "select min(block_id) from pragma_storage_info('paragraphs') where block_id >= 0"
        [(block,)] = reader.execute(blocks).fetchall()
    published.chmod(0o600)
    overwrite(published, HEADERS + BLOCK * block, BLOCK)

    with pytest.raises(WarehouseError, match="presslake run publishes another"), reading_copy(published) as reader:
        reader.execute("select max(text) from paragraphs").fetchall()
