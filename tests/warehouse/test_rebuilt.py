"""Articles made again from the bytes that gave them: what changes, and what is no change of their publisher's."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import Warehouse
from warehouse.ids import article_id
from warehouse.model import Counts, Reading

Load = Callable[..., Counts]
LATER = datetime(2026, 4, 1, 8, tzinfo=UTC)
LATEST = datetime(2026, 5, 1, 8, tzinfo=UTC)


def again(reading: Callable[..., Reading], made: Article, before: Article | None = None) -> Reading:
    """The reading of the same page by a better extractor."""
    return reading(made, read_at=LATEST, rebuilds=article_id((before or made).url))


def rows(warehouse: Warehouse, query: str) -> list[tuple[Any, ...]]:
    return warehouse.connection.execute(query).fetchall()


@pytest.fixture
def two_versions(load: Load, article: Callable[..., Article], reading: Callable[..., Reading]) -> Article:
    """The second version of an article of which both are loaded."""
    present = article("ferry", "The ferry sails on Tuesday.", "“It is mended,” Amsel said.")
    load(article("ferry"))
    load(reading(present, read_at=LATER))
    return present


def test_what_is_taken_out_otherwise_is_replaced(
    two_versions: Article,
    article: Callable[..., Article],
    reading: Callable[..., Reading],
    load: Load,
    warehouse: Warehouse,
) -> None:
    better = article("ferry", "The ferry sails on Tuesday.", "“It is mended,” Amsel said.", "“At last,” Amsel said.")

    load(again(reading, better))

    assert [("It is mended,",), ("At last,",)] == rows(warehouse, "select text from quotes order by position")


def test_it_is_the_same_version_seen_when_it_was(
    two_versions: Article,
    article: Callable[..., Article],
    reading: Callable[..., Reading],
    load: Load,
    warehouse: Warehouse,
) -> None:
    seen = "select version, first_seen_at, last_seen_at from articles"
    before = rows(warehouse, seen)

    load(again(reading, article("ferry", "The ferry sails on Tuesday, at last.")))

    assert before == rows(warehouse, seen)


def test_history_is_left_as_it_was(
    two_versions: Article,
    article: Callable[..., Article],
    reading: Callable[..., Reading],
    load: Load,
    warehouse: Warehouse,
) -> None:
    history = (
        "select version, text from history.articles union all select version, text from history.quotes order by all"
    )
    before = rows(warehouse, history)

    load(again(reading, article("ferry", "The ferry sails on Tuesday, at last.")))

    assert before == rows(warehouse, history)


def test_it_is_counted_as_rebuilt(
    two_versions: Article, article: Callable[..., Article], reading: Callable[..., Reading], load: Load
) -> None:
    counts = load(again(reading, article("ferry", "The ferry sails on Tuesday, at last.")))

    assert Counts(found=1, rebuilt=1, paragraphs=1) == counts


def test_what_comes_out_as_before_is_unchanged(
    two_versions: Article, reading: Callable[..., Reading], load: Load
) -> None:
    assert Counts(found=1, unchanged=1) == load(again(reading, two_versions))


def test_what_comes_out_as_before_is_told_by_what_made_it(
    two_versions: Article, reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(again(reading, replace(two_versions, extractor="trafilatura 3")))

    assert [("trafilatura 3", True)] == rows(
        warehouse, "select extractor, run_id = (select max_by(run_id, started_at) from ops.runs) from articles"
    )


def test_a_change_of_the_quality_alone_is_a_change(
    two_versions: Article, reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(again(reading, replace(two_versions, quality=0.5)))

    assert [(0.5,)] == rows(warehouse, "select quality from articles")


def test_a_page_that_is_read_as_another_article_makes_that_one(
    two_versions: Article,
    article: Callable[..., Article],
    reading: Callable[..., Reading],
    load: Load,
    warehouse: Warehouse,
) -> None:
    load(again(reading, article("pier"), before=two_versions))

    assert [("https://harbour.example/ferry", 2), ("https://harbour.example/pier", 1)] == rows(
        warehouse, "select url, version from articles order by url"
    )


def test_a_page_that_is_read_as_the_article_of_another_page_changes_nothing(
    two_versions: Article, article: Callable[..., Article], reading: Callable[..., Reading], load: Load
) -> None:
    load(article("pier", "The pier is closed."))

    assert Counts(found=1, skipped=1) == load(again(reading, article("pier", "The pier."), before=two_versions))


@pytest.fixture
def unmade(two_versions: Article, reading: Callable[..., Reading], load: Load) -> Counts:
    """What came of an article whose page gives none any more."""
    return load(reading(None, url="file:///pages/ferry.html", rebuilds=article_id(two_versions.url)))


def test_an_article_whose_page_gives_none_any_more_stands(unmade: Counts, warehouse: Warehouse) -> None:
    found = (
        "select outcome, article_id = (select article_id from articles) from ops.fetches order by rowid desc limit 1"
    )

    assert [("too_short", True)] == rows(warehouse, found)


def test_an_article_whose_page_gives_none_any_more_is_not_in_quarantine(unmade: Counts, warehouse: Warehouse) -> None:
    assert (Counts(found=1, skipped=1), []) == (unmade, rows(warehouse, "from ops.quarantine"))


@pytest.mark.lake
def test_an_article_that_is_made_again_finds_its_cluster_again(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    copy = article("copy", host="other.example", content_key="k1")
    load(article("ferry", content_key="k1"), copy)
    before = rows(warehouse, "select url, cluster_id, is_copy from articles order by url")

    load(again(reading, replace(copy, title="Ferry")), again(reading, article("ferry", content_key="k1", title="Boat")))

    assert before == rows(warehouse, "select url, cluster_id, is_copy from articles order by url")


@pytest.mark.lake
def test_the_promises_hold_after_it(
    two_versions: Article,
    article: Callable[..., Article],
    reading: Callable[..., Reading],
    load: Load,
    warehouse: Warehouse,
) -> None:
    load(
        again(reading, article("ferry", "“All new,” Amsel said.", speaker=None)),
        reading(None, url="file:///pages/pier.html", rebuilds="a234567"),
    )

    assert () == run_checks(warehouse.connection)


def test_what_was_made_again_says_nothing_of_its_source(
    two_versions: Article, reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(again(reading, two_versions))
    warehouse.connection.execute(
        "update ops.runs set flow = 'rebuild' where run_id = (select max_by(run_id, started_at) from ops.runs)"
    )

    assert [(2, LATER.replace(tzinfo=None))] == rows(warehouse, "select fetches, last_ok_at from source_health")
