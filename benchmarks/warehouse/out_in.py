"""What it costs to export a warehouse and to import it again, in each format, each in a process of its own.

``python -m benchmarks.warehouse out_in --articles 100000`` prints a line for each: CPU-seconds for a million paragraph
rows, the most memory that the process took, and the bytes of its files.
"""

import argparse
import multiprocessing
import os
import resource
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.warehouse.synthetic import PARAGRAPHS_AN_ARTICLE, Synthesis
from warehouse.connection import open_warehouse
from warehouse.export_whole import export_whole
from warehouse.exported import Format
from warehouse.hashes import table_hashes
from warehouse.imports import import_export
from warehouse.load import load_batch
from warehouse.manifest import load_manifest
from warehouse.model import Counts
from warehouse.runs import end_run, start_run

_BATCH = 10_000
_FORMATS: tuple[Format, ...] = ("parquet", "csv", "jsonl")


def main(arguments: Sequence[str]) -> None:
    """Load synthetic articles, then take them out and in again."""
    parser = argparse.ArgumentParser(prog="out_in", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--formats", nargs="+", choices=_FORMATS, default=_FORMATS)
    given = parser.parse_args(arguments)
    million = given.articles * PARAGRAPHS_AN_ARTICLE / 1e6
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _apart(partial(_load, folder, given.articles))
        for form in given.formats:
            out, back = folder / form, folder / f"{form}.duckdb"
            _print(f"export {form}", million, _apart(partial(export_whole, folder / "read.duckdb", out, form)))
            size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
            print(f"{'':16} {size / 1e6 / million:8.0f} MB a million")
            _print(f"import {form}", million, _apart(partial(_import, out, back)))
            back.unlink()


def _load(folder: Path, articles: int) -> None:
    synthesis = Synthesis()
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        run_id = start_run(warehouse.connection, "synthetic", "cli", "presslake 0")
        for start in range(0, articles, _BATCH):
            numbers = range(start, min(start + _BATCH, articles))
            staged = synthesis.stage(folder / "batch.parquet", ((number, 1) for number in numbers))
            load_batch(warehouse.connection, staged, run_id)
        end_run(warehouse.connection, run_id, "ok", Counts())
        warehouse.publish(folder / "read.duckdb")
        before = sum(os.times()[:2])
        table_hashes(warehouse.connection)
        print(f"digests {sum(os.times()[:2]) - before:5.1f} CPU-seconds")


def _import(out: Path, path: Path) -> None:
    with open_warehouse(path) as warehouse:
        import_export(warehouse.connection, out, load_manifest(out), "presslake 0")


def _apart(work: Callable[[], object]) -> tuple[float, float]:
    """Do the work in a process of its own; return its CPU-seconds and its most memory in MB."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measured, args=(work, theirs))
    process.start()
    theirs.close()
    measured: tuple[float, float] = ours.recv()
    process.join()
    return measured


def _measured(work: Callable[[], object], pipe: Connection) -> None:
    before = sum(os.times()[:2])
    work()
    pipe.send((sum(os.times()[:2]) - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def _print(what: str, million: float, measured: tuple[float, float]) -> None:
    seconds, megabytes = measured
    print(f"{what:16} {seconds / million:8.1f} CPU-seconds a million paragraphs, {megabytes:6.0f} MB of memory")
