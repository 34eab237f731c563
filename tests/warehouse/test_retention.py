"""What is let go of after a time, what stays, and that the tables keep their promises."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extract.model import Article, Speaker
from warehouse.check import run_checks
from warehouse.connection import Warehouse
from warehouse.model import Counts, Exchange, Reading, WarcPlace
from warehouse.query import known_pages
from warehouse.retention import drop_history, drop_log, drop_places, is_retention_due
from warehouse.runs import end_run, start_run

Make = Callable[..., Article]
Read = Callable[..., Reading]
Load = Callable[..., Counts]

LATER = datetime.now(UTC) + timedelta(days=1)
RASK = Speaker(name="Bo Rask", kind="person", aliases=("Bo Rask",))
FIRST = datetime(2026, 3, 5, tzinfo=UTC)
FERRY = "https://harbour.example/ferry"


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


def breaches(warehouse: Warehouse) -> list[str]:
    return [breach.check for breach in run_checks(warehouse.connection)]


@pytest.fixture
def ferry(article: Make) -> Article:
    """An article of which every table has something."""
    return article("ferry", "“We sail,” said Amsel.", content_key="k")


@pytest.fixture
def changed(warehouse: Warehouse, article: Make, load: Load) -> Warehouse:
    """A warehouse with three versions of one article, the first of which quoted somebody else, and one of another."""
    load(article("a", "“Old words,” said Rask.", speaker=RASK), article("b", content_key="k"))
    load(article("a", "“New words,” said Amsel."))
    load(article("a", "“Third words,” said Amsel."), article("c", content_key="k"))
    return warehouse


def read(ferry: Article, **changes: object) -> dict[str, object]:
    """What a look at the page on the web brought, its body kept in the first part of the archive."""
    place = WarcPlace(file="presslake-1.warc.gz", offset=10, length=20)
    exchange = Exchange(status=200, final_url=FERRY, content_sha256="ab", warc=place)
    return {"url": FERRY, "url_key": "harbour.example/ferry", "exchange": exchange} | changes


@pytest.mark.lake
def test_the_promises_hold_without_the_log_of_before(changed: Warehouse, reading: Read, load: Load) -> None:
    for _ in range(3):
        load(reading(url="file:///pages/stub.html"))
    drop_log(changed.connection, LATER)
    assert [] == breaches(changed)


@pytest.mark.lake
def test_of_readings_that_said_the_same_the_latest_stays(warehouse: Warehouse, reading: Read, load: Load) -> None:
    for minute in range(3):
        load(reading(read_at=datetime(2026, 3, 5, 12, minute, tzinfo=UTC)))
    drop_log(warehouse.connection, LATER)
    assert [(datetime(2026, 3, 5, 12, 2),)] == rows(warehouse, "select fetched_at from ops.fetches")


def test_what_is_not_old_stays(warehouse: Warehouse, reading: Read, load: Load) -> None:
    for _ in range(3):
        load(reading())
    drop_log(warehouse.connection, FIRST)
    assert [(3, 3)] == rows(
        warehouse, "select count(distinct f.run_id), count(distinct r.run_id) from ops.fetches f, ops.runs r"
    )


def test_an_address_is_known_as_before(warehouse: Warehouse, article: Make, reading: Read, load: Load) -> None:
    load(article("ferry"), reading())
    urls = ["file:///pages/ferry.html", "file:///pages/broken.html"]
    known = known_pages(warehouse.connection, urls)
    drop_log(warehouse.connection, LATER)
    assert known == known_pages(warehouse.connection, urls)


def test_a_run_that_brought_nothing_goes_with_its_batches(warehouse: Warehouse, article: Make, load: Load) -> None:
    for _ in range(3):
        load(article("ferry"))
    warehouse.connection.execute("update ops.runs set state = 'ok', ended_at = started_at")
    drop_log(warehouse.connection, LATER)
    # The first made the article, the last is the latest to have found it as it was.
    assert [(2, 1)] == rows(warehouse, "select (select count(*) from ops.runs), (select count(*) from ops.loads)")


@pytest.mark.lake
def test_the_promises_hold_without_earlier_versions(changed: Warehouse) -> None:
    run_id = start_run(changed.connection, "retention", "cli", "presslake 0")
    drop_history(changed.connection, run_id, LATER)
    assert ([], [(0, 0)]) == (
        breaches(changed),
        rows(changed, "select (select count(*) from history.articles), (select count(*) from history.quotes)"),
    )


def test_versions_that_were_superseded_since_stay(changed: Warehouse) -> None:
    drop_history(changed.connection, "r", FIRST)
    assert [(2,)] == rows(changed, "select count(*) from history.articles")


@pytest.mark.lake
def test_no_row_names_a_file_that_is_to_go(warehouse: Warehouse, ferry: Article, reading: Read, load: Load) -> None:
    load(reading(ferry, **read(ferry)))
    drop_places(warehouse.connection, ["presslake-1.warc.gz"])
    assert [(None, None, None)] == rows(warehouse, "select warc_file, warc_offset, warc_length from ops.fetches")


def test_the_same_body_is_written_again_where_its_record_went(
    warehouse: Warehouse, ferry: Article, reading: Read, load: Load
) -> None:
    load(reading(ferry, **read(ferry)))
    drop_places(warehouse.connection, ["presslake-1.warc.gz"])
    assert [(None,)] == rows(warehouse, "select content_sha256 from ops.frontier")


def test_what_other_files_hold_is_named_as_before(
    warehouse: Warehouse, ferry: Article, reading: Read, load: Load
) -> None:
    load(reading(ferry, **read(ferry)))
    drop_places(warehouse.connection, ["presslake-2.warc.gz"])
    assert [("presslake-1.warc.gz", "ab")] == rows(
        warehouse, "select warc_file, p.content_sha256 from ops.fetches, ops.frontier as p"
    )


def test_a_retention_is_due_until_one_has_ended(warehouse: Warehouse) -> None:
    run_id = start_run(warehouse.connection, "retention", "cli", "presslake 0")
    before = is_retention_due(warehouse.connection, LATER), is_retention_due(warehouse.connection, FIRST)
    end_run(warehouse.connection, run_id, "ok", Counts())
    assert ((True, False), False) == (
        before,
        is_retention_due(warehouse.connection, datetime.now(UTC) - timedelta(seconds=1)),
    )


def test_a_file_whose_rows_are_mostly_gone_is_written_anew(warehouse: Warehouse, tmp_path: Path) -> None:
    warehouse.connection.execute("create table wide as select md5(i::varchar) as a from range(3_000_000) as t (i)")
    warehouse.connection.execute("checkpoint")
    warehouse.connection.execute("drop table wide")
    warehouse.connection.execute("checkpoint")
    before = (tmp_path / "warehouse.duckdb").stat().st_size
    warehouse.shrink()
    assert (tmp_path / "warehouse.duckdb").stat().st_size < before / 2


def test_a_file_is_left_where_little_of_it_is_free(loaded: Warehouse, tmp_path: Path) -> None:
    before = (tmp_path / "warehouse.duckdb").stat().st_ino
    loaded.shrink()
    assert before == (tmp_path / "warehouse.duckdb").stat().st_ino
