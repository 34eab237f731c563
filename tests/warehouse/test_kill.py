"""A process that dies at any moment: nothing is half-loaded, and the next one comes to the same end.

``python -m benchmarks.warehouse kills`` does so at random, hundreds of times.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.warehouse.killing import STAGES, load
from benchmarks.warehouse.kills import Tables, checked, tables
from warehouse.connection import open_warehouse

#: A process that has opened DuckDB cannot be forked: this one has not.
KILL = """
import sys
from pathlib import Path
from benchmarks.warehouse.killing import Child

folder, number, *moments = sys.argv[1:]
for moment in moments:
    stage, call = moment.split()
    killed = Child(Path(folder) / stage, range(int(number), int(number) + 1), (stage, int(call))).kill_after(120)
    assert killed, moment
"""

#: A stage, and before which of its calls the run dies; several in one stage kill one run after the other.
MOMENTS = (
    *(
        "open 1",
        "open 2",
        "stage 20",
        "load 5",
        "load 60",
        "commit 1",
        "commit 2",
        "checkpoint 1",
        "close 1",
        "delete 3",
    ),
    *("copy 1", "copy 2", "fsync 1", "fsync 2", "rename 1", "rename 2", "rename 3", "link 1"),
)
#: Where no warehouse is yet.
FIRST_MOMENTS = ("open 1", "close 1", "rename 1", "fsync 1", "commit 1", "load 30")


def kill(folder: Path, number: int, *moments: str) -> None:
    subprocess.run([sys.executable, "-c", KILL, folder, str(number), *moments], check=True)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where one batch is loaded and published."""
    folder = tmp_path_factory.mktemp("calm")
    load(folder, range(1))
    return folder


@pytest.fixture(scope="module")
def killed(calm: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, as runs left it that loaded one more and were killed; one folder a stage."""
    folder = tmp_path_factory.mktemp("killed")
    for stage in STAGES:
        shutil.copytree(calm, folder / stage, symlinks=True)
    kill(folder, 1, *MOMENTS)
    return folder


@pytest.fixture(scope="module")
def whole(calm: Path, killed: Path) -> Tables:
    """What a run leaves that nobody killed."""
    load(calm, range(1, 2))
    return tables(calm)


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_killed_run_leaves_holds_every_batch_or_nothing_of_it(stage: str, killed: Path, tmp_path: Path) -> None:
    assert checked(killed / stage, tmp_path / "aside") in (1, 2)


@pytest.mark.parametrize("stage", STAGES)
def test_the_run_after_a_killed_one_comes_to_the_same_end(stage: str, killed: Path, whole: Tables) -> None:
    load(killed / stage, range(1, 2))

    assert whole == tables(killed / stage)


@pytest.mark.parametrize("stage", STAGES)
def test_nothing_unfinished_stays_after_the_next_run(stage: str, killed: Path, whole: Tables) -> None:
    load(killed / stage, range(0))

    names = {path.name for path in (killed / stage).iterdir()}
    assert set() == {name for name in names if "unfinished" in name or name.endswith(".wal")}


def test_a_run_that_is_killed_while_it_makes_the_warehouse_leaves_one_that_opens_or_none(tmp_path: Path) -> None:
    for moment in FIRST_MOMENTS:
        (tmp_path / moment.split()[0]).mkdir()
    kill(tmp_path, 0, *FIRST_MOMENTS)

    counts = set()
    for moment in FIRST_MOMENTS:
        with open_warehouse(tmp_path / moment.split()[0] / "warehouse.duckdb") as warehouse:
            counts |= {*warehouse.connection.execute("select count(*) from articles").fetchall()}
    assert {(0,)} == counts
