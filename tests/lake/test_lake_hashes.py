"""The same staged batches give the same rows in a native file and in a lake."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.local_postgres import LocalPostgres
from benchmarks.warehouse.killing import batch
from benchmarks.warehouse.lake_kills import CLOCK, RUN
from extract.model import Entry
from warehouse.check import Breach, run_checks
from warehouse.connection import open_warehouse
from warehouse.hashes import table_hashes
from warehouse.ids import article_id
from warehouse.lake.address import LakeAddress, Location
from warehouse.load import load_batch
from warehouse.model import Reading
from warehouse.stage import stage_batch

LATER = datetime(2026, 4, 1, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Loaded:
    """What a warehouse holds after the batches."""

    hashes: dict[str, str]
    breaches: Sequence[Breach]


def rebuilt(number: int) -> list[Reading]:
    """The articles of a batch, taken out again with another title."""
    return [
        replace(
            reading,
            read_at=LATER,
            article=replace(reading.article, title="Taken out again"),
            rebuilds=article_id(reading.article.url),
        )
        for reading in batch(number)
        if reading.article
    ]


def failed() -> list[Reading]:
    """A page that never gave an article, and one that had given one."""
    return [
        Reading(entry=Entry(url=f"file:///{name}.html"), read_at=LATER, duration_ms=1, reason="too_short", message="7")
        for name in ("broken", "30")
    ]


def load(place: Location, staged: Sequence[Path]) -> Loaded:
    """Load the batches into a new warehouse."""
    with open_warehouse(place) as opened:
        connection = opened.connection
        connection.execute(RUN)
        for path in staged:
            load_batch(connection, path, "the run")
        return Loaded(table_hashes(connection, without=CLOCK), run_checks(connection))


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three batches with new versions and copies, a rebuild, failures, and a batch that is there already."""
    folder = tmp_path_factory.mktemp("staged")
    return [stage_batch(part, folder).path for part in (batch(0), batch(1), batch(2), rebuilt(2), failed(), batch(2))]


@pytest.fixture(scope="module")
def in_lake(postgres: LocalPostgres, staged: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """A lake after the batches."""
    home = tmp_path_factory.mktemp("lake")
    catalog = f"ducklake:postgres:{postgres.new_database()}"
    return load(LakeAddress.parse(catalog, files=str(home / "lake"), home=home), staged)


def test_a_lake_in_postgres_gives_the_hashes_of_a_native_file(
    in_lake: Loaded, staged: list[Path], tmp_path: Path
) -> None:
    assert load(tmp_path / "warehouse.duckdb", staged).hashes == in_lake.hashes


def test_new_versions_copies_and_rebuilds_break_no_promise_in_a_lake(in_lake: Loaded) -> None:
    assert () == in_lake.breaches
