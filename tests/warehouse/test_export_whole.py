from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest

from extract.model import Article, StatedTime
from warehouse.connection import Warehouse
from warehouse.errors import WarehouseError
from warehouse.export_whole import export_since_last, export_whole
from warehouse.exported import Format
from warehouse.manifest import load_manifest
from warehouse.model import Counts
from warehouse.runs import end_run, start_run

Make = Callable[..., Article]
Load = Callable[..., Counts]
Export = Callable[..., Path | None]

MARCH = StatedTime(day=date(2026, 3, 31), at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
APRIL = StatedTime(day=date(2026, 4, 1))
TEXTS = ("The ferry sails, “again” they say.", "A second one.")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "it's out"


@pytest.fixture
def publish_path(warehouse: Warehouse, load: Load, article: Make, tmp_path: Path) -> Path:
    """The published copy of an article of March, one of April and one without a date."""
    load(
        article("a", *TEXTS, published=MARCH),
        article("b", *TEXTS, published=APRIL),
        article("c", *TEXTS, published=None),
    )
    end_runs(warehouse)
    path = tmp_path / "read.duckdb"
    warehouse.publish(path)
    return path


def end_runs(warehouse: Warehouse) -> None:
    for (run_id,) in warehouse.connection.execute("select run_id from ops.runs where ended_at is null").fetchall():
        end_run(warehouse.connection, run_id, "ok", Counts())


@pytest.fixture
def load_more(warehouse: Warehouse, load: Load, article: Make, publish_path: Path) -> Callable[[], None]:
    """Load one more article in a run of its own, and publish."""

    def more() -> None:
        load(article("d", *TEXTS, published=APRIL))
        end_runs(warehouse)
        warehouse.publish(publish_path)

    return more


def test_what_belongs_to_articles_goes_by_month_of_publication(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out)

    months = {path.parent.name for path in (out / "paragraphs").rglob("*.parquet")}
    assert {"month=2026-03", "month=2026-04", "month=none"} == months


@pytest.mark.parametrize(
    ("form", "name"), [("parquet", "speakers.parquet"), ("csv", "articles.csv"), ("jsonl", "ops.fetches.jsonl")]
)
def test_what_has_no_month_is_one_file(publish_path: Path, out: Path, form: Format, name: str) -> None:
    export_whole(publish_path, out, form)

    assert (out / name).is_file()


def test_the_manifest_says_what_is_there(publish_path: Path, out: Path) -> None:
    manifest = load_manifest(export_whole(publish_path, out).parent)

    articles = manifest.tables["articles"]
    assert (3, True, 3) == (articles.rows, articles.is_whole, len(articles.files))


def test_the_manifest_lists_every_file(publish_path: Path, out: Path) -> None:
    manifest = load_manifest(export_whole(publish_path, out).parent)

    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert files - {"manifest.json"} == {file.path for file in manifest.files()}


def test_pandas_reads_the_months(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out)

    read = pd.read_parquet(out / "articles").sort_values("url")
    assert ["2026-03", "2026-04", "none"] == read["month"].astype(str).tolist()


def test_polars_reads_the_months(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out)

    read = pl.scan_parquet(out / "paragraphs", hive_partitioning=True).filter(pl.col("month") == "2026-03").collect()
    assert list(TEXTS) == read.sort("position")["text"].to_list()


def test_duckdb_reads_the_months(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out)

    with duckdb.connect() as connection:
        connection.execute("set variable files = ?", [str(out / "quotes" / "*" / "*.parquet")])
        read = connection.execute(
            "select month, text from read_parquet(getvariable('files')) order by month"
        ).fetchall()
    assert [("2026-03", "again"), ("2026-04", "again"), ("none", "again")] == read


def test_pandas_reads_csv(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out, "csv")

    assert (
        list(TEXTS) * 3 == pd.read_csv(out / "paragraphs.csv").sort_values(["article_id", "position"])["text"].tolist()
    )


def test_polars_reads_lines_of_json(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out, "jsonl")

    assert [["Ivo Brandt"]] * 3 == pl.read_ndjson(out / "articles.jsonl")["authors"].to_list()


def test_an_export_takes_the_place_of_the_one_before(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out)
    manifest = load_manifest(export_whole(publish_path, out, "csv").parent)

    files = {path.relative_to(out).as_posix() for path in out.rglob("*")}
    assert files == {"manifest.json", *(file.path for file in manifest.files())}


def test_an_export_leaves_files_of_others_alone(publish_path: Path, out: Path) -> None:
    (out / "articles").mkdir(parents=True)
    (out / "articles" / "ferry.txt").write_text("mine")
    export_whole(publish_path, out)
    export_whole(publish_path, out, "csv")

    assert "mine" == (out / "articles" / "ferry.txt").read_text()


def test_a_manifest_of_another_program_stays_where_it_is(publish_path: Path, out: Path) -> None:
    out.mkdir()
    (out / "manifest.json").write_text("mine")
    with pytest.raises(WarehouseError, match=r"manifest\.json is no manifest"):
        export_whole(publish_path, out)

    assert ["manifest.json"] == [path.name for path in out.iterdir()]


def test_an_export_that_died_while_it_took_its_place_is_cleared_by_the_next(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out).rename(out / "manifest.replaced.json")
    manifest = load_manifest(export_whole(publish_path, out, "jsonl").parent)

    files = {path.relative_to(out).as_posix() for path in out.rglob("*")}
    assert files == {"manifest.json", *(file.path for file in manifest.files())}


def test_the_last_export_stays_where_a_new_one_fails(publish_path: Path, out: Path, tmp_path: Path) -> None:
    before = export_whole(publish_path, out).read_bytes()
    with pytest.raises(WarehouseError, match="nothing is published yet"):
        export_whole(tmp_path / "none.duckdb", out)

    assert before == (out / "manifest.json").read_bytes()


def test_a_folder_that_is_a_file_is_told(publish_path: Path, out: Path) -> None:
    out.write_text("a file")

    with pytest.raises(WarehouseError, match="nothing could be exported there"):
        export_whole(publish_path, out)


def test_since_the_last_export_only_what_came_is_written(
    publish_path: Path, out: Path, load_more: Callable[[], None]
) -> None:
    export_since_last(publish_path, out)
    load_more()
    path = export_since_last(publish_path, out)

    assert path
    manifest = load_manifest(path.parent)
    assert (out, 1, 2) == (path.parent.parent, manifest.tables["articles"].rows, manifest.tables["paragraphs"].rows)


def test_nothing_is_written_where_nothing_came(publish_path: Path, out: Path) -> None:
    export_since_last(publish_path, out)
    before = sorted(out.rglob("*"))

    assert (None, before) == (export_since_last(publish_path, out), sorted(out.rglob("*")))


def test_a_whole_export_clears_what_came_since_the_last(
    publish_path: Path, out: Path, load_more: Callable[[], None]
) -> None:
    export_since_last(publish_path, out)
    load_more()
    export_since_last(publish_path, out)
    export_whole(publish_path, out)

    assert [] == list(out.glob("since-*"))


@pytest.mark.parametrize("flow", ["forget", "import"])
def test_after_a_page_was_forgotten_or_a_warehouse_imported_everything_is_written_anew(
    flow: str, warehouse: Warehouse, publish_path: Path, out: Path
) -> None:
    export_since_last(publish_path, out)
    end_run(warehouse.connection, start_run(warehouse.connection, flow, "cli", "presslake 0"), "ok", Counts())
    warehouse.publish(publish_path)
    path = export_since_last(publish_path, out)

    assert path
    assert (out / "manifest.json", None) == (path, load_manifest(out).since)


def test_an_increment_does_not_take_the_place_of_a_whole_export(publish_path: Path, out: Path) -> None:
    export_whole(publish_path, out)

    with pytest.raises(WarehouseError, match="holds a whole export: add to it with --since last"):
        export_whole(publish_path, out, since=datetime(2026, 3, 1, tzinfo=UTC))


def test_since_a_time_leaves_out_what_runs_had_written_before(
    warehouse: Warehouse, publish_path: Path, out: Path, load_more: Callable[[], None]
) -> None:
    [(ended_at,)] = warehouse.connection.execute("select max(ended_at) from ops.runs").fetchall()
    load_more()
    manifest = load_manifest(export_whole(publish_path, out, since=ended_at.replace(tzinfo=UTC)).parent)

    assert (1, 2) == (manifest.tables["articles"].rows, manifest.tables["ops.runs"].rows)


def test_months_are_read_as_they_are_named(publish_path: Path, out: Path) -> None:
    """Without its month a file has the table's columns, and nothing else."""
    export_whole(publish_path, out)

    columns = pl.read_parquet_schema(out / "articles" / "month=2026-03" / "part-0.parquet")
    assert list(load_manifest(out).tables["articles"].columns) == list(columns)
