"""The search that answers as one types finds what `presslake search` finds, and counts what each filter would leave."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.errors import WarehouseError
from warehouse.instant import Asked, Found, InstantSearch, names, shown
from warehouse.newest import NewestCopy
from warehouse.query import connect
from warehouse.search import Texts, query_search

if TYPE_CHECKING:
    from conftest import Seeded

LEILA_VARNHAM = "sl4zxvgeit2tf"
DAY = date(2026, 3, 20)


@pytest.fixture(scope="module")
def published(seeded: "Seeded") -> Path:
    return seeded.folder / "warehouse.read.duckdb"


@pytest.fixture(scope="module")
def search(published: Path) -> InstantSearch:
    return InstantSearch(NewestCopy(published))


def find(search: InstantSearch, asked: Asked, texts: Texts = "quotes", limit: int = 1000) -> Found:
    found = search.find(texts, asked, limit=limit, patience=60)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("terms", "texts"),
    [
        ("river ", "paragraphs"),
        ("the barrier ", "statements"),
        ('-"the river" river ', "paragraphs"),
        ("barrier -cost", "paragraphs"),
        ('"the river"', "quotes"),
        ("FERR*", "quotes"),
        ("cafe ", "paragraphs"),
        ("café ", "paragraphs"),
        ("don't ", "quotes"),
        ('"', "quotes"),
        ("-river", "statements"),
        ("the the ", "quotes"),
    ],
)
def test_what_is_found_is_what_the_command_finds(
    terms: str, texts: Texts, search: InstantSearch, published: Path
) -> None:
    with connect(published) as connection:
        table = query_search(connection, terms, texts, limit=1000)
    expected = {row[table.columns.index(f"{texts[:-1]}_id")] for row in table.rows}
    assert expected == set(find(search, Asked(terms=terms), texts).ids)


def test_the_word_that_is_being_typed_may_go_on(search: InstantSearch) -> None:
    assert find(search, Asked(terms="riv")).total == find(search, Asked(terms="river ")).total > 0


def test_a_word_that_a_blank_ends_does_not_go_on(search: InstantSearch) -> None:
    assert find(search, Asked(terms="riv ")).total == 0


def test_the_latest_come_first_and_pages_go_on_where_the_one_before_ended(search: InstantSearch) -> None:
    everything = find(search, Asked()).ids
    second = search.find("quotes", Asked(), start=50, limit=50, patience=60)
    assert second is not None
    assert everything[50:100] == second.ids


def test_a_facet_counts_what_choosing_the_value_leaves(search: InstantSearch) -> None:
    offered = {each.value: each.count for each in find(search, Asked(terms="the ")).facets["speaker"]}
    left = {value: find(search, Asked(terms="the ", speakers=(value,))).total for value in offered}
    assert offered == left


def test_a_facet_still_offers_what_could_be_chosen_instead(search: InstantSearch) -> None:
    free, chosen = (find(search, Asked(speakers=speakers)).facets for speakers in ((), (LEILA_VARNHAM,)))
    assert free["speaker"] == chosen["speaker"]


def test_filters_combine(search: InstantSearch, published: Path) -> None:
    asked = Asked(
        terms="river", speakers=(LEILA_VARNHAM,), sources=("north-ledger", "ravelsby-today"), months=("2026-03",)
    )
    with connect(published) as connection:
        rows = list(shown(connection, "quotes", find(search, asked).ids).rows)
    assert {("north-ledger", LEILA_VARNHAM), ("ravelsby-today", LEILA_VARNHAM)} == {(row[3], row[5]) for row in rows}


def test_confidence_days_and_copies_narrow(search: InstantSearch) -> None:
    everything = find(search, Asked()).total
    narrowed = [Asked(confidence=0.9), Asked(since=DAY), Asked(until=DAY), Asked(copies=False)]
    assert [True] * 4 == [0 < find(search, asked).total < everything for asked in narrowed]


def test_names_are_those_of_speakers_and_sources(published: Path) -> None:
    with connect(published) as connection:
        called = names(connection, [LEILA_VARNHAM, "north-ledger", "nobody"])
    assert {LEILA_VARNHAM: "Leila Varnham", "north-ledger": "The North Ledger"} == called


def test_where_nothing_is_published_the_search_says_so(tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="presslake run"):
        InstantSearch(NewestCopy(tmp_path / "warehouse.read.duckdb")).find("quotes", Asked())
