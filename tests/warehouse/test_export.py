from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from extract.model import Article, Speaker
from warehouse.connection import Warehouse
from warehouse.errors import WarehouseError
from warehouse.export import Format, export_tables
from warehouse.model import Counts
from warehouse.query import connect

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 3, tzinfo=UTC)

Make = Callable[..., Article]
Read = Callable[..., object]
Load = Callable[..., Counts]


@pytest.fixture
def publish_path(warehouse: Warehouse, load: Load, article: Make, reading: Read, tmp_path: Path) -> Path:
    """The published copy of an article read on Monday and of one read on Tuesday."""
    path = tmp_path / "it's read.duckdb"
    load(reading(article("a", "One, “two”", "three"), read_at=MONDAY), reading(article("b"), read_at=TUESDAY))
    warehouse.publish(path)
    return path


@pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
def test_a_table_is_a_file_in_any_form(publish_path: Path, tmp_path: Path, form: Format) -> None:
    (path,) = export_tables(publish_path, tmp_path / "out", ["articles"], form)

    urls = duckdb.execute(f"select url from '{path}' order by url").fetchall()
    assert urls == [("https://harbour.example/a",), ("https://harbour.example/b",)]


def test_views_and_tables_of_other_schemas_go_out_too(publish_path: Path, tmp_path: Path) -> None:
    paths = export_tables(publish_path, tmp_path / "out", ["v_quotes", "ops.fetches"])

    assert [path.name for path in paths] == ["v_quotes.parquet", "ops.fetches.parquet"]


@pytest.mark.parametrize(("table", "rows"), [("articles", 1), ("paragraphs", 2), ("ops.fetches", 1), ("sources", 1)])
def test_since_leaves_out_what_is_older(publish_path: Path, tmp_path: Path, table: str, rows: int) -> None:
    (path,) = export_tables(publish_path, tmp_path / "out", [table], since=TUESDAY)

    assert len(duckdb.execute(f"from '{path}'").fetchall()) == rows


def test_an_export_takes_the_place_of_the_one_before(publish_path: Path, tmp_path: Path) -> None:
    export_tables(publish_path, tmp_path / "out", ["articles"], since=TUESDAY)
    (path,) = export_tables(publish_path, tmp_path / "out", ["articles"])

    assert (len(duckdb.execute(f"from '{path}'").fetchall()), list((tmp_path / "out").iterdir())) == (2, [path])


def test_an_export_works_while_a_reader_has_the_copy(publish_path: Path, tmp_path: Path) -> None:
    with connect(publish_path):
        (path,) = export_tables(publish_path, tmp_path / "out", ["quotes"])

    assert path.is_file()


def test_an_unknown_table_is_told_with_the_nearest(publish_path: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match=r"quots: no such table or view; did you mean quotes\?"):
        export_tables(publish_path, tmp_path / "out", ["quots"])


def test_a_folder_that_is_a_file_is_told(publish_path: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    with pytest.raises(WarehouseError, match="could not be written"):
        export_tables(publish_path, tmp_path / "out", ["quotes"])


@pytest.fixture
def opted_out(warehouse: Warehouse, load: Load, article: Make, tmp_path: Path) -> Path:
    """The published copy of an article that may be trained with and of two that may not."""
    path = tmp_path / "read.duckdb"
    vale = Speaker(name="Ana Vale", kind="person", aliases=("Ana Vale",))
    load(
        article("a"),
        replace(article("b", "“No,” said Vale.", speaker=vale), is_ai_opt_out=True),
        replace(article("c", "“No,” said Vale.", speaker=vale), is_tdm_opt_out=True),
    )
    warehouse.publish(path)
    return path


@pytest.mark.parametrize(
    ("table", "rows"), [("articles", 1), ("paragraphs", 2), ("v_quotes", 1), ("speakers", 1), ("sources", 1)]
)
def test_what_is_for_training_leaves_out_what_has_opted_out(
    opted_out: Path, tmp_path: Path, table: str, rows: int
) -> None:
    (path,) = export_tables(opted_out, tmp_path / "out", [table], for_training=True)

    assert len(duckdb.execute(f"from '{path}'").fetchall()) == rows


def test_of_rows_of_many_articles_none_is_for_training(opted_out: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="quotations: its rows belong to no article"):
        export_tables(opted_out, tmp_path / "out", ["quotations"], for_training=True)


def test_since_and_for_training_go_together(opted_out: Path, tmp_path: Path) -> None:
    (path,) = export_tables(
        opted_out, tmp_path / "out", ["articles"], since=MONDAY.replace(year=2030), for_training=True
    )

    assert [] == duckdb.execute(f"from '{path}'").fetchall()
