"""A lake with its catalog in a file takes what a native warehouse takes, and gives the same."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.export_whole import export_whole
from warehouse.imports import import_export
from warehouse.lake.address import LakeAddress
from warehouse.lake.attach import attach
from warehouse.lake.dialect import lake_statements
from warehouse.load import load_batch
from warehouse.manifest import load_manifest
from warehouse.model import Reading
from warehouse.query import connect
from warehouse.runs import start_run
from warehouse.sql import statement_names
from warehouse.stage import stage_batch

Write = Callable[..., Article]
Read = Callable[..., Reading]

#: Of the tables that the first migration made.
ROWS = Path(__file__).parent / "earlier"

#: What the rows of a table are, without what differs from run to run.
CONTENT = {
    "articles": "* exclude (run_id)",
    "paragraphs": "*",
    "quotes": "*",
    "statements": "*",
    "speakers": "*",
    "history.articles": "* exclude (run_id)",
    "history.quotes": "* exclude (run_id)",
    "ops.fetches": "url, outcome, message, article_id",
    "ops.quarantine": "*",
}


@pytest.fixture
def address(tmp_path: Path) -> LakeAddress:
    """A lake that is not made yet."""
    home = tmp_path / "desk"
    home.mkdir()
    return LakeAddress.parse("ducklake:news.ducklake", files=str(home / "lake"), home=home)


@pytest.fixture
def lake(address: LakeAddress) -> Iterator[Warehouse]:
    """An empty lake, open for writing."""
    with open_warehouse(address) as opened:
        yield opened


def load(opened: Warehouse, folder: Path, *readings: Reading) -> str:
    """Load the readings as one batch of a new run, and return its run_id."""
    run_id = start_run(opened.connection, "test", "cli", "presslake 0")
    load_batch(opened.connection, stage_batch(readings, folder).path, run_id)
    return run_id


def load_versions(opened: Warehouse, folder: Path, article: Write, reading: Read) -> None:
    """Two versions of an article, copies of another, and a page that failed, in three batches."""
    original = reading(article("b", content_key="k"))
    load(opened, folder, reading(article("a", "“Old words,” said Amsel.")), reading(), original)
    load(opened, folder, reading(article("a", "First.", "“New Ënergy,” said Amsel.", "[It lasts], said Amsel.")))
    load(opened, folder, reading(article("c", content_key="k")), original)


def content(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    """The rows of the tables, sorted."""
    return {
        table: connection.execute(f"select {columns} from {table} order by all").fetchall()
        for table, columns in CONTENT.items()
    }


def columns(connection: duckdb.DuckDBPyConnection) -> list[tuple[object, ...]]:
    """What is told of the columns of all tables."""
    return connection.execute(
        "select c.schema_name, table_name, column_name, data_type, c.is_nullable, c.comment from duckdb_columns() as c"
        " join duckdb_tables() as t using (database_name, schema_name, table_name)"
        " where c.database_name = current_database() order by all"
    ).fetchall()


def test_a_lake_has_the_columns_of_a_native_file_with_their_comments(warehouse: Warehouse, lake: Warehouse) -> None:
    assert columns(warehouse.connection) == columns(lake.connection)


def test_a_lake_holds_what_a_native_file_holds_after_the_same_batches(
    warehouse: Warehouse,
    lake: Warehouse,
    tmp_path: Path,
    article: Callable[..., Article],
    reading: Callable[..., Reading],
) -> None:
    load_versions(warehouse, tmp_path / "staged", article, reading)
    load_versions(lake, tmp_path / "staged", article, reading)
    assert content(warehouse.connection) == content(lake.connection)


def test_a_later_batch_leaves_the_copies_of_an_earlier_one_in_their_cluster(
    lake: Warehouse, tmp_path: Path, article: Write, reading: Read
) -> None:
    batches = [reading(article(name, content_key=key)) for name, key in zip("abcd", "kklm", strict=True)]
    load(lake, tmp_path / "staged", *batches[:2])
    load(lake, tmp_path / "staged", *batches[2:])
    assert () == run_checks(lake.connection)


def test_the_copy_of_a_lake_is_a_native_file_with_all_that_the_lake_has(
    lake: Warehouse, tmp_path: Path, article: Write, reading: Read
) -> None:
    load_versions(lake, tmp_path / "staged", article, reading)
    lake.publish(tmp_path / "warehouse.read.duckdb")
    with connect(tmp_path / "warehouse.read.duckdb") as copy:
        assert content(lake.connection) == content(copy)


def test_a_reader_gets_what_a_lake_holds(address: LakeAddress, tmp_path: Path, article: Write, reading: Read) -> None:
    with open_warehouse(address) as lake:
        load_versions(lake, tmp_path / "staged", article, reading)
        written = content(lake.connection)
    with connect(address) as reader:
        assert written == content(reader)


def test_a_reader_of_a_lake_can_neither_write_to_it_nor_read_other_files(address: LakeAddress, tmp_path: Path) -> None:
    with open_warehouse(address):
        (tmp_path / "diary.txt").write_text("secret")
    with connect(address) as reader:
        with pytest.raises(duckdb.Error, match="read-only"):
            reader.execute("delete from articles")
        with pytest.raises(duckdb.PermissionException):
            reader.execute(f"from read_text('{tmp_path}/diary.txt')")


def test_an_empty_lake_tells_its_reader_to_run_first(address: LakeAddress) -> None:
    with pytest.raises(WarehouseError, match=r"news\.ducklake"):
        connect(address)


def test_one_load_is_one_snapshot_which_names_its_run(
    lake: Warehouse, tmp_path: Path, reading: Read, article: Write
) -> None:
    load_versions(lake, tmp_path / "staged", article, reading)
    loads = lake.connection.execute("select run_id from ops.loads order by run_id").fetchall()
    named = lake.connection.execute(
        "select author from ducklake_snapshots('lake') where author is not null order by author"
    ).fetchall()
    assert loads == named


def test_of_what_was_deleted_no_byte_is_left_after_a_rewrite(
    address: LakeAddress, tmp_path: Path, article: Write, reading: Read
) -> None:
    forgotten = [reading(article(f"a{number}", "“Oakum words,” said Amsel.")) for number in range(20)]
    with open_warehouse(address) as lake:
        load(lake, tmp_path / "staged", *forgotten, reading(article("b")))
        for table in ("paragraphs", "quotes"):
            lake.connection.execute(
                f"delete from {table} where article_id in (select article_id from articles where url like '%/a%')"
            )
        lake.connection.execute("delete from articles where url like '%/a%'")
        lake.rewrite()
    files = [path for path in address.home.rglob("*") if path.is_file()]
    assert [] == [path.name for path in files if b"Oakum" in path.read_bytes()]


def test_a_second_writer_is_told_who_has_the_lake(address: LakeAddress, lake: Warehouse) -> None:
    with pytest.raises(WarehouseBusy, match="is in use by process"), open_warehouse(address):
        pass


def test_a_lake_is_exported_without_a_copy(
    lake: Warehouse, address: LakeAddress, tmp_path: Path, article: Write, reading: Read
) -> None:
    load_versions(lake, tmp_path / "staged", article, reading)
    written = content(lake.connection)
    lake.close()
    export_whole(address, tmp_path / "out")
    with open_warehouse(tmp_path / "again.duckdb") as again:
        import_export(again.connection, tmp_path / "out", load_manifest(tmp_path / "out"), "presslake 0")
        assert written == content(again.connection)


def test_a_lake_of_an_earlier_version_gets_the_columns_of_a_new_one_and_keeps_its_rows(
    lake: Warehouse, tmp_path: Path
) -> None:
    earlier = LakeAddress.parse("ducklake:earlier.ducklake", files=str(tmp_path / "earlier"), home=tmp_path)
    with attach(earlier, {}) as connection:
        connection.execute("create table meta (key varchar not null, value varchar not null)")
        connection.execute("insert into meta values ('schema_version', '7')")
        for name in statement_names("migrations")[:7]:
            for each in lake_statements("migrations", name):
                connection.execute(each)
        connection.execute((ROWS / "0001.sql").read_text(encoding="utf-8"))
    with open_warehouse(earlier) as brought_up:
        titles = brought_up.connection.execute("select title from articles").fetchall()
        assert (columns(lake.connection), [("Ferry to wait",)]) == (columns(brought_up.connection), titles)


def test_a_lake_opened_again_keeps_its_rows(
    address: LakeAddress, tmp_path: Path, reading: Read, article: Write
) -> None:
    with open_warehouse(address) as lake:
        load_versions(lake, tmp_path / "staged", article, reading)
        written = content(lake.connection)
    with open_warehouse(address) as lake:
        assert written == content(lake.connection)


@pytest.mark.parametrize("name", statement_names("migrations"))
def test_no_migration_asks_a_lake_for_checks(name: str) -> None:
    assert [] == [query for query in lake_statements("migrations", name) if "check (" in query]


@pytest.mark.parametrize(
    "text",
    [
        "ducklake:postgres:dbname=news host=lake.example user=desk password=hush-hush",
        "ducklake:postgres:dbname=news password = 'hush-hush' host=lake.example",
        "ducklake:postgres://desk:hush-hush@lake.example/news",
        "ducklake:postgresql://desk:hush-hush@lake.example:5432/news?sslmode=require",
    ],
)
def test_the_password_of_a_catalog_is_in_no_text(text: str) -> None:
    address = LakeAddress.parse(text)
    assert "hush-hush" not in f"{address} {address!r} {address.masked(f'refused: {text}')}"


def test_a_catalog_that_cannot_be_reached_is_told_in_a_sentence_without_its_password(tmp_path: Path) -> None:
    address = LakeAddress.parse(f"ducklake:postgres:dbname=news host={tmp_path} password=hush-hush", home=tmp_path)
    with pytest.raises(WarehouseError, match=r"password=\*\*\* cannot be opened") as refused, open_warehouse(address):
        pass
    assert "hush-hush" not in str(refused.value)
