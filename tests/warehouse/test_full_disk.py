"""Disks that take no more, fail or may not be written: a sentence, and nothing is lost that was committed.

A limit on the size of files stands for the full disk, since anybody may set it; one test has a real one.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import open_warehouse
from warehouse.model import Reading
from warehouse.stage import stage_batch

#: Loads the staged batches, saying so, then publishes: no file may grow beyond a number of bytes from ``step`` on.
RUN = """
import os, resource, signal, sys
from pathlib import Path
from warehouse.connection import open_warehouse
from warehouse.errors import WarehouseError
from warehouse.load import load_batch
from warehouse.runs import start_run
from warehouse.stage import stage_batch

folder, step, limit = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def reach(reached):
    if reached == step:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def fail(descriptor):
    raise OSError(5, "Input/output error")


reach("open")
try:
    if step == "stage":
        reach("stage")
        stage_batch([], folder / "more")
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
        for number, staged in enumerate(sorted((folder / "staged").rglob("*.parquet"))):
            reach(f"load {number}")
            load_batch(warehouse.connection, staged, run_id)
            print("loaded", flush=True)
        reach("publish")
        if step == "fsync":
            os.fsync = fail
        if step == "copy":
            warehouse.connection.execute("checkpoint")
            reach("copy")
        warehouse.publish(folder / "warehouse.read.duckdb")
        print("published", flush=True)
except WarehouseError as error:
    sys.exit(f"told: {error}")
"""

#: Where not even the superuser may write what the owner of a folder forbids to himself.
UNPRIVILEGED = ["setpriv", "--bounding-set=-all"] if os.geteuid() == 0 else []


@pytest.fixture
def folder(empty: Path, article: Callable[..., Article], reading: Callable[..., Reading], tmp_path: Path) -> Path:
    """An empty warehouse, and two staged batches of 1.2 MB each, which can hardly be compressed."""
    for number in range(2):
        texts = [f"“{os.urandom(10_000).hex()},” said Amsel." for _ in range(20)]
        batch = [reading(article(f"a{number}-{place}", text)) for place, text in enumerate(texts)]
        stage_batch(batch, tmp_path / "staged" / str(number))
    shutil.copy(empty, tmp_path)
    return tmp_path


def run(folder: Path, step: str = "", limit: int = 0, *before: str) -> subprocess.CompletedProcess[str]:
    command = [*before, sys.executable, "-c", RUN, str(folder), step, str(limit)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def articles(folder: Path) -> tuple[int, tuple[object, ...]]:
    """How many there are when the warehouse is opened again, and which promises are broken."""
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        [(count,)] = warehouse.connection.execute("select count(*) from articles").fetchall()
        return count, run_checks(warehouse.connection)


@pytest.mark.parametrize(
    ("step", "limit", "loaded"),
    [
        ("open", 10_000, 0),
        ("load 0", 1_000_000, 0),
        ("load 1", 2_400_000, 1),
        ("publish", 1_500_000, 2),
        ("copy", 2_000_000, 2),
    ],
)
def test_a_full_disk_is_told_and_what_was_loaded_is_there(step: str, limit: int, loaded: int, folder: Path) -> None:
    failed = run(folder, step, limit)

    told = [line for line in failed.stderr.splitlines() if "disk is full" in line or "File too large" in line]
    answers = (failed.returncode, len(told), failed.stdout.count("loaded"), articles(folder))
    assert (1, 1, loaded, (20 * loaded, ())) == answers, failed.stderr


def test_a_run_on_a_disk_with_room_again_does_the_rest(folder: Path) -> None:
    run(folder, "load 1", 2_400_000)

    assert ("loaded\nloaded\npublished\n", (40, ())) == (run(folder).stdout, articles(folder))


def test_a_warehouse_for_which_there_is_no_room_leaves_nothing_half_made(folder: Path) -> None:
    (folder / "warehouse.duckdb").unlink()

    failed = run(folder, "open", 10_000)

    is_there = (folder / "warehouse.duckdb").exists()
    assert (False, True) == (is_there, "disk is full" in failed.stderr), failed.stderr


def test_a_disk_that_fails_while_the_copy_is_written_is_told(folder: Path) -> None:
    failed = run(folder, "fsync")

    answers = (failed.returncode, "Input/output error" in failed.stderr, failed.stderr.count("\n"), articles(folder))
    assert (1, True, 1, (40, ())) == answers, failed.stderr


def test_a_batch_that_cannot_be_staged_is_told(folder: Path) -> None:
    failed = run(folder, "stage", 100)

    assert f"told: {folder}/more: the disk is full (" in failed.stderr


def test_a_disk_that_is_really_full_is_told(folder: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = (
        f"mount -t tmpfs -o size=6m none {disk} && cp -r {folder}/warehouse.duckdb {folder}/staged {disk} || exit 77; "
        f'"$@"; code=$?; rm -r {disk}/staged; cp {disk}/warehouse.duckdb* {folder}; exit $code'
    )
    # A user who may not mount anything can do so in a namespace of his own.
    failed = run(disk, "", 0, "unshare", "--mount", "--map-root-user", "sh", "-c", script, "sh")
    if failed.returncode == 77 or "unshare" in failed.stderr:
        pytest.skip(f"no disk can be mounted here: {failed.stderr}")

    told = [line for line in failed.stderr.splitlines() if "No space left on device" in line]
    answers = (failed.returncode, len(told), articles(folder))
    assert (1, 1, (20 * failed.stdout.count("loaded"), ())) == answers, failed.stderr


def test_a_folder_for_reading_only_is_told_before_anything_is_done(folder: Path) -> None:
    folder.chmod(0o555)

    failed = run(folder, "", 0, *UNPRIVILEGED)

    folder.chmod(0o755)
    sentence = f"told: {folder}/warehouse.duckdb: nothing can be written in {folder}: give this user the right to\n"
    assert (1, sentence) == (failed.returncode, failed.stderr)


@pytest.mark.parametrize("name", ["warehouse.duckdb", "warehouse.duckdb.lock"])
def test_a_file_for_reading_only_is_told(name: str, folder: Path) -> None:
    (folder / name).touch(0o444)
    (folder / name).chmod(0o444)

    failed = run(folder, "", 0, *UNPRIVILEGED)

    assert (1, True, 1) == (failed.returncode, "Permission denied" in failed.stderr, failed.stderr.count("\n"))
