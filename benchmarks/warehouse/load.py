"""What loading costs, against inserting the same staged Parquet into bare tables, and how it grows with the warehouse.

    python -m benchmarks.warehouse load [--articles 1000000] [--batch 10000] [--rounds 3] [--folder .benchmark]

prints a row per figure: ours, what it is compared with, the ratio and the goal. Times are CPU-seconds of a process of
its own, with checks and the checkpoint, medians over the rounds, ours and the other in turns. The large warehouse
(--articles, ten paragraphs each) is made once in the folder, by loading, and used again.
"""

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import duckdb

from benchmarks.warehouse.synthetic import PARAGRAPHS_AN_ARTICLE, Edition, Synthesis
from warehouse.connection import open_warehouse
from warehouse.load import load_batch
from warehouse.runs import start_run

_PARTS = ("paragraphs", "quotes", "statements", "quoted_terms", "links")
#: As the writer's own connection has it; its memory is what every load had once, now it goes by the size of the batch.
_BARE_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "storage_compatibility_version": "v1.1.0",
    "checkpoint_threshold": "128MB",
    "memory_limit": "180MB",
    "threads": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a process that did nothing else took."""

    cpu_seconds: float
    peak_megabytes: float
    #: Rows in the tables of articles, in the present and in history, afterwards.
    rows: int = 0


def main(arguments: Sequence[str]) -> None:
    """Print the table."""
    options = _options(arguments)
    folder: Path = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    synthesis = Synthesis()
    large = _large(synthesis, folder, options)
    print(f"{'figure':62} {'ours':>8} {'other':>8} {'ratio':>6}  goal", flush=True)
    _empty(synthesis, folder, options)
    _grown(synthesis, folder, large, options)
    _unchanged(synthesis, folder, options)


def _options(arguments: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks.warehouse load")
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--batch", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--unchanged", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path(".benchmark"))
    return parser.parse_args(arguments)


def _large(synthesis: Synthesis, folder: Path, options: Namespace) -> Path:
    """Return the large warehouse, made where it is not there yet."""
    path = folder / f"large-{options.articles}.duckdb"
    if path.exists():
        return path
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    for first in range(0, options.articles, options.batch):
        last = min(first + options.batch, options.articles)
        _apart(_load, unfinished, [_staged(synthesis, folder, "large", _new(first, last))])
        print(f"\rlarge warehouse: {last:,} articles", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return unfinished.rename(path)


def _empty(synthesis: Synthesis, folder: Path, options: Namespace) -> None:
    """Five batches into nothing."""
    size = options.batch
    batches = [_staged(synthesis, folder, f"empty-{n}", _new(n * size, n * size + size)) for n in range(5)]
    rounds = [(_fresh(_load, folder, batches), _fresh(_insert, folder, batches)) for _ in range(options.rounds)]
    _print_speed("load into an empty warehouse", 5 * size, rounds, 0.7)
    peak = max(ours.peak_megabytes for ours, _ in rounds)
    print(f"{'peak memory of the writer, empty: MB':62} {peak:8.0f} {'':8} {'':6}  <= 400", flush=True)


def _grown(synthesis: Synthesis, folder: Path, large: Path, options: Namespace) -> None:
    """Batches beside many articles: one of new ones alone, and one with updates against a small warehouse."""
    size, count = options.batch, options.articles
    used = folder / "used.duckdb"
    shutil.copy(large, used)
    small = folder / "small.duckdb"
    kept_small = _unlinked(folder / "kept-small.duckdb")
    _apart(_load, kept_small, [_staged(synthesis, folder, "small", _new(0, size))])
    plain, mixed = [], []
    for nth in range(options.rounds):
        first = count + 2 * nth * size
        new = _staged(synthesis, folder, "new", _new(first, first + size))
        plain.append((_apart(_load, used, [new]), _fresh(_insert, folder, [new])))
        # The same step into both: four fifths follow what is there, a fifth updates the newest fifth of a batch.
        at_large = _staged(synthesis, folder, "at-large", _mixed(first + size, size))
        at_small = _staged(synthesis, folder, "at-small", _mixed(size, size))
        shutil.copy(kept_small, small)
        mixed.append((_apart(_load, used, [at_large]), _apart(_load, small, [at_small])))
    _print_speed(f"load beside {count * PARAGRAPHS_AN_ARTICLE:,} paragraphs", size, plain, 0.5)
    ours, other = (median(cost.cpu_seconds for cost in costs) for costs in zip(*mixed, strict=True))
    figure = f"{size:,} articles, a fifth updates, beside many / beside {size * PARAGRAPHS_AN_ARTICLE:,}: CPU-s"
    print(f"{figure:62} {ours:8.2f} {other:8.2f} {ours / other:6.2f}  <= 1.5", flush=True)
    peak = max(cost.peak_megabytes for cost, _ in (*plain, *mixed))
    print(f"{'peak memory of the writer, beside many: MB':62} {peak:8.0f} {'':8} {'':6}  <= 400", flush=True)
    for path in (used, small, kept_small):
        path.unlink()


def _unchanged(synthesis: Synthesis, folder: Path, options: Namespace) -> None:
    """The same pages read again by a second run."""
    size = options.batch
    firsts = range(0, options.unchanged, size)
    batches = [_staged(synthesis, folder, f"same-{first}", _new(first, first + size)) for first in firsts]
    path = _unlinked(folder / "same.duckdb")
    first, again = _apart(_load, path, batches), _apart(_load, path, batches)
    ratio = again.cpu_seconds / first.cpu_seconds
    figure = f"{options.unchanged:,} unchanged articles again / first load: CPU-s"
    print(f"{figure:62} {again.cpu_seconds:8.2f} {first.cpu_seconds:8.2f} {ratio:6.3f}  <= 0.03")
    print(f"{'rows that this wrote outside ops':62} {again.rows - first.rows:8}")
    for left in (path, *batches):
        left.unlink()


def _print_speed(figure: str, articles: int, rounds: Sequence[tuple[Cost, Cost]], goal: float) -> None:
    paragraphs = articles * PARAGRAPHS_AN_ARTICLE
    ours, bare = (paragraphs / median(cost.cpu_seconds for cost in costs) for costs in zip(*rounds, strict=True))
    ratio = median(bare.cpu_seconds / ours.cpu_seconds for ours, bare in rounds)
    print(f"{figure + ': paragraphs a CPU-s':62} {ours:8,.0f} {bare:8,.0f} {ratio:6.2f}  >= {goal}", flush=True)


def _new(first: int, last: int) -> list[Edition]:
    return [(number, 1) for number in range(first, last)]


def _mixed(first: int, size: int) -> list[Edition]:
    updates = size // 5
    return [(number, 2) for number in range(first - updates, first)] + _new(first, first + size - updates)


def _staged(synthesis: Synthesis, folder: Path, name: str, editions: Sequence[Edition]) -> Path:
    return synthesis.stage(folder / f"{name}.parquet", editions)


def _fresh(work: Callable[[Path, Sequence[Path]], Cost], folder: Path, batches: Sequence[Path]) -> Cost:
    return _apart(work, _unlinked(folder / "fresh.duckdb"), batches)


def _unlinked(path: Path) -> Path:
    path.unlink(missing_ok=True)
    return path


def _apart(work: Callable[[Path, Sequence[Path]], Cost], path: Path, batches: Sequence[Path]) -> Cost:
    """Do the work in a process of its own, whose memory is that of the work."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as process:
        return process.submit(work, path, batches).result()


def _load(path: Path, batches: Sequence[Path]) -> Cost:
    with open_warehouse(path) as warehouse:
        connection = warehouse.connection
        run_id = start_run(connection, "benchmark", "cli", "presslake")
        begun = _cpu_seconds()
        for staged in batches:
            load_batch(connection, staged, run_id)
        connection.execute("checkpoint")
        spent = _cpu_seconds() - begun
        [(rows,)] = connection.execute(
            "select sum(estimated_size) from duckdb_tables() where schema_name <> 'ops' and not temporary"
        ).fetchall()
    return Cost(cpu_seconds=spent, peak_megabytes=_peak_megabytes(), rows=int(rows))


def _insert(path: Path, batches: Sequence[Path]) -> Cost:
    """Put the same rows into tables without promises: the first batch makes them."""
    with duckdb.connect(str(path), config=_BARE_SETTINGS) as connection:
        begun = _cpu_seconds()
        for nth, staged in enumerate(batches):
            connection.execute("begin transaction")
            for table, rows in _bare_rows(staged).items():
                into = f"insert into {table}" if nth else f"create table {table} as"
                connection.execute(f"{into} {rows}")
            connection.execute("commit")
        connection.execute("checkpoint")
        return Cost(cpu_seconds=_cpu_seconds() - begun, peak_megabytes=_peak_megabytes())


def _bare_rows(staged: Path) -> dict[str, str]:
    file = f"from read_parquet('{staged}')"
    parts = {name: f"select article_id, unnest({name}, max_depth := 2) {file}" for name in _PARTS}
    nested = ", ".join((*_PARTS, "speakers", "sketch"))
    return parts | {
        "articles": f"select * exclude ({nested}) {file}",
        "sketches": f"select article_id, published_date, unnest(sketch) {file}",
    }


def _cpu_seconds() -> float:
    spent = os.times()
    return spent.user + spent.system


def _peak_megabytes() -> float:
    """Return the peak of resident memory, as Linux tells it; getrusage() begins with that of the parent."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
