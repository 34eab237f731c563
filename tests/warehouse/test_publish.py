"""The copies that readers open."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model import Article
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.model import Counts
from warehouse.publish import current_copy, publish_copy
from warehouse.query import connect

COUNT = "select count(*) from articles"

Make = Callable[..., Article]
Load = Callable[..., Counts]


@pytest.fixture
def publish_path(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.read.duckdb"


def test_readers_see_what_was_committed(warehouse: Warehouse, load: Load, article: Make, publish_path: Path) -> None:
    load(article("a"), article("b"))
    warehouse.publish(publish_path)

    with connect(publish_path) as reader:
        assert reader.execute(COUNT).fetchall() == [(2,)]


def test_the_writer_goes_on_after_it_published(
    warehouse: Warehouse, load: Load, article: Make, publish_path: Path
) -> None:
    load(article("a"))
    warehouse.publish(publish_path)

    assert load(article("b")).new == 1


def test_a_reader_keeps_its_copy_while_others_are_published(
    warehouse: Warehouse, load: Load, article: Make, publish_path: Path
) -> None:
    load(article("a"))
    warehouse.publish(publish_path)
    with connect(publish_path) as early:
        for name in "bcdef":
            load(article(name))
            warehouse.publish(publish_path)

        with connect(publish_path) as late:
            assert (early.execute(COUNT).fetchall(), late.execute(COUNT).fetchall()) == ([(1,)], [(6,)])


def test_nobody_can_write_while_the_copy_is_made(warehouse: Warehouse, tmp_path: Path, publish_path: Path) -> None:
    warehouse.publish(publish_path)

    with pytest.raises(WarehouseBusy), open_warehouse(tmp_path / "warehouse.duckdb"):
        pass


def test_the_last_three_copies_stay(warehouse: Warehouse, publish_path: Path) -> None:
    for _ in range(5):
        warehouse.publish(publish_path)

    numbers = sorted(path.name for path in publish_path.parent.glob("warehouse.read.0*"))
    assert numbers == [f"warehouse.read.{number:08}.duckdb" for number in (3, 4, 5)]


def test_the_published_path_is_a_relative_link(warehouse: Warehouse, publish_path: Path) -> None:
    copy = warehouse.publish(publish_path)

    assert publish_path.readlink() == Path(copy.name)


def test_without_links_a_pointer_file_leads_to_the_copy(
    warehouse: Warehouse, load: Load, article: Make, publish_path: Path
) -> None:
    load(article("a"))
    warehouse.publish(publish_path, symlinks=False)
    load(article("b"))
    copy = warehouse.publish(publish_path, symlinks=False)

    with connect(publish_path) as reader:
        assert (current_copy(publish_path), publish_path.is_symlink(), reader.execute(COUNT).fetchall()) == (
            copy,
            False,
            [(2,)],
        )


def test_a_link_takes_the_place_of_a_pointer_file(warehouse: Warehouse, publish_path: Path) -> None:
    warehouse.publish(publish_path, symlinks=False)
    copy = warehouse.publish(publish_path)

    assert current_copy(publish_path) == copy.resolve()


def test_nothing_unfinished_is_left(warehouse: Warehouse, publish_path: Path) -> None:
    publish_path.with_name("warehouse.read.00000007.duckdb.unfinished").write_text("of a run that was killed")

    warehouse.publish(publish_path)

    assert list(publish_path.parent.glob("*.unfinished")) == []


def test_a_file_of_someone_else_is_not_replaced(warehouse: Warehouse, publish_path: Path) -> None:
    publish_path.write_text("notes")

    with pytest.raises(WarehouseError, match="is not a published copy"):
        warehouse.publish(publish_path)


def test_the_warehouse_itself_is_no_place_for_the_copy(warehouse: Warehouse, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="is not a published copy"):
        warehouse.publish(tmp_path / "warehouse.duckdb")


def test_a_missing_folder_is_told_and_the_warehouse_stays_open(
    warehouse: Warehouse, load: Load, tmp_path: Path
) -> None:
    with pytest.raises(WarehouseError, match="no copy could be published"):
        warehouse.publish(tmp_path / "nowhere" / "read.duckdb")

    assert load() == Counts()


def test_before_the_first_run_a_reader_is_told_to_run(publish_path: Path) -> None:
    with pytest.raises(WarehouseError, match="run presslake run first"):
        connect(publish_path)


def test_a_link_to_nothing_is_nothing_published(publish_path: Path) -> None:
    publish_path.symlink_to("gone.duckdb")

    with pytest.raises(WarehouseError, match="nothing is published yet"):
        current_copy(publish_path)


def test_a_damaged_copy_is_told(publish_path: Path, tmp_path: Path) -> None:
    (tmp_path / "damaged").write_bytes(os.urandom(50_000))
    publish_copy(tmp_path / "damaged", publish_path)

    with pytest.raises(WarehouseError, match="cannot be read"):
        connect(publish_path)
