"""Readers beside a writer that loads and lets them see it as fast as it can: no read fails, none sees half an article.

    python -m benchmarks.warehouse readers [--seconds 60] [--readers 2] [--articles 50]

A batch is so many new articles and a fifth as many new versions. Once the readers open the published copy, every second
of them for ten reads; once the writer's own file, which they can while the writer has it closed. A read asks for
articles, paragraphs and quotes in queries of their own and compares what they say.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from duckdb import DuckDBPyConnection

from benchmarks.warehouse.synthetic import Synthesis
from warehouse.connection import open_warehouse
from warehouse.errors import WarehouseError
from warehouse.load import load_batch
from warehouse.query import connect
from warehouse.runs import start_run

#: Articles, paragraphs, quotes, and the texts of all articles, as the one table has them and the others must.
_OF_ARTICLES = """
    select count(*), sum(paragraph_count)::bigint, sum(quote_count)::bigint, bit_xor(hash(article_id, text))
    from articles
"""
_OF_PARAGRAPHS = """
    select count(*), sum(paragraphs)::bigint, bit_xor(hash(article_id, text))
    from (
      select article_id, count(*) as paragraphs, string_agg(text, e'\\n\\n' order by position) as text
      from paragraphs
      group by article_id
    )
"""
_OF_QUOTES = """
    select count(*), count(*) filter (q.text <> substr(p.text, q.start_char + 1, q.end_char - q.start_char))
    from quotes as q
    join paragraphs as p using (paragraph_id)
"""

#: Of one connection to the copy.
_MOST_READS = 10


@dataclass(slots=True, kw_only=True)
class Tally:
    """What readers met."""

    reads: int = 0
    #: The copy, or the file, could not be opened or read.
    failed: int = 0
    #: The tables did not agree.
    half: int = 0
    #: Different states of the warehouse that were seen.
    states: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            reads=self.reads + other.reads,
            failed=self.failed + other.failed,
            half=self.half + other.half,
            states=max(self.states, other.states),
        )


def main(arguments: Sequence[str]) -> None:
    """Print what the readers met at copies and at one shared file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.warehouse readers")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--readers", type=int, default=2)
    parser.add_argument("--articles", type=int, default=50)
    options = parser.parse_args(arguments)
    print("readers open     reads  failed  half seen  states seen  batches  writer kept out")
    for name, shared in (("the copy", False), ("the one file", True)):
        with TemporaryDirectory() as folder:
            batches, kept_out, tally = read_beside_writer(
                Path(folder),
                shared=shared,
                seconds=options.seconds,
                readers=options.readers,
                articles=options.articles,
            )
        print(f"{name:12} {tally.reads:9} {tally.failed:7} {tally.half:10} {tally.states:12} {batches:8} {kept_out:16}")


def read_beside_writer(
    folder: Path, *, shared: bool, seconds: float, readers: int, articles: int
) -> tuple[int, int, Tally]:
    """Write for so many seconds while processes read; return batches, how often the writer was kept out, and reads."""
    write = write_and_close if shared else write_and_publish
    staged = stage_batches(folder, articles)
    write(folder, staged, 0)
    context = get_context("spawn")
    with ExitStack() as stack:
        pipes = []
        for number in range(readers):
            ours, theirs = context.Pipe()
            reads = _MOST_READS if number % 2 and not shared else 1
            process = context.Process(target=read_until_told, args=(folder, shared, reads, theirs))
            process.start()
            stack.callback(process.join)
            ours.recv()  # it reads
            pipes.append(ours)
        batches, kept_out = write(folder, staged, seconds)
        for pipe in pipes:
            pipe.send(None)
        tally = sum((pipe.recv() for pipe in pipes), Tally())
    return batches, kept_out, tally


def stage_batches(folder: Path, articles: int) -> Iterator[Path]:
    """Batch after batch, in one file: new articles, and new versions of some of the batch before."""
    synthesis = Synthesis()
    for first in count(step=articles):
        new = [(number, 1) for number in range(first, first + articles)]
        changed = [(number - articles, 2) for number, _ in new[: articles // 5] if first]
        yield synthesis.stage(folder / "staged.parquet", [*new, *changed])


def write_and_publish(folder: Path, staged: Iterator[Path], seconds: float) -> tuple[int, int]:
    """Load batch after batch, publishing each."""
    batches, end = 0, time.monotonic() + seconds
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        run_id = start_run(warehouse.connection, "benchmark", "cli", "presslake 0")
        while not batches or time.monotonic() < end:
            load_batch(warehouse.connection, next(staged), run_id)
            warehouse.publish(folder / "warehouse.read.duckdb")
            batches += 1
    return batches, 0


def write_and_close(folder: Path, staged: Iterator[Path], seconds: float) -> tuple[int, int]:
    """Load batch after batch, the file being closed between two; the second number counts where that was refused."""
    batches, kept_out, end = 0, 0, time.monotonic() + seconds
    while not batches or time.monotonic() < end:
        batch = next(staged)
        try:
            with open_warehouse(folder / "warehouse.duckdb") as warehouse:
                run_id = start_run(warehouse.connection, "benchmark", "cli", "presslake 0")
                load_batch(warehouse.connection, batch, run_id)
            batches += 1
        except WarehouseError:
            kept_out += 1
    return batches, kept_out


def read_until_told(folder: Path, shared: bool, reads: int, pipe: Pipe) -> None:
    """Read on and on, so often by one connection; send what that came to when told to end."""
    tally, states = Tally(), set()
    pipe.send(None)
    while not pipe.poll():
        try:
            with _open(folder, shared) as connection:
                for _ in range(reads):
                    state, agrees = look(connection)
                    states.add(state)
                    tally.reads += 1
                    tally.half += not agrees
        except (duckdb.Error, WarehouseError):
            tally.reads += 1
            tally.failed += 1
    tally.states = len(states)
    pipe.send(tally)


def look(connection: DuckDBPyConnection) -> tuple[object, bool]:
    """What is there, and whether the tables agree on it."""
    [(articles, paragraphs, quotes, texts)] = connection.execute(_OF_ARTICLES).fetchall()
    in_paragraphs = connection.execute(_OF_PARAGRAPHS).fetchall()
    in_quotes = connection.execute(_OF_QUOTES).fetchall()
    return texts, [(articles, paragraphs, texts)] == in_paragraphs and [(quotes, 0)] == in_quotes


def _open(folder: Path, shared: bool) -> DuckDBPyConnection:
    if shared:
        return duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True)
    return connect(folder / "warehouse.read.duckdb")
