"""What becomes of an article that is read again."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import Warehouse, open_warehouse
from warehouse.load import load_batch
from warehouse.model import Counts, Reading
from warehouse.runs import start_run
from warehouse.stage import stage_batch

NINE = datetime(2026, 3, 6, 9, tzinfo=UTC)
TEN = datetime(2026, 3, 6, 10, tzinfo=UTC)

OLD = "“It is broken,” said Amsel."
NEW = "“It is mended,” said Amsel."

Make = Callable[..., Article]
Read = Callable[..., Reading]
Load = Callable[..., Counts]


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


def test_a_changed_text_is_a_new_version(article: Make, reading: Read, load: Load, warehouse: Warehouse) -> None:
    load(reading(article("a", OLD), read_at=NINE))

    counts = load(reading(article("a", NEW, "More."), read_at=TEN))

    present = rows(warehouse, "select text, version, first_seen_at, last_seen_at from articles")
    expected = [(f"{NEW}\n\nMore.", 2, datetime(2026, 3, 6, 9), datetime(2026, 3, 6, 10))]
    assert (counts, present) == (Counts(found=1, updated=1, paragraphs=2, quotes=1), expected)


def test_a_changed_title_is_a_new_version(article: Make, load: Load) -> None:
    load(article("a", title="One"))

    assert load(article("a", title="Two")).updated == 1


def test_the_old_version_goes_to_history(article: Make, reading: Read, load: Load, warehouse: Warehouse) -> None:
    load(reading(article("a", OLD, title="One"), read_at=NINE))
    load(reading(article("a", NEW, title="Two"), read_at=TEN))

    superseded = rows(
        warehouse,
        "select h.version, h.seen_at, h.title, h.text, h.replaced_at, h.run_id <> a.run_id"
        " from history.articles as h join articles as a using (article_id)",
    )
    assert superseded == [(1, datetime(2026, 3, 6, 9), "One", OLD, datetime(2026, 3, 6, 10), True)]


@pytest.mark.lake
def test_the_parts_of_the_old_version_are_gone(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", OLD, "A ‘term’.", links=["https://far.example/"]))
    load(article("a", NEW))

    left = rows(
        warehouse,
        "select (select list(text) from paragraphs), (select list(text) from quotes),"
        " (select count(*) from quoted_terms), (select count(*) from links)",
    )
    assert left == [([NEW], ["It is mended,"], 0, 0)]


def test_a_quote_that_is_gone_is_a_removed_quote(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(reading(article("a", OLD, "“We wait,” she said."), read_at=NINE))
    load(reading(article("a", NEW, "“We wait,” she said."), read_at=TEN))

    removed = rows(warehouse, "select version, removed_at, quote, speaker, url from removed_quotes")
    assert removed == [(1, datetime(2026, 3, 6, 10), "It is broken,", "Zoë Amsel", "https://harbour.example/a")]


def test_a_quote_that_only_changed_its_punctuation_is_not_removed(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    load(article("a", "“We wait,” she said."))
    load(article("a", "She said: “We wait.”"))

    assert rows(warehouse, "from history.quotes") == []


@pytest.mark.lake
def test_a_quote_that_comes_back_is_not_removed(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", OLD))
    load(article("a", NEW))
    load(article("a", OLD, "And more."))

    assert rows(warehouse, "select quote from removed_quotes") == [("It is mended,",)]


def test_a_quote_removed_twice_is_one_removed_quote(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", OLD))
    load(article("a", NEW))
    load(article("a", OLD, NEW))
    load(article("a", NEW, "No more."))

    assert rows(warehouse, "select version, quote from removed_quotes") == [(3, "It is broken,")]


def test_a_removed_quote_knows_when_it_was_first_seen(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(reading(article("a", OLD), read_at=NINE))
    load(reading(article("a", OLD, "More."), read_at=NINE + timedelta(minutes=1)))
    load(reading(article("a", NEW), read_at=TEN))

    assert rows(warehouse, "select version, first_seen_at from history.quotes") == [(2, datetime(2026, 3, 6, 9))]


@pytest.mark.lake
def test_a_speaker_whom_nothing_quotes_any_more_goes(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", OLD))
    load(article("a", OLD, "More.", speaker=None))

    assert rows(warehouse, "from speakers") == []


def test_a_statement_that_is_gone_goes_to_history(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(reading(article("a", "[It is broken], said Amsel.", "[We wait], she said."), read_at=NINE))
    load(reading(article("a", "[We wait!], she said."), read_at=TEN))

    kept = rows(
        warehouse,
        "select s.text, h.version, h.text, h.speaker_text, h.removed_at from statements as s, history.statements as h",
    )
    assert kept == [("We wait!", 1, "It is broken", "Amsel.", datetime(2026, 3, 6, 10))]


def test_a_speaker_of_statements_alone_goes_with_the_last(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", "[It is broken], said Amsel."))
    load(article("a", "[It is broken], said Amsel.", "More.", speaker=None))

    assert rows(warehouse, "from speakers") == []


@pytest.mark.lake
def test_two_versions_in_one_batch_are_taken_in_order_of_their_stated_time(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    counts = load(article("a", NEW, modified_at=TEN), article("a", OLD))

    present = rows(warehouse, "select text, version from articles")
    assert (counts, present) == (Counts(found=2, new=1, updated=1, paragraphs=2, quotes=2), [(NEW, 2)])


def test_versions_without_stated_time_are_taken_as_they_come(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", OLD), article("b"), article("a", NEW), article("a", "Last words."))

    versions = rows(warehouse, "select url, version, text = 'Last words.' from articles order by url")
    assert versions == [("https://harbour.example/a", 3, True), ("https://harbour.example/b", 1, False)]


def test_a_page_that_states_an_earlier_change_is_skipped(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", NEW, modified_at=TEN))

    counts = load(article("a", OLD, modified_at=NINE))

    message = "states an earlier time of change than the version in the warehouse"
    assert (counts.skipped, rows(warehouse, "select message from ops.fetches where outcome = 'skipped'")) == (
        1,
        [(message,)],
    )


def test_a_version_that_was_replaced_does_not_come_back(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", OLD))
    load(article("a", NEW))

    counts = load(article("a", OLD))

    assert (counts, rows(warehouse, "select text from articles")) == (Counts(found=1, skipped=1), [(NEW,)])


def test_a_page_that_goes_back_to_an_old_text_and_says_so_is_a_new_version(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    load(article("a", OLD, modified_at=NINE - timedelta(hours=1)))
    load(article("a", NEW, modified_at=NINE))
    load(article("a", OLD, modified_at=TEN))

    assert rows(warehouse, "select text, version from articles") == [(OLD, 3)]


def test_a_version_that_states_no_change_keeps_the_time_stated_before(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    load(article("a", OLD, modified_at=NINE))
    load(article("a", NEW))

    assert rows(warehouse, "select modified_at from articles") == [(datetime(2026, 3, 6, 9),)]


#: Pages of two addresses, each with one of four texts; a text always states the same time of change, or none.
PAGES = st.tuples(st.sampled_from("ab"), st.integers(min_value=0, max_value=3))
STATED = (None, NINE, TEN, None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(batches=st.lists(st.lists(PAGES, max_size=5), min_size=1, max_size=3))
def test_reading_the_same_pages_again_in_any_batches_changes_nothing_more(
    batches: list[list[tuple[str, int]]],
    article: Make,
    reading: Read,
    empty: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("again")
    staged = [
        stage_batch(
            [
                reading(
                    article(name, f"“Text {number},” said Amsel.", modified_at=STATED[number]),
                    url=f"file:///{name}{number}",
                )
                for name, number in batch
            ],
            folder,
        ).path
        for batch in batches
    ]
    shutil.copy(empty, folder)
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        for path in staged:
            load_batch(warehouse.connection, path, start_run(warehouse.connection, "test", "cli", "presslake 0"))
        before = rows(
            warehouse,
            "select (select list(a order by a.article_id) from articles as a), (select count(*) from history.articles)",
        )

        for path in staged:
            load_batch(warehouse.connection, path, start_run(warehouse.connection, "test", "cli", "presslake 0"))

        after = rows(
            warehouse,
            "select (select list(a order by a.article_id) from articles as a), (select count(*) from history.articles)",
        )
        assert (after, run_checks(warehouse.connection)) == (before, ())
