"""Pages that no source named, and addresses that lead to one article: which of them is looked at again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from extract.model import Article, Entry
from warehouse.connection import Warehouse
from warehouse.frontier import due_pages, save_listing
from warehouse.model import Counts, DuePage, Exchange, Reading

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
URL = "https://harbour.example/ferry"
KEY = "harbour.example/ferry"
ENTRY = Entry(url=URL, source_id="harbour.example")

Make = Callable[..., Article]
Load = Callable[..., Counts]
Read = Callable[..., Reading]


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


@pytest.fixture
def read(reading: Read) -> Read:
    """Make a reading of the ferry's page on the web, to be looked at again an hour later."""
    answer = Exchange(status=200, final_url=URL)
    return partial(reading, entry=ENTRY, exchange=answer, url_key=KEY, next_check_at=NOON + HOUR)


@pytest.fixture
def found(warehouse: Warehouse) -> Warehouse:
    """A warehouse whose frontier has the ferry's page."""
    save_listing(warehouse.connection, "r", (), [ENTRY], [KEY], NOON - HOUR)
    return warehouse


def due(warehouse: Warehouse) -> list[DuePage]:
    return list(due_pages(warehouse.connection, "harbour.example", NOON + DAY, 9))


def test_a_page_that_no_source_named_enters_the_frontier(
    article: Make, load: Load, read: Read, warehouse: Warehouse
) -> None:
    load(read(article()))

    assert [(page.url_key, page.why) for page in due(warehouse)] == [(KEY, "re-check")]


def test_an_address_that_leads_to_a_page_with_checks_of_its_own_has_none(
    article: Make, load: Load, read: Read, found: Warehouse
) -> None:
    short = read(replace(article(), url_key=KEY), entry=Entry(url="https://go.example/1"), url_key="go.example/1")
    load(read(replace(article(), url_key=KEY)), short)

    assert rows(found, "select url_key from ops.frontier where next_check_at is not null") == [(KEY,)]


def test_an_address_that_leads_elsewhere_is_checked_where_nothing_else_is(
    article: Make, load: Load, read: Read, warehouse: Warehouse
) -> None:
    load(read(replace(article(), url_key=KEY), entry=Entry(url="https://go.example/1"), url_key="go.example/1"))

    assert rows(warehouse, "select url_key from ops.frontier where next_check_at is not null") == [("go.example/1",)]


def test_a_page_that_was_loaded_from_another_address_is_not_new(
    article: Make, load: Load, read: Read, warehouse: Warehouse
) -> None:
    load(read(replace(article(), url_key=KEY), entry=Entry(url="https://go.example/1"), url_key="go.example/1"))

    assert save_listing(warehouse.connection, "r", (), [ENTRY], [KEY], NOON) == 0


def test_a_page_that_was_loaded_from_a_file_is_not_due(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(replace(article(), url_key=KEY))
    save_listing(warehouse.connection, "r", (), [ENTRY], [KEY], NOON)

    assert (due(warehouse), rows(warehouse, "select loaded_at from ops.frontier")) == (
        [],
        [(NOON.replace(tzinfo=None),)],
    )


def test_of_two_addresses_that_lead_to_each_other_one_keeps_its_checks(
    article: Make, load: Load, read: Read, found: Warehouse
) -> None:
    ferry, pier = replace(article("ferry"), url_key=KEY), replace(article("pier"), url_key="harbour.example/pier")
    load(read(pier), read(ferry, url_key=str(pier.url_key)))

    assert [page.url_key for page in due(found)] == [KEY]
