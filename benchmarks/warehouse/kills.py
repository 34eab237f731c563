"""Kills runs at random while they load and publish, and looks at what they leave.

    python -m benchmarks.warehouse kills [--kills 300] [--life 30] [--seed 1]

Every other kill comes at a random time, the others before a random call of a random stage, as most are short. After
each one the promises are checked in the writer's file, as the next run would open it, and in the readers' copy. After
a life of so many kills the batches are run to the end, and the tables compared with those of a run that nobody killed.
Prints the kills by the stage that was hit; ends with exit code 1 at the first promise that is broken.
"""

import random
import shutil
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.pool import Pool
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.warehouse.killing import CONTENT, STAGES, Child
from warehouse.check import run_checks
from warehouse.connection import Connection, open_warehouse
from warehouse.copies import log_of
from warehouse.query import connect

#: Batches that a run loads if nobody kills it.
_AHEAD = 2

_LOADED = "select count(distinct batch_sha256) from ops.loads"

Tables = list[list[tuple[object, ...]]]


def main(arguments: Sequence[str]) -> None:
    """Run it, and print what was hit."""
    parser = ArgumentParser(prog="python -m benchmarks.warehouse kills")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--life", type=int, default=30, help="kills until the tables are compared")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance, hits, began = random.Random(options.seed), Counter[str](), time.monotonic()
    # The checks have a process of their own: whoever has opened DuckDB cannot be forked.
    with get_context("spawn").Pool(1) as checker:
        while (left := options.kills - hits.total()) > 0:
            with TemporaryDirectory() as folder:
                hits += _live(Path(folder), min(left, options.life), chance, checker)
            print(f"{hits.total()} of {options.kills} kills", file=sys.stderr)
    for stage in STAGES:
        print(f"{stage:<12}{hits[stage]:>6}")
    print(f"{hits.total()} kills in {time.monotonic() - began:.0f} s: nothing lost, doubled or half-loaded")


def _live(folder: Path, kills: int, chance: random.Random, checker: Pool) -> Counter[str]:
    """Kill runs over one warehouse, run it to the end and compare it; return how often each stage was hit."""
    killed, calm, trial = (folder / name for name in ("killed", "calm", "trial"))
    for each in (killed, calm, trial):
        each.mkdir()
    began = time.monotonic()
    whole = _finish(trial, range(_AHEAD))
    seconds = time.monotonic() - began
    hits, loaded = Counter[str](), 0
    while hits.total() < kills:
        # The last batch that is there once more: to load it again must change nothing.
        batches = range(max(loaded - 1, 0), loaded + _AHEAD)
        stage = chance.choice(STAGES) if hits.total() % 2 else None
        child = Child(killed, batches, (stage, chance.randint(1, whole.calls[stage])) if stage else None)
        if child.kill_after(600 if stage else chance.uniform(0, seconds)):
            hits[child.stage] += 1
        loaded = checker.apply(checked, (killed, folder / "looked at"))
    _finish(killed, range(max(loaded - 1, 0), loaded + 1))
    _finish(calm, range(loaded + 1))
    if checker.apply(tables, (killed,)) != checker.apply(tables, (calm,)):
        raise SystemExit(f"{loaded} batches with {kills} kills gave other tables than without")
    return hits


def _finish(folder: Path, batches: range) -> Child:
    """Load the batches with nobody to kill the run."""
    child = Child(folder, batches)
    child.process.join()
    if child.process.exitcode:
        raise SystemExit(f"a run that nobody killed ended with {child.process.exitcode}")
    return child


def checked(folder: Path, aside: Path) -> int:
    """Return how many batches are loaded in what a killed run left; AssertionError where a promise is broken.

    The writer's file is opened elsewhere, so that the next run finds it as it was left.
    """
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for file in (folder / "warehouse.duckdb", log_of(folder / "warehouse.duckdb")):
        if file.exists():
            shutil.copy(file, aside)
    with open_warehouse(aside / "warehouse.duckdb") as warehouse:
        loaded = _loaded(warehouse.connection, "the warehouse")
    if (folder / "warehouse.read.duckdb").exists():
        with connect(folder / "warehouse.read.duckdb") as reader:
            published = _loaded(reader, "the readers' copy")
        if not loaded - 1 <= published <= loaded:
            raise AssertionError(f"{loaded} batches are loaded and {published} published")
    return loaded


def _loaded(connection: Connection, name: str) -> int:
    if breaches := run_checks(connection):
        raise AssertionError(f"{name} breaks {breaches}")
    [(loaded,)] = connection.execute(_LOADED).fetchall()
    return int(loaded)


def tables(folder: Path) -> Tables:
    """Return what is in the warehouse and in the copy."""
    with open_warehouse(folder / "warehouse.duckdb") as warehouse, connect(folder / "warehouse.read.duckdb") as reader:
        return [
            sorted(each.execute(query).fetchall(), key=repr)
            for each in (warehouse.connection, reader)
            for query in CONTENT
        ]
