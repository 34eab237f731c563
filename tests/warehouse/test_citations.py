"""What citations of the articles that ship are made of."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from warehouse.citations import query_article_citation, query_quote_citation
from warehouse.connection import Connection
from warehouse.errors import WarehouseError
from warehouse.query import connect, whole_id

if TYPE_CHECKING:
    from conftest import Seeded

FERRY = "https://ravelsbytoday.example/news/ravelsby-ferry-new-owner-48411"
QUOTE_ID = "select quote_id from v_quotes where quote_key = 'the river does not read our minutes' and source_id = ?"


@pytest.fixture
def lake(seeded: "Seeded") -> Iterator[Connection]:
    with connect(seeded.folder / "warehouse.read.duckdb") as connection:
        yield connection


def quote_id(lake: Connection, source_id: str) -> str:
    return str(lake.execute(QUOTE_ID, [source_id]).fetchall()[0][0])


def test_a_quote_that_travelled_is_cited_with_who_printed_it_first(lake: Connection) -> None:
    first = query_quote_citation(lake, quote_id(lake, "half-tide-review")).first
    assert first
    assert ("Ravelsby Today", date(2026, 3, 4)) == (first.source, first.published_date)


def test_the_first_print_of_a_quote_has_none_before_it(lake: Connection) -> None:
    assert query_quote_citation(lake, quote_id(lake, "ravelsby-today")).first is None


def test_a_copy_is_cited_with_the_article_that_it_copies(lake: Connection) -> None:
    original = query_article_citation(lake, FERRY).original
    assert original
    assert original.source == "The North Ledger"


def test_the_quotes_of_an_article_are_cited_in_their_order(lake: Connection) -> None:
    cited = query_article_citation(lake, FERRY)
    in_order = "select quote from v_quotes where url = ? and nested_in is null order by position"
    assert [row[0] for row in lake.execute(in_order, [FERRY]).fetchall()] == [said.quote for said in cited.quotes]


def test_a_quote_that_is_not_there_is_an_error(lake: Connection) -> None:
    with pytest.raises(WarehouseError, match="qaaaaaaaaaaaa: no such quote"):
        query_quote_citation(lake, "qaaaaaaaaaaaa")


def test_the_beginning_of_an_id_is_enough_where_it_is_the_only_one(lake: Connection) -> None:
    whole = quote_id(lake, "ravelsby-today")
    assert whole == whole_id(lake, whole[:7])


def test_an_id_that_could_be_several_is_an_error_that_names_them(lake: Connection) -> None:
    # Of 260 ids some share four letters only by chance: two are put in front of these.
    lake.execute(
        "create temp table articles as select 'aaaa' || n as article_id, 'Gate ' || n as title, '' as url"
        " from range(2, 9) as numbers(n)"
    )
    with pytest.raises(WarehouseError, match=r"aaaa: several ids begin so:\n  aaaa2  Gate 2\n(.*\n){4}  …$"):
        whole_id(lake, "aaaa")


def test_what_no_id_begins_with_is_left_as_it_is(lake: Connection) -> None:
    assert "qzzzz" == whole_id(lake, "qzzzz")
