"""Who has a copy open, which copies stay, and what they are called."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from extract.model import Article
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseError
from warehouse.model import Counts
from warehouse.query import connect

COUNT = "select count(*) from articles"

Make = Callable[..., Article]
Load = Callable[..., Counts]


def copies(publish_path: Path) -> list[Path]:
    return sorted(publish_path.parent.glob("warehouse.read.*.duckdb"))


def test_the_copy_before_the_newest_stays(warehouse: Warehouse, publish_path: Path) -> None:
    published = [warehouse.publish(publish_path) for _ in range(4)]

    assert published[2:] == copies(publish_path)


@contextmanager
def opened(copy: Path, how: str) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that has a copy open."""
    code = f"import sys, duckdb; held = duckdb.connect(sys.argv[1], {how}); print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, copy]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


@pytest.fixture
def holder(warehouse: Warehouse, publish_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes]]]:
    """A copy, and another process that reads it."""
    copy = warehouse.publish(publish_path)
    with opened(copy, "read_only=True") as process:
        yield copy, process


@pytest.fixture
def intruder(warehouse: Warehouse, publish_path: Path) -> Iterator[None]:
    """Another process that writes to the copy, having made that possible."""
    copy = warehouse.publish(publish_path)
    copy.chmod(0o644)
    with opened(copy, "read_only=False"):
        yield


@pytest.mark.usefixtures("intruder")
def test_who_writes_to_a_copy_keeps_readers_out_of_it_and_that_is_told(publish_path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"is open for writing in another program .*: open it there with"):
        connect(publish_path)


@pytest.mark.usefixtures("intruder")
def test_who_writes_to_a_copy_keeps_nobody_out_of_the_next(
    warehouse: Warehouse, load: Load, article: Make, publish_path: Path
) -> None:
    load(article("a"))
    warehouse.publish(publish_path)

    with connect(publish_path) as reader:
        assert reader.execute(COUNT).fetchall() == [(1,)]


def test_a_copy_stays_while_another_process_reads_it(
    warehouse: Warehouse, publish_path: Path, holder: tuple[Path, subprocess.Popen[bytes]]
) -> None:
    later = [warehouse.publish(publish_path) for _ in range(3)]

    assert [holder[0], *later[1:]] == copies(publish_path)


def test_a_copy_goes_when_its_reader_has_died(
    warehouse: Warehouse, publish_path: Path, holder: tuple[Path, subprocess.Popen[bytes]]
) -> None:
    warehouse.publish(publish_path)
    holder[1].kill()
    holder[1].wait()
    later = [warehouse.publish(publish_path) for _ in range(2)]

    assert later == copies(publish_path)


def test_no_other_copy_stays_where_that_is_asked(
    warehouse: Warehouse, publish_path: Path, holder: tuple[Path, subprocess.Popen[bytes]]
) -> None:
    del holder
    warehouse.publish(publish_path)
    newest = warehouse.publish(publish_path, keep_held=False)

    assert [newest] == copies(publish_path)


def test_who_reads_the_writers_file_while_it_is_copied_does_not_stop_the_run(
    tmp_path: Path, publish_path: Path
) -> None:
    path = tmp_path / "other.duckdb"
    with ExitStack() as readers:

        def read(_: Path) -> None:
            readers.enter_context(opened(path, "read_only=True"))

        with open_warehouse(path) as warehouse:
            warehouse.publish(publish_path, prepare=read)

        assert publish_path.is_symlink()


def test_a_name_never_comes_again(warehouse: Warehouse, load: Load, article: Make, publish_path: Path) -> None:
    load(article("a"))
    warehouse.publish(publish_path)
    with connect(publish_path):
        for path in publish_path.parent.glob("warehouse.read.*"):
            path.unlink()
        load(article("b"))
        time.sleep(1)  # the names count seconds
        warehouse.publish(publish_path)

        with connect(publish_path) as late:
            assert late.execute(COUNT).fetchall() == [(2,)]
