"""The overview: what is counted, in which order, and that an empty warehouse has an answer to every question."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from extract.model import Article, Speaker, StatedTime
from warehouse.connection import Warehouse
from warehouse.model import Counts
from warehouse.overview import (
    Days,
    Print,
    query_latest_quotes,
    query_people,
    query_source_shares,
    query_totals,
    query_travelled,
    query_weeks,
)

Make = Callable[..., Article]
Filled = Callable[[Callable[[], object]], Warehouse]

RASK = Speaker(name="Ivo Rask", kind="person")
GUILD = Speaker(name="The Pilots' Guild", kind="organisation")
WORDS = "“The tide keeps no minutes here,” Amsel said."


def on(month: int, day: int) -> StatedTime:
    return StatedTime(day=date(2026, month, day), at=datetime(2026, month, day, 9, tzinfo=UTC))


@pytest.fixture
def told(filled: Filled, load: Callable[..., Counts], article: Make, warehouse: Warehouse) -> Warehouse:
    """Six articles of three outlets: a copy, one without a date, words that travelled, a gap of two weeks."""

    def fill() -> None:
        mill = {"host": "mill.example", "site_name": "Mill Post"}
        quay = {"host": "quay.example", "site_name": "Quay Times"}
        load(
            article("a", WORDS, "“No,” Amsel said.", published=on(2, 3), content_key="k"),
            article("a-copy", WORDS, "“No,” Amsel said.", published=on(2, 4), content_key="k", **mill),
            article("b", f"{WORDS} So it was.", "“No,” Amsel said.", published=on(2, 24), **quay),
            article("c", "“I shall ask again,” Rask said.", published=on(2, 25), speaker=RASK, **quay),
            article("d", "“We row,” the guild said.", published=None, speaker=GUILD, **mill),
            article("e", "“Who knows?”", published=on(2, 26), speaker=None, **mill),
        )
        warehouse.connection.execute("update ops.runs set ended_at = '2026-02-27 06:00:00'")

    return filled(fill)


def test_totals_count_what_was_said_once(told: Warehouse) -> None:
    totals = query_totals(told.connection)
    assert (6, 1, 1, 3, 7, 6, 3) == (
        totals.articles,
        totals.copies,
        totals.undated,
        totals.sources,
        totals.quotes,
        totals.attributed,
        totals.speakers,
    )


def test_totals_are_of_the_days_that_are_asked_for(told: Warehouse) -> None:
    totals = query_totals(told.connection, Days(since=date(2026, 2, 24), until=date(2026, 2, 25)))
    assert (2, date(2026, 2, 24), date(2026, 2, 25)) == (totals.articles, totals.first_date, totals.last_date)


def test_a_week_without_an_article_is_a_zero_and_one_that_goes_on_is_unfinished(told: Warehouse) -> None:
    assert [(2, 2, 1, False), (9, 0, 0, False), (16, 0, 0, False), (23, 3, 0, True)] == [
        (week.week.day, week.articles, week.copies, week.is_unfinished) for week in query_weeks(told.connection)
    ]


def test_weeks_are_the_latest_where_there_are_many(told: Warehouse) -> None:
    assert [16, 23] == [week.week.day for week in query_weeks(told.connection, weeks=2)]


def test_a_day_to_come_makes_no_weeks(told: Warehouse) -> None:
    told.connection.execute("update articles set published_date = '2097-01-01' where url like '%/c'")
    assert date(2026, 2, 23) == query_weeks(told.connection)[-1].week


def test_sources_have_their_copies_apart(told: Warehouse) -> None:
    assert [("Mill Post", 3, 1, 2), ("Quay Times", 2, 0, 3), ("The Harbour Bell", 1, 0, 2)] == [
        (each.name, each.articles, each.copies, each.quotes) for each in query_source_shares(told.connection)
    ]


def test_people_are_persons_without_what_copies_say_again(told: Warehouse) -> None:
    assert [("Zoë Amsel", 4, 2, 2), ("Ivo Rask", 1, 1, 1)] == [
        (each.name, each.quotes, each.articles, each.sources) for each in query_people(told.connection)
    ]


def test_people_have_the_weeks_in_which_they_are_quoted(told: Warehouse) -> None:
    times = query_people(told.connection, grain="week")[0].times
    assert [(date(2026, 2, 2), 2), (date(2026, 2, 23), 2)] == [(each.begins_on, each.quotes) for each in times]


def test_words_that_travelled_name_who_had_them_first(told: Warehouse) -> None:
    [travelled] = query_travelled(told.connection)
    assert ("The tide keeps no minutes here,", 3, 2, 3, ["The Harbour Bell", "Mill Post", "Quay Times"]) == (
        travelled.quote,
        travelled.sources,
        travelled.stories,
        travelled.articles,
        [each.source for each in travelled.prints],
    )


def test_a_print_says_whether_it_is_a_copy(told: Warehouse) -> None:
    prints: tuple[Print, ...] = query_travelled(told.connection)[0].prints
    assert [False, True, False] == [each.is_copy for each in prints]


def test_the_latest_quotes_come_first_and_those_without_a_date_last(told: Warehouse) -> None:
    assert ["Who knows?", "I shall ask again,", "We row,"] == [
        each.quote for each in query_latest_quotes(told.connection) if "tide" not in each.quote and each.quote != "No,"
    ]


def test_an_empty_warehouse_has_an_answer(warehouse: Warehouse) -> None:
    totals = query_totals(warehouse.connection)
    asked = (query_weeks, query_source_shares, query_people, query_travelled, query_latest_quotes)
    assert (0, 0, [(), (), (), (), ()]) == (
        totals.articles,
        totals.quotes,
        [query(warehouse.connection) for query in asked],
    )
