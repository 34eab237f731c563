"""A lake with its catalog in Postgres."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.local_postgres import LocalPostgres
from benchmarks.warehouse.killing import batch
from warehouse.connection import Warehouse, open_warehouse
from warehouse.lake.address import LakeAddress
from warehouse.load import load_batch
from warehouse.runs import start_run
from warehouse.stage import stage_batch


@pytest.fixture
def address(postgres: LocalPostgres, tmp_path: Path) -> LakeAddress:
    """A lake that is not made yet, with a database of its own."""
    catalog = postgres.new_database()
    return LakeAddress.parse(f"ducklake:postgres:{catalog}", files=str(tmp_path / "lake"), home=tmp_path)


@pytest.fixture
def lake(address: LakeAddress) -> Iterator[Warehouse]:
    """An empty lake, open for writing."""
    with open_warehouse(address) as opened:
        yield opened


@pytest.fixture
def load(lake: Warehouse, tmp_path: Path) -> Callable[[int], str]:
    """Load a batch of 24 articles by its number, of which two thirds are new versions; its run_id comes back."""

    def load_batch_of(number: int) -> str:
        run_id = start_run(lake.connection, "test", "cli", "presslake 0")
        load_batch(lake.connection, stage_batch(batch(number), tmp_path / "staged").path, run_id)
        return run_id

    return load_batch_of
