import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from extract.model import Article, Sketch, StatedTime
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseError, WarehouseTooNew
from warehouse.export_whole import export_since_last, export_whole
from warehouse.exported import Format
from warehouse.forget import Wanted, erase_forgotten, save_tombstones
from warehouse.hashes import table_hashes
from warehouse.imports import Imported, import_export
from warehouse.manifest import load_chain, load_manifest
from warehouse.model import Counts
from warehouse.retention import drop_history, drop_log
from warehouse.runs import end_run, start_run

Make = Callable[..., Article]
Load = Callable[..., Counts]
Read = Callable[..., object]

TEXTS = ("The ferry sails, “again” they say.", "A second one, [said nobody].")
SKETCH = Sketch(wording=(7,) * 128, facts=(9,) * 128, wording_count=100, fact_count=50)
SOFTWARE = "presslake 0"
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def publish(warehouse: Warehouse, tmp_path: Path) -> Callable[[], Path]:
    """End all runs, and publish."""

    def end() -> Path:
        for (run_id,) in warehouse.connection.execute("select run_id from ops.runs where ended_at is null").fetchall():
            end_run(warehouse.connection, run_id, "ok", Counts())
        return warehouse.publish(tmp_path / "read.duckdb").with_name("read.duckdb")

    return end


@pytest.fixture
def published(load: Load, article: Make, reading: Read, publish: Callable[[], Path]) -> Path:
    """The copy of a warehouse with a copy, an update, links, and a page in quarantine."""
    load(
        article("a", *TEXTS, content_key="one", sketch=SKETCH),
        article("b", *TEXTS, content_key="one", host="bay.example", links=("https://harbour.example/a",)),
        article("c", "Once, “they said”.", links=("https://harbour.example/later",)),
        reading(),
    )
    load(reading(article("c", "Now, “we say”.", modified_at=MAY), read_at=MAY))
    return publish()


@pytest.fixture
def other(empty: Path, tmp_path: Path) -> Iterator[Warehouse]:
    """A warehouse to import into."""
    shutil.copy(empty, tmp_path / "other.duckdb")
    with open_warehouse(tmp_path / "other.duckdb") as opened:
        yield opened


def import_all(warehouse: Warehouse, folder: Path) -> list[Imported]:
    return [import_export(warehouse.connection, each, manifest, SOFTWARE) for each, manifest in load_chain(folder)]


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_an_import_gives_the_same_tables(
    form: Format, warehouse: Warehouse, published: Path, other: Warehouse, out: Path
) -> None:
    export_whole(published, out, form)
    import_all(other, out)

    assert table_hashes(warehouse.connection) == table_hashes(other.connection)


def test_the_same_import_again_changes_nothing(published: Path, other: Warehouse, out: Path) -> None:
    export_whole(published, out)
    first = import_all(other, out)

    assert ([Imported(runs=2, articles=3)], [Imported()]) == (first, import_all(other, out))


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_an_export_and_what_came_since_give_the_same_tables(
    form: Format,
    warehouse: Warehouse,
    published: Path,
    load: Load,
    article: Make,
    reading: Read,
    publish: Callable[[], Path],
    other: Warehouse,
    out: Path,
) -> None:
    export_since_last(published, out, form)
    import_all(other, out)
    earlier = StatedTime(day=date(2026, 3, 1))
    load(
        # The earlier one leads the others from now on, and somebody linked to the next.
        article("early", *TEXTS, content_key="one", published=earlier, host="cove.example"),
        article("later", "They link, “all of them”."),
        reading(article("c", "And now, “they say”.", modified_at=MAY + timedelta(1)), read_at=MAY + timedelta(1)),
    )
    export_since_last(publish(), out, form)
    import_all(other, out)

    assert table_hashes(warehouse.connection) == table_hashes(other.connection)


def test_what_was_forgotten_goes_from_what_was_imported(
    warehouse: Warehouse, published: Path, publish: Callable[[], Path], other: Warehouse, out: Path
) -> None:
    export_since_last(published, out)
    import_all(other, out)
    run_id = start_run(warehouse.connection, "forget", "cli", "presslake 0")
    save_tombstones(warehouse.connection, run_id, (), ["bay.example"])
    erase_forgotten(
        warehouse.connection, run_id, Wanted(domains=("bay.example",), site_urls=("https://bay.example/b",))
    )
    export_since_last(publish(), out)
    [imported] = import_all(other, out)

    hashes = (table_hashes(warehouse.connection), table_hashes(other.connection))
    assert (True, hashes[0]) == (imported.has_forgotten, hashes[1])


def test_what_was_let_go_of_goes_from_what_was_imported(
    warehouse: Warehouse,
    published: Path,
    load: Load,
    reading: Read,
    publish: Callable[[], Path],
    other: Warehouse,
    out: Path,
) -> None:
    load(reading(read_at=MAY))
    export_since_last(publish(), out)
    import_all(other, out)
    later = datetime.now(UTC) + timedelta(seconds=1)
    run_id = start_run(warehouse.connection, "retention", "cli", "presslake 0")
    drop_history(warehouse.connection, run_id, later)
    drop_log(warehouse.connection, later)
    load(reading(read_at=MAY + timedelta(1)))
    export_since_last(publish(), out)
    import_all(other, out)

    assert table_hashes(warehouse.connection) == table_hashes(other.connection)


def test_increments_whose_base_is_missing_are_refused(
    published: Path, load: Load, article: Make, publish: Callable[[], Path], other: Warehouse, out: Path
) -> None:
    export_since_last(published, out)
    load(article("later"))
    path = export_since_last(publish(), out)

    assert path
    with pytest.raises(WarehouseError, match="2 runs before that are missing here: import the earlier exports first"):
        import_export(other.connection, path.parent, load_manifest(path.parent), SOFTWARE)


def test_an_older_export_changes_nothing(
    warehouse: Warehouse, published: Path, load: Load, article: Make, out: Path
) -> None:
    export_whole(published, out)
    load(article("later"))

    assert [Imported()] == import_all(warehouse, out)


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_a_damaged_file_is_named(form: Format, published: Path, other: Warehouse, out: Path) -> None:
    export_whole(published, out, form)
    path = out / f"speakers.{form}"
    path.write_bytes(path.read_bytes()[:-1] + b"!")

    with pytest.raises(WarehouseError, match=rf"speakers\.{form} is not as it was exported"):
        import_all(other, out)


def test_a_missing_file_is_named(published: Path, other: Warehouse, out: Path) -> None:
    export_whole(published, out)
    (out / "articles" / "month=2026-03" / "part-0.parquet").unlink()

    with pytest.raises(WarehouseError, match=r"month=2026-03/part-0\.parquet is missing"):
        import_all(other, out)


def test_an_export_that_did_not_end_is_none(published: Path, out: Path) -> None:
    export_whole(published, out).unlink()

    with pytest.raises(WarehouseError, match=r"manifest\.json is missing: an export that has ended has one"):
        load_chain(out)


def rewrite(out: Path, old: str, new: str) -> None:
    """Change the manifest."""
    path = out / "manifest.json"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_an_export_of_a_newer_schema_is_refused(published: Path, other: Warehouse, out: Path) -> None:
    export_whole(published, out)
    rewrite(out, f'"schema_version": {load_manifest(out).schema_version}', '"schema_version": 999')

    with pytest.raises(WarehouseTooNew, match="has schema version 999, this presslake knows up to"):
        import_all(other, out)


@pytest.mark.parametrize("path", ["../speakers.parquet", "/etc/passwd"])
def test_a_file_elsewhere_is_refused(path: str, published: Path, out: Path) -> None:
    export_whole(published, out)
    rewrite(out, '"speakers.parquet"', f'"{path}"')

    with pytest.raises(WarehouseError, match="lies elsewhere: do not trust this export"):
        load_chain(out)


def test_a_manifest_that_is_none_is_told(out: Path) -> None:
    out.mkdir()
    (out / "manifest.json").write_text('{"presslake": 1}')

    with pytest.raises(WarehouseError, match="is no manifest"):
        load_chain(out)


def test_a_table_that_comes_out_otherwise_is_refused_with_nothing_imported(
    published: Path, other: Warehouse, out: Path
) -> None:
    before = table_hashes(other.connection)
    export_whole(published, out)
    rewrite(out, load_manifest(out).tables["quotes"].table_hash or "", "0" * 64)

    with pytest.raises(WarehouseError, match="the table quotes did not come out as it was exported"):
        import_all(other, out)
    assert before == table_hashes(other.connection)


def test_an_export_that_breaks_a_promise_is_refused(
    warehouse: Warehouse, published: Path, publish: Callable[[], Path], other: Warehouse, out: Path
) -> None:
    warehouse.connection.execute("update articles set quote_count = 7")
    export_whole(publish(), out)

    with pytest.raises(WarehouseError, match="the import breaks the promise counts_agree"):
        import_all(other, out)
