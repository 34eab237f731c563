"""The synthetic articles of the benchmark are articles like any other."""

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from benchmarks.warehouse.synthetic import Synthesis
from warehouse.check import run_checks
from warehouse.connection import Warehouse
from warehouse.load import load_batch
from warehouse.model import Counts
from warehouse.runs import start_run
from warehouse.stage import stage_batch


@pytest.fixture(scope="module")
def synthesis() -> Synthesis:
    return Synthesis()


def test_they_are_staged_in_the_columns_of_a_real_batch(
    synthesis: Synthesis, tmp_path: Path, reading: Callable
) -> None:
    real = pq.read_schema(stage_batch([reading()], tmp_path).path)
    synthetic = pq.read_schema(synthesis.stage(tmp_path / "some.parquet", [(1, 1)]))

    assert real.names == synthetic.names


def test_they_keep_every_promise_in_later_versions_too(
    synthesis: Synthesis, tmp_path: Path, warehouse: Warehouse
) -> None:
    run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
    first = synthesis.stage(tmp_path / "first.parquet", [(number, 1) for number in range(200)])
    later = synthesis.stage(tmp_path / "later.parquet", [(number, 2) for number in range(0, 200, 5)])

    counts = [load_batch(warehouse.connection, staged, run_id) for staged in (first, later)]

    assert (
        [
            Counts(found=200, new=200, paragraphs=2000, quotes=600),
            Counts(found=40, updated=40, paragraphs=400, quotes=120),
        ],
        (),
    ) == (counts, run_checks(warehouse.connection))
