"""Kills the writer of a lake at random while it loads, and its Postgres now and then, and looks at what is left.

    python -m benchmarks.warehouse lake_kills [--kills 30] [--life 3] [--seed 1]

A writer opens the lake and loads six batches: new articles, new versions, copies and what is there already. It is
killed by -9 at a random moment of that; every fifth time Postgres is stopped as by a loss of power instead, and
started again. After a life of so many kills the batches are loaded to the end: the digests of all tables must be
those of a lake that nobody disturbed, and all promises hold. Ends with exit code 1 where they do not. Needs Postgres
on this machine.
"""

import random
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.local_postgres import LocalPostgres, local_postgres
from benchmarks.warehouse.killing import batch
from warehouse.check import run_checks
from warehouse.connection import open_warehouse
from warehouse.errors import WarehouseError
from warehouse.hashes import table_hashes
from warehouse.lake.address import LakeAddress
from warehouse.load import load_batch
from warehouse.stage import stage_batch

_BATCHES = (0, 1, 2, 3, 4, 2)
_POSTGRES_EVERY = 5
#: One run of all writers: what it has loaded it does not load again.
RUN = (
    "insert into ops.runs (run_id, flow, trigger, state, started_at, software)"
    " select 'the run', 'test', 'cli', 'running', '2026-04-01 08:00:00', 'presslake 0'"
    " where not exists (from ops.runs)"
)
#: Columns that the clock fills.
CLOCK = {"loaded_at", "heartbeat_at"}

_processes = get_context("spawn")


def main(arguments: Sequence[str]) -> None:
    """Run it, and print what was killed."""
    parser = ArgumentParser(prog="python -m benchmarks.warehouse lake_kills")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--life", type=int, default=3, help="kills until the tables are compared")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    chance, hits = random.Random(options.seed), Counter[str]()
    with TemporaryDirectory() as folder, local_postgres() as postgres:
        home = Path(folder)
        staged = [stage_batch(batch(number), home / "staged").path for number in _BATCHES]
        began = time.monotonic()
        calm = _run_to_the_end(_new_lake(postgres, home / "calm"), staged)
        whole = time.monotonic() - began
        while (left := options.kills - hits.total()) > 0:
            lake = _new_lake(postgres, home / f"life{hits.total()}")
            numbers = range(hits.total(), hits.total() + min(left, options.life))
            hits += _live(lake, staged, postgres, {number: chance.uniform(0.5, whole) for number in numbers})
            if calm != _run_to_the_end(lake, staged):
                sys.exit(f"{lake}: not what an undisturbed lake holds, or a promise is broken")
            print(f"{hits.total()} of {options.kills} kills", file=sys.stderr)
    print(f"{dict(hits)}: nothing lost, doubled or half-loaded, all promises hold")


def load_all(lake: LakeAddress, staged: Sequence[Path]) -> None:
    """Be the writer: load what is not there yet."""
    with suppress(WarehouseError), open_warehouse(lake) as opened:
        opened.connection.execute(RUN)
        for path in staged:
            load_batch(opened.connection, path, "the run")


def _new_lake(postgres: LocalPostgres, home: Path) -> LakeAddress:
    home.mkdir()
    return LakeAddress.parse(f"ducklake:postgres:{postgres.new_database()}", files=str(home / "lake"), home=home)


def _live(
    lake: LakeAddress, staged: Sequence[Path], postgres: LocalPostgres, moments: Mapping[int, float]
) -> Counter[str]:
    """Kill a lake's writers or Postgres, by number and seconds; return how often which, and how many had ended."""
    hits: Counter[str] = Counter()
    for number, moment in moments.items():
        writer = _processes.Process(target=load_all, args=(lake, staged))
        writer.start()
        writer.join(moment)
        ended = "" if writer.is_alive() else ", which had ended"
        if number % _POSTGRES_EVERY == _POSTGRES_EVERY - 1:
            postgres.stop("immediate")
            writer.join(60)
            postgres.start()
            hits[f"Postgres under a writer{ended}"] += 1
        else:
            hits[f"writer{ended}"] += 1
        writer.kill()
        writer.join()
    return hits


def _run_to_the_end(lake: LakeAddress, staged: Sequence[Path]) -> tuple[Mapping[str, str], int]:
    """Load what is not there yet; return the digest of each table, and the number of broken promises."""
    with open_warehouse(lake) as opened:
        connection = opened.connection
        connection.execute(RUN)
        for path in staged:
            load_batch(connection, path, "the run")
        return table_hashes(connection, without=CLOCK), len(run_checks(connection))
