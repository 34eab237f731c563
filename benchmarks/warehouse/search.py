"""What it costs to search, and to have what is found ranked.

    python -m benchmarks.warehouse search [--articles 10000] [--rounds 3]

prints, for as many synthetic articles of ten paragraphs: CPU-seconds, seconds and bytes of publishing a copy as it is,
with an index built, and with the index of the copy before taken over; then CPU-seconds and seconds of searches in
paragraphs and quotes, in a copy without an index and in one with it, where LIKE for a word in the paragraphs = 1.
Medians of alternating rounds.
"""

import argparse
import os
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.warehouse.synthetic import PARAGRAPHS_AN_ARTICLE, Synthesis
from warehouse.connection import Warehouse, open_warehouse
from warehouse.load import load_batch
from warehouse.query import connect
from warehouse.runs import start_run
from warehouse.search import Texts, query_search
from warehouse.search_index import index_copy

#: A word in one of 50 texts, a rarer one, the two, a phrase, a beginning, and one without another.
SEARCHES = ("river", "ferry", "river barrier", '"the river"', "barr*", "ferry -river")
_BATCH = 20_000

#: CPU-seconds, and seconds on the clock.
Cost = tuple[float, float]


def main(arguments: Sequence[str]) -> None:
    """Print what publishing and searching take."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.warehouse search")
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        plain, ranked = Path(folder) / "plain.read.duckdb", Path(folder) / "ranked.read.duckdb"
        with open_warehouse(Path(folder) / "warehouse.duckdb") as warehouse:
            _load(warehouse, Path(folder), asked.articles)
            print(f"{asked.articles * PARAGRAPHS_AN_ARTICLE:,} paragraphs")
            indexed = partial(index_copy, publish_path=ranked, most_paragraphs=10**9)
            _print_publish("as it is", lambda: warehouse.publish(plain))
            _print_publish("with an index", lambda: warehouse.publish(ranked, prepare=indexed))
            _print_publish("with the index before", lambda: warehouse.publish(ranked, prepare=indexed))
        _print_searches(plain, ranked, asked.rounds)


def _load(warehouse: Warehouse, folder: Path, articles: int) -> None:
    synthesis = Synthesis()
    run_id = start_run(warehouse.connection, flow="add", trigger="cli", software="benchmark")
    for first in range(0, articles, _BATCH):
        editions = [(number, 1) for number in range(first, min(first + _BATCH, articles))]
        load_batch(warehouse.connection, synthesis.stage(folder / "batch.parquet", editions), run_id)


def _print_publish(how: str, publish: Callable[[], Path]) -> None:
    copies: list[Path] = []
    cpu, seconds = _cost(lambda: copies.append(publish()))
    print(f"publish {how:<22} {cpu:7.2f} CPU-s {seconds:7.2f} s {copies[0].stat().st_size / 1e6:9,.0f} MB")


def _print_searches(plain: Path, ranked: Path, rounds: int) -> None:
    kinds: tuple[Texts, ...] = ("paragraphs", "quotes")
    with connect(plain) as scanned, connect(ranked) as indexed:
        runs = {
            ("LIKE", "paragraphs", "scan"): lambda: scanned.execute(
                "select count(*) from paragraphs where contains(text, 'ferry')"
            ).fetchall()
        } | {
            (terms, texts, way): partial(query_search, copy, terms, texts, limit=20)
            for terms in SEARCHES
            for texts in kinds
            for way, copy in (("scan", scanned), ("index", indexed))
        }
        costs: dict[tuple[str, str, str], list[Cost]] = {key: [] for key in runs}
        for _ in range(rounds):
            for key, run in runs.items():
                costs[key].append(_cost(run))
    like = median(cpu for cpu, _ in costs["LIKE", "paragraphs", "scan"])
    for (terms, texts, way), taken in costs.items():
        cpu, seconds = median(cpu for cpu, _ in taken), median(seconds for _, seconds in taken)
        print(f"{terms:<15} {texts:<11} {way:<6} {cpu:7.3f} CPU-s {cpu / like:6.1f} {seconds:7.3f} s")


def _cost(run: Callable[[], object]) -> Cost:
    before = os.times()
    run()
    after = os.times()
    cpu = after.user + after.system - before.user - before.system
    return cpu, after.elapsed - before.elapsed
