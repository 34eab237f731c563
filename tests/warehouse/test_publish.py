"""The copies that readers open."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
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


def copies(publish_path: Path) -> list[Path]:
    return sorted(publish_path.parent.glob("warehouse.read.*.duckdb"))


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


def test_nobody_may_write_to_a_copy(warehouse: Warehouse, publish_path: Path) -> None:
    copy = warehouse.publish(publish_path)

    assert 0 == copy.stat().st_mode & 0o222


#: Root may write to anything, unless that right is given up.
AS_OTHERS = ["setpriv", "--bounding-set=-dac_override"] if os.name == "posix" and os.geteuid() == 0 else []


@pytest.mark.skipif(bool(AS_OTHERS) and not shutil.which("setpriv"), reason="root cannot give up its rights here")
@pytest.mark.parametrize(("asked", "code", "said"), [("", 1, "Permission denied"), (", read_only=True", 0, "")])
def test_who_forgets_to_ask_for_reading_only_is_refused(
    asked: str, code: int, said: str, warehouse: Warehouse, publish_path: Path
) -> None:
    warehouse.publish(publish_path)
    command = [*AS_OTHERS, sys.executable, "-c", f"import duckdb; duckdb.connect({str(publish_path)!r}{asked})"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (code, True) == (done.returncode, said in done.stderr)


def test_what_a_writing_client_left_beside_a_copy_goes(
    warehouse: Warehouse, load: Load, article: Make, publish_path: Path
) -> None:
    first = warehouse.publish(publish_path)
    (beside := publish_path.with_name(publish_path.name + ".wal")).write_bytes(b"rows of its own")
    (spilled := first.with_name(first.name + ".tmp")).mkdir()
    load(article("a"))
    for _ in range(2):
        warehouse.publish(publish_path)

    assert (False, False) == (beside.exists(), spilled.exists())


def test_a_copy_is_prepared_before_anyone_reads_it(warehouse: Warehouse, publish_path: Path) -> None:
    def prepare(copy: Path) -> None:
        with duckdb.connect(str(copy)) as connection:
            connection.execute(f"create table seen as select {publish_path.exists()} as by_readers")

    warehouse.publish(publish_path, prepare=prepare)

    with connect(publish_path) as reader:
        assert [(False,)] == reader.execute("select by_readers from seen").fetchall()


def test_nothing_is_left_of_a_copy_that_could_not_be_prepared(warehouse: Warehouse, publish_path: Path) -> None:
    def prepare(copy: Path) -> None:
        raise WarehouseError(f"{copy}: no index")

    with pytest.raises(WarehouseError, match="no index"):
        warehouse.publish(publish_path, prepare=prepare)

    assert [] == list(publish_path.parent.glob("*.read.*"))


def test_the_published_path_is_a_relative_link(warehouse: Warehouse, publish_path: Path) -> None:
    copy = warehouse.publish(publish_path)

    assert publish_path.readlink() == Path(copy.name)


def test_without_links_a_pointer_file_leads_to_the_copy(
    warehouse: Warehouse, load: Load, article: Make, publish_path: Path
) -> None:
    load(article("a"))
    warehouse.publish(publish_path, link="pointer")
    load(article("b"))
    copy = warehouse.publish(publish_path, link="pointer")

    with connect(publish_path) as reader:
        assert (current_copy(publish_path), publish_path.is_symlink(), reader.execute(COUNT).fetchall()) == (
            copy,
            False,
            [(2,)],
        )


def test_a_link_takes_the_place_of_a_pointer_file(warehouse: Warehouse, publish_path: Path) -> None:
    warehouse.publish(publish_path, link="pointer")
    copy = warehouse.publish(publish_path)

    assert current_copy(publish_path) == copy.resolve()


def test_nothing_unfinished_is_left(warehouse: Warehouse, publish_path: Path) -> None:
    publish_path.with_name("warehouse.read.00000007.duckdb.unfinished").write_text("of a run that was killed")

    warehouse.publish(publish_path)

    assert list(publish_path.parent.glob("*.unfinished")) == []


def test_a_pointer_file_takes_the_place_of_a_link(warehouse: Warehouse, publish_path: Path) -> None:
    published = [warehouse.publish(publish_path), warehouse.publish(publish_path, link="pointer")]

    assert (published[1], published) == (current_copy(publish_path), copies(publish_path))


def test_an_empty_file_that_a_client_made_before_the_first_run_is_replaced(
    warehouse: Warehouse, publish_path: Path
) -> None:
    duckdb.connect(str(publish_path)).close()
    copy = warehouse.publish(publish_path)

    assert current_copy(publish_path) == copy


def test_a_copy_whose_link_somebody_deleted_stays_until_there_is_another(
    warehouse: Warehouse, publish_path: Path
) -> None:
    def fail(copy: Path) -> None:
        raise OSError(28, "No space left on device")

    first = warehouse.publish(publish_path)
    publish_path.unlink()

    with pytest.raises(WarehouseError, match=r"no copy could be published \(No space left"):
        warehouse.publish(publish_path, prepare=fail)
    assert [first] == copies(publish_path)


def test_what_took_the_place_of_the_link_is_moved_aside(warehouse: Warehouse, publish_path: Path) -> None:
    first = warehouse.publish(publish_path)
    publish_path.unlink()
    publish_path.write_text("notes")
    copy = warehouse.publish(publish_path)

    aside = publish_path.with_name(f"warehouse.read.duckdb.instead-of-{first.name}")
    assert (copy, "notes") == (current_copy(publish_path), aside.read_text())


def test_a_copy_that_was_taken_elsewhere_is_read_as_it_is(
    warehouse: Warehouse, load: Load, article: Make, publish_path: Path, tmp_path: Path
) -> None:
    load(article("a"))
    shutil.copy(warehouse.publish(publish_path), tmp_path / "taken.duckdb")

    with connect(str(tmp_path / "taken.duckdb")) as reader:
        assert reader.execute(COUNT).fetchall() == [(1,)]


def test_the_writers_own_file_is_not_read(warehouse: Warehouse, tmp_path: Path) -> None:
    del warehouse

    with pytest.raises(WarehouseError, match=r"is the writer's own file.* open the published copy"):
        connect(tmp_path / "warehouse.duckdb")


def test_without_a_path_the_copy_of_the_working_directory_is_read(
    warehouse: Warehouse, publish_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse.publish(publish_path)
    monkeypatch.chdir(publish_path.parent)

    with connect() as reader:
        assert reader.execute(COUNT).fetchall() == [(0,)]


def test_who_opened_the_copy_otherwise_is_told_to_use_one_way(warehouse: Warehouse, publish_path: Path) -> None:
    copy = warehouse.publish(publish_path)

    with (
        duckdb.connect(str(copy), read_only=True),
        pytest.raises(WarehouseError, match=r"is open in this program by duckdb\.connect"),
    ):
        connect(publish_path)


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
