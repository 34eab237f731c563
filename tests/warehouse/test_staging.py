"""Where batches wait: beside the warehouse, in a folder of all machines, or at a URL."""

from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extract.model import Article
from warehouse.errors import WarehouseError
from warehouse.model import Reading
from warehouse.stage import Staged
from warehouse.staging import brought_here, stage_at, staging

Make = Callable[..., Article]
Read = Callable[..., Reading]


@pytest.fixture
def shared(tmp_path: Path) -> str:
    return (tmp_path / "shared").as_uri()


@pytest.fixture
def warehouse_path(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_batch_at_a_url_is_brought_here(
    article: Make, reading: Read, warehouse_path: Path, tmp_path: Path, shared: str
) -> None:
    with staging(shared, warehouse_path) as places:
        staged = stage_at([reading(article())], places.address)
        with brought_here(staged, places.folder) as path:
            assert (1, places.folder) == (pq.read_table(path).num_rows, path.parent)


def test_a_batch_that_was_loaded_is_nowhere_any_more(
    article: Make, reading: Read, warehouse_path: Path, tmp_path: Path, shared: str
) -> None:
    with staging(shared, warehouse_path) as places:
        with brought_here(stage_at([reading(article())], places.address), places.folder):
            pass
        assert [] == files(tmp_path)


@pytest.mark.parametrize("wanted", ["folder", "url"])
def test_what_a_dead_run_left_is_deleted(
    article: Make, reading: Read, warehouse_path: Path, tmp_path: Path, shared: str, wanted: str
) -> None:
    place = {"folder": str(tmp_path / "shared"), "url": shared}[wanted]
    with staging(place, warehouse_path) as places:
        address = places.address
    (tmp_path / "shared" / Path(address).name).mkdir(parents=True)
    stage_at([reading(article())], address)

    with staging(place, warehouse_path):
        assert [] == files(tmp_path)


def test_two_warehouses_of_one_name_share_a_place_and_leave_each_other_alone(
    article: Make, reading: Read, tmp_path: Path, shared: str
) -> None:
    with staging(shared, tmp_path / "a" / "w.duckdb") as places:
        stage_at([reading(article())], places.address)
        with staging(shared, tmp_path / "b" / "w.duckdb"):
            assert 1 == len(files(tmp_path))


def test_a_batch_that_cannot_be_seen_from_here_says_what_the_setting_needs(tmp_path: Path) -> None:
    elsewhere = Staged(path=tmp_path / "elsewhere" / "a.parquet", sha256="", pages=1)

    unseen = pytest.raises(WarehouseError, match="setting staging needs a folder that all machines share")
    with unseen, brought_here(elsewhere, tmp_path):
        pass


def test_a_kind_of_storage_that_is_not_there_is_told(warehouse_path: Path) -> None:
    unknown = pytest.raises(WarehouseError, match=r"^quay://bucket/.*: Protocol not known: quay")
    with unknown, staging("quay://bucket/folder", warehouse_path):
        pass
