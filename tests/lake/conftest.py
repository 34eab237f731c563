"""A lake with its catalog in Postgres."""

from pathlib import Path

import pytest

from benchmarks.local_postgres import LocalPostgres
from warehouse.lake.address import LakeAddress


@pytest.fixture
def address(postgres: LocalPostgres, tmp_path: Path) -> LakeAddress:
    """A lake that is not made yet, with a database of its own."""
    catalog = postgres.new_database()
    return LakeAddress.parse(f"ducklake:postgres:{catalog}", files=str(tmp_path / "lake"), home=tmp_path)
