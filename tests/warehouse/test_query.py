"""The questions that the command line asks, and the locks on what users ask."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from extract.model import Article, Speaker
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseError
from warehouse.frontier import known_documents
from warehouse.ids import article_id
from warehouse.model import Counts, Known, Table
from warehouse.publish import publish_copy
from warehouse.query import (
    connect,
    known_pages,
    query_article,
    query_quote,
    query_sql,
    query_status,
)
from warehouse.search import Narrowing, query_search
from warehouse.sql import statement, statement_names

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
RASK = Speaker(name="Ivo Rask", kind="person")

#: What a query that nobody trusts might try; each wants something outside of the copy.
ATTACKS = [
    "from read_csv('{folder}/secret.csv')",
    "from read_text('{folder}/secret.csv')",
    "from '{folder}/secret.csv'",
    "from glob('{folder}/*')",
    "copy articles to '{folder}/stolen.csv'",
    "export database '{folder}/stolen'",
    "attach '{folder}/other.duckdb'",
    "attach ':memory:' as other; copy articles to '{folder}/stolen.parquet'",
    "install httpfs",
    "load httpfs",
    "from read_csv('https://harbour.example/a.csv')",
    "from secret_frame",
    "set enable_external_access = true",
    "set lock_configuration = false",
    "set memory_limit = '100GB'",
    "insert into articles from articles",
    "delete from articles",
    "drop view v_quotes",
]

Make = Callable[..., Article]
Read = Callable[..., object]
Load = Callable[..., Counts]


@pytest.fixture(scope="module")
def copy(
    empty: Path, load_into: Load, article: Make, reading: Read, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DuckDBPyConnection]:
    """The published copy of two articles and a failed page, which no test can change."""
    folder = tmp_path_factory.mktemp("copy")
    with open_warehouse(Path(shutil.copy(empty, folder))) as warehouse:
        batch = (
            article("a", "[she mends it], Amsel said.", "“We mend énergy,” Amsel said.", "“Then we sail,” she said."),
            article("b", "“We sail,” said Rask.", host="ledger.example", site_name="Ledger", speaker=RASK),
            reading(),
        )
        load_into(warehouse, folder, *batch)
        warehouse.publish(folder / "read.duckdb")
    with connect(folder / "read.duckdb") as connection:
        yield connection


@pytest.fixture
def older(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """The copy that a presslake published which knew nothing of the web."""
    with duckdb.connect(str(tmp_path / "older.duckdb")) as connection:
        for name in statement_names("migrations")[:4]:
            connection.execute(statement("migrations", name))
    publish_copy(tmp_path / "older.duckdb", tmp_path / "read.duckdb")
    with connect(tmp_path / "read.duckdb") as connection:
        yield connection


@pytest.mark.parametrize(
    "question", [lambda copy: query_status(copy, NOON), lambda copy: known_documents(copy, ["bell"])]
)
def test_a_copy_of_an_older_presslake_is_told(question: Callable[..., object], older: DuckDBPyConnection) -> None:
    with pytest.raises(WarehouseError, match=r"is of an older presslake .*: run presslake run to publish again"):
        question(older)


def test_known_pages_are_those_that_were_read(copy: DuckDBPyConnection) -> None:
    known = known_pages(copy, ["file:///pages/a.html", "file:///pages/broken.html", "file:///pages/new.html"])

    assert known == {
        "file:///pages/a.html": Known(etag="2000-a", outcome="new", attempts=0),
        "file:///pages/broken.html": Known(etag="2000-broken", outcome="too_short", attempts=1),
    }


def test_of_a_page_read_twice_the_latest_reading_counts(
    warehouse: Warehouse, load: Load, article: Make, reading: Read
) -> None:
    load(reading(article("a"), etag="one"))
    load(reading(article("a"), etag=None))

    known = known_pages(warehouse.connection, ["file:///pages/a.html"])
    assert known == {"file:///pages/a.html": Known(etag=None, outcome="unchanged", attempts=0)}


def test_no_url_is_known_when_none_is_asked_for(copy: DuckDBPyConnection) -> None:
    assert known_pages(copy, []) == {}


def test_status_counts_the_tables(copy: DuckDBPyConnection) -> None:
    counted = (("articles", 2), ("paragraphs", 4), ("quotes", 3), ("statements", 1), ("speakers", 2), ("sources", 3))
    assert query_status(copy, NOON).tables == Table(("table", "row_count"), counted)


def test_status_shows_the_latest_run(copy: DuckDBPyConnection) -> None:
    runs = query_status(copy, NOON).runs.narrowed_to(("flow", "state"))

    assert runs.rows == (("test", "running"),)


def test_status_shows_how_each_source_goes(copy: DuckDBPyConnection) -> None:
    shown = query_status(copy, NOON).sources.narrowed_to(["source", "articles", "in_quarantine"]).rows
    assert shown == (("files", 0, 1), ("harbour.example", 1, 0), ("ledger.example", 1, 0))


def test_status_shows_why_pages_failed(copy: DuckDBPyConnection) -> None:
    assert [row[:2] for row in query_status(copy, NOON).quarantine.rows] == [("too_short", 1)]


def test_search_finds_quotes_in_any_case_and_accent(copy: DuckDBPyConnection) -> None:
    assert [row[4] for row in query_search(copy, "ENERGY we").rows] == ["We mend énergy,"]


def test_search_takes_one_speaker(copy: DuckDBPyConnection) -> None:
    assert [row[4] for row in query_search(copy, "sail", narrowing=Narrowing(speaker="rask")).rows] == ["We sail,"]


@pytest.mark.parametrize("source", ["ledger.example", "LEDGER"])
def test_search_takes_one_source_by_id_or_name(copy: DuckDBPyConnection, source: str) -> None:
    assert [row[4] for row in query_search(copy, "sail", narrowing=Narrowing(source=source)).rows] == ["We sail,"]


def test_search_stops_at_its_limit(copy: DuckDBPyConnection) -> None:
    assert len(query_search(copy, "we", limit=2).rows) == 2


def test_search_finds_paragraphs(copy: DuckDBPyConnection) -> None:
    found = query_search(copy, "sail", "paragraphs", Narrowing(speaker="amsel"))
    assert [row[5] for row in found.rows] == ["“Then we sail,” she said."]


@pytest.mark.parametrize(
    ("narrowing", "found"),
    [
        (Narrowing(since=date(2026, 3, 5)), 2),
        (Narrowing(since=date(2026, 3, 6)), 0),
        (Narrowing(until=date(2026, 3, 5)), 2),
        (Narrowing(until=date(2026, 3, 4)), 0),
        (Narrowing(confidence=0.89), 2),
        (Narrowing(confidence=0.91), 0),
    ],
)
@pytest.mark.parametrize("texts", ["quotes", "paragraphs"])
def test_search_takes_days_and_confidence(
    texts: str, narrowing: Narrowing, found: int, copy: DuckDBPyConnection
) -> None:
    assert len(query_search(copy, "sail", texts, narrowing).rows) == found


def test_search_finds_statements(copy: DuckDBPyConnection) -> None:
    found = query_search(copy, "mends", "statements", Narrowing(speaker="amsel", since=date(2026, 3, 5)))
    assert [row[4] for row in found.rows] == ["she mends it"]


def test_a_search_for_more_than_eight_words_says_what_to_do(copy: DuckDBPyConnection) -> None:
    with pytest.raises(WarehouseError, match=r"^a search takes eight words: put a sentence into quotation marks$"):
        query_search(copy, "we we we we we we we we we")


def test_quotes_and_percent_signs_in_a_search_are_words_like_others(copy: DuckDBPyConnection) -> None:
    assert query_search(copy, "50% o'clock'); drop table x; --").rows == ()


@pytest.mark.parametrize(
    "wanted", [article_id("https://harbour.example/a"), "https://harbour.example/a", "file:///pages/a.html"]
)
def test_an_article_is_found_by_id_url_and_file(copy: DuckDBPyConnection, wanted: str) -> None:
    found = query_article(copy, wanted)

    assert (
        found.article.rows[0][1],
        [row[2] for row in found.paragraphs.rows],
        [row[2] for row in found.quotes.rows],
        [row[2] for row in found.statements.rows],
    ) == (
        "https://harbour.example/a",
        ["[she mends it], Amsel said.", "“We mend énergy,” Amsel said.", "“Then we sail,” she said."],
        ["We mend énergy,", "Then we sail,"],
        ["she mends it"],
    )


def test_an_article_that_is_not_there_is_told(copy: DuckDBPyConnection) -> None:
    with pytest.raises(WarehouseError, match="nowhere: no such article"):
        query_article(copy, "nowhere")


def test_a_quote_is_shown_in_its_context(copy: DuckDBPyConnection) -> None:
    key = query_search(copy, "energy").rows[0][0]

    found = query_quote(copy, str(key))

    assert (found.quote.rows[0][1], [row[1] for row in found.context.rows]) == (date(2026, 3, 5), [False, True, False])


def test_a_quote_that_is_not_there_is_told(copy: DuckDBPyConnection) -> None:
    with pytest.raises(WarehouseError, match="q0: no such quote"):
        query_quote(copy, "q0")


def test_sql_takes_parameters(copy: DuckDBPyConnection) -> None:
    found = query_sql(copy, "select title from articles where domain = ?", ["ledger.example"])
    assert found == Table(("title",), (("Ferry to sail again",),))


def test_sql_gives_no_more_rows_than_asked_for(copy: DuckDBPyConnection) -> None:
    assert len(query_sql(copy, "from range(1000)", limit=3).rows) == 3


def test_sql_that_does_not_run_is_told_in_one_line(copy: DuckDBPyConnection) -> None:
    with pytest.raises(WarehouseError, match=r'^Binder Error: Referenced column "titel" not found[^\n]*$'):
        query_sql(copy, "select titel from articles")


@pytest.mark.parametrize("attack", ATTACKS)
def test_sql_reaches_nothing_but_the_copy(copy: DuckDBPyConnection, tmp_path: Path, attack: str) -> None:
    (tmp_path / "secret.csv").write_text("word\nsecret\n")
    secret_frame = [1, 2, 3]  # noqa: F841 - a query must not find it

    with pytest.raises(WarehouseError):
        query_sql(copy, attack.format(folder=tmp_path))
