"""The index of the readers' copy: it ranks what a search finds, and changes nothing of what is found."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Article
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseError
from warehouse.forget import Wanted, erase_forgotten
from warehouse.model import Counts
from warehouse.query import connect
from warehouse.runs import start_run
from warehouse.search import query_search
from warehouse.search_index import FRUGAL, index_copy

Make = Callable[..., Article]
Load = Callable[..., Counts]

WORDS = [
    "the",
    "ferry",
    "Fähre",
    "fahre",
    "sail*",
    "-monday",
    '"the ferry"',
    '-"on monday"',
    "straße",
    "選挙",
    "o’clock",
]


@pytest.fixture
def loaded(warehouse: Warehouse, load: Load, article: Make) -> Warehouse:
    """Paragraphs with a ferry in them: often in a short one, once in a long one, and in other forms."""
    load(
        article(
            "a", "The ferry sails on Monday at nine o’clock, and the people of the harbour wait for it in the rain."
        ),
        article(
            "b", "“The ferry, the ferry!” said Amsel.", "[The ferry is late], she said.", "Die Fähre in der Straße."
        ),
        article("c", "次の選挙は", "Sailing."),
    )
    return warehouse


def publish(warehouse: Warehouse, path: Path, most_paragraphs: int = 100) -> Path:
    return warehouse.publish(path, prepare=partial(index_copy, publish_path=path, most_paragraphs=most_paragraphs))


@pytest.fixture
def copies(loaded: Warehouse, tmp_path: Path) -> Iterator[tuple[DuckDBPyConnection, DuckDBPyConnection]]:
    """A copy with an index, and one without."""
    publish(loaded, tmp_path / "ranked.duckdb")
    loaded.publish(tmp_path / "plain.duckdb")
    with connect(tmp_path / "ranked.duckdb") as ranked, connect(tmp_path / "plain.duckdb") as plain:
        yield ranked, plain


def scores(connection: DuckDBPyConnection, terms: str) -> list[float | None]:
    return [row[-1] for row in query_search(connection, terms, "paragraphs").rows]


def test_the_text_with_the_word_more_often_in_fewer_words_comes_first(
    copies: tuple[DuckDBPyConnection, DuckDBPyConnection],
) -> None:
    found = [row[5][:14] for row in query_search(copies[0], "ferry", "paragraphs").rows]
    assert found == ["“The ferry, th", "[The ferry is ", "The ferry sail"]


@pytest.mark.parametrize("texts", ["quotes", "paragraphs", "statements"])
def test_the_best_comes_first(texts: str, copies: tuple[DuckDBPyConnection, DuckDBPyConnection]) -> None:
    found = [row[-1] for row in query_search(copies[0], "ferry", texts).rows]
    assert found == sorted(found, reverse=True) != []


def test_a_copy_without_an_index_has_no_scores(copies: tuple[DuckDBPyConnection, DuckDBPyConnection]) -> None:
    assert scores(copies[1], "ferry") == [None, None, None]


def test_the_beginning_of_a_word_ranks_too(copies: tuple[DuckDBPyConnection, DuckDBPyConnection]) -> None:
    assert all(scores(copies[0], "sail*"))


def test_a_word_that_the_index_does_not_know_apart_is_found_all_the_same(
    copies: tuple[DuckDBPyConnection, DuckDBPyConnection],
) -> None:
    assert scores(copies[0], "選挙") == [None]


def test_what_is_no_character_is_no_part_of_a_word(copies: tuple[DuckDBPyConnection, DuckDBPyConnection]) -> None:
    assert query_search(copies[0], "ferry", "paragraphs") == query_search(copies[0], "ferry \udcff", "paragraphs")


def test_a_search_that_is_too_long_is_told(copies: tuple[DuckDBPyConnection, DuckDBPyConnection]) -> None:
    with pytest.raises(WarehouseError, match="the search has 1,001 characters, and 1,000 are taken at most"):
        query_search(copies[1], "a" * 1001)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(terms=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join))
@pytest.mark.parametrize("texts", ["quotes", "paragraphs"])
def test_the_same_is_found_with_an_index_and_without(
    texts: str, terms: str, copies: tuple[DuckDBPyConnection, DuckDBPyConnection]
) -> None:
    ranked, plain = (query_search(copy, terms, texts) for copy in copies)
    assert (ranked.columns, sorted(row[:-1] for row in ranked.rows)) == (
        plain.columns,
        sorted(row[:-1] for row in plain.rows),
    )


def test_a_copy_with_more_paragraphs_than_that_gets_no_index(loaded: Warehouse, tmp_path: Path) -> None:
    publish(loaded, tmp_path / "read.duckdb", most_paragraphs=3)
    with connect(tmp_path / "read.duckdb") as copy:
        assert scores(copy, "ferry") == [None, None, None]


def test_without_the_extension_a_copy_gets_no_index(
    loaded: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duckdb.__version__", "0.0.0")
    publish(loaded, tmp_path / "read.duckdb")
    with connect(tmp_path / "read.duckdb") as copy:
        assert scores(copy, "ferry") == [None, None, None]


def test_an_index_is_taken_over_while_no_text_changes(
    loaded: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(loaded, tmp_path / "read.duckdb")
    monkeypatch.setattr("duckdb.__version__", "0.0.0")
    publish(loaded, tmp_path / "read.duckdb")
    with connect(tmp_path / "read.duckdb") as copy:
        assert all(scores(copy, "ferry"))


def test_what_needs_more_memory_than_an_index_mostly_does_has_it(
    loaded: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(FRUGAL, "memory_limit", "2MB")
    publish(loaded, tmp_path / "read.duckdb")
    with connect(tmp_path / "read.duckdb") as copy:
        assert all(scores(copy, "ferry"))


def test_a_new_text_is_ranked_with_the_others(loaded: Warehouse, load: Load, article: Make, tmp_path: Path) -> None:
    publish(loaded, tmp_path / "read.duckdb")
    load(article("d", "The ferry."))
    publish(loaded, tmp_path / "read.duckdb")
    with connect(tmp_path / "read.duckdb") as copy:
        assert query_search(copy, "ferry", "paragraphs").rows[0][5] == "The ferry."


def test_a_copy_that_becomes_the_warehouse_leaves_its_index(loaded: Warehouse, tmp_path: Path) -> None:
    copy = publish(loaded, tmp_path / "read.duckdb")
    shutil.copy(copy, tmp_path / "again.duckdb")
    (tmp_path / "again.duckdb").chmod(0o644)
    with open_warehouse(tmp_path / "again.duckdb") as again:
        found = again.connection.execute("select score from search_paragraphs('ferry')").fetchall()
        schemas = again.connection.execute("select distinct schema_name from duckdb_tables()").fetchall()
    assert (found, sorted(schemas)) == ([(None,)] * 3, [("history",), ("main",), ("ops",)])


def test_no_word_of_what_was_forgotten_is_taken_over_from_the_copy_before(loaded: Warehouse, tmp_path: Path) -> None:
    path = tmp_path / "read.duckdb"
    publish(loaded, path)
    run_id = start_run(loaded.connection, "forget", "cli", "presslake 0")
    erase_forgotten(loaded.connection, run_id, Wanted(page_urls=("file:///pages/b.html",)))
    publish(loaded, path)

    with connect(path) as connection:
        known = connection.execute(
            "select term from fts_main_search_texts.dict where term in ('late', 'monday')"
        ).fetchall()
    assert [("monday",)] == known
