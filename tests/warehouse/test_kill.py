"""A process that dies at any moment: nothing is half-loaded, and the next one comes to the same end."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import open_warehouse
from warehouse.model import Reading
from warehouse.query import connect
from warehouse.stage import stage_batch

#: Loads the staged batches one after the other and publishes after each, as a run would.
RUN = """
import sys
from pathlib import Path
from warehouse.connection import open_warehouse
from warehouse.load import load_batch
from warehouse.model import Counts
from warehouse.runs import end_run, start_run

folder = Path(sys.argv[1])
with open_warehouse(folder / "warehouse.duckdb") as warehouse:
    run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
    print("started", flush=True)
    for staged in sorted((folder / "staged").rglob("*.parquet")):
        load_batch(warehouse.connection, staged, run_id)
        warehouse.publish(folder / "read.duckdb")
    end_run(warehouse.connection, run_id, "ok", Counts())
"""

#: What a run leaves, but for its own name.
CONTENT = (
    "select article_id, title, text, version, cluster_id, is_copy from articles order by 1",
    "from paragraphs order by article_id, position",
    "from quotes order by article_id, position",
    "from speakers order by 1",
    "select article_id, version, text from history.articles order by 1, 2",
    "from links order by article_id, position",
)


def start(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", RUN, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    process.stdout.readline()
    return process


def finish(folder: Path) -> list[list[tuple[object, ...]]]:
    """Run to the end and return what is in the warehouse then."""
    subprocess.run([sys.executable, "-c", RUN, str(folder)], check=True, capture_output=True)
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        return [warehouse.connection.execute(query).fetchall() for query in CONTENT]


@pytest.fixture
def folders(article: Callable[..., Article], reading: Callable[..., Reading], tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same staged batches: articles, updates of some of them, copies, failed pages."""
    for folder in (tmp_path / "killed", tmp_path / "calm"):
        for number in range(6):
            articles = [
                article(
                    f"a{(number * 17 + place) % 120}",
                    *(f"“Sentence {number} of {line},” said Amsel." for line in range(20)),
                    content_key=f"{place % 7}",
                    links=[f"https://harbour.example/a{place}"],
                )
                for place in range(25)
            ]
            stage_batch([*map(reading, articles), reading()], folder / "staged" / f"{number:02}")
    return tmp_path / "killed", tmp_path / "calm"


def test_killed_runs_leave_what_one_calm_run_leaves(folders: tuple[Path, Path]) -> None:
    killed, calm = folders
    for round_ in range(5):
        process = start(killed)
        time.sleep(0.05 + 0.15 * round_)
        process.kill()
        process.wait()
        with open_warehouse(killed / "warehouse.duckdb") as warehouse:
            assert run_checks(warehouse.connection) == ()

    assert finish(killed) == finish(calm)


def test_a_killed_run_leaves_the_readers_a_whole_copy(folders: tuple[Path, Path]) -> None:
    killed, _ = folders
    finish(killed)
    for round_ in range(3):
        process = start(killed)
        time.sleep(0.1 + 0.2 * round_)
        process.kill()
        process.wait()

        with connect(killed / "read.duckdb") as reader:
            assert run_checks(reader) == ()
