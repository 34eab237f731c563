"""A feed or sitemap says that a page has changed: when that is believed."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from extract.model import Article, Entry, StatedTime
from warehouse.connection import Warehouse
from warehouse.frontier import due_pages, save_listing
from warehouse.model import Counts, Exchange, Reading

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
KEY = "harbour.example/ferry"

Make = Callable[..., Article]
Load = Callable[..., Counts]
Due = list[tuple[str, str]]


def reading(article: Article | None, reason: str | None, at: datetime, next_at: datetime | None) -> Reading:
    return Reading(
        entry=Entry(url="https://" + KEY, source_id="harbour"),
        read_at=at,
        duration_ms=30,
        article=article,
        reason=reason,
        exchange=Exchange(status=200, final_url="https://" + KEY),
        url_key=KEY,
        next_check_at=next_at,
    )


def say(warehouse: Warehouse, now: datetime, modified: StatedTime | datetime | None, **hints: object) -> None:
    """A sitemap that is read now states a time of change."""
    if isinstance(modified, datetime):
        modified = StatedTime(day=modified.date(), at=modified)
    entry = Entry(url="https://" + KEY, source_id="harbour", modified=modified, **hints)  # type: ignore[arg-type]
    save_listing(warehouse.connection, "r", (), [entry], [KEY], now)


def due(warehouse: Warehouse, now: datetime) -> list[str]:
    return [page.why for page in due_pages(warehouse.connection, "harbour", now, 9)]


@pytest.fixture
def loaded(warehouse: Warehouse, load: Load, article: Make) -> Warehouse:
    """A page that was loaded at noon, changed an hour before, and is never to be looked at again."""
    say(warehouse, NOON, NOON - HOUR)
    load(reading(article(), None, NOON, None))
    return warehouse


def test_a_page_that_changed_since_is_due(loaded: Warehouse) -> None:
    say(loaded, NOON + HOUR, NOON + HOUR / 2)

    assert due(loaded, NOON + HOUR) == ["changed"]


@pytest.mark.parametrize(
    "modified",
    [NOON - HOUR, NOON - 2 * HOUR, None, StatedTime(day=date(2026, 3, 5))],
    ids=["as before", "earlier", "nothing", "the same day"],
)
def test_a_page_of_which_nothing_later_is_said_is_not_due(
    modified: StatedTime | datetime | None, loaded: Warehouse
) -> None:
    say(loaded, NOON + HOUR, modified, title="Ferry, with a new headline")

    assert due(loaded, NOON + DAY) == []


def test_a_first_statement_counts_from_when_the_page_was_had(warehouse: Warehouse, load: Load, article: Make) -> None:
    say(warehouse, NOON, None)
    load(reading(article(), None, NOON, None))
    say(warehouse, NOON, NOON - HOUR)
    before = due(warehouse, NOON)
    say(warehouse, NOON + HOUR, NOON + HOUR)

    assert (before, due(warehouse, NOON + HOUR)) == ([], ["changed"])


def test_a_change_comes_before_the_next_check(warehouse: Warehouse, load: Load, article: Make) -> None:
    say(warehouse, NOON, NOON)
    load(reading(article(), None, NOON, NOON + 7 * DAY))
    say(warehouse, NOON + HOUR, NOON + HOUR)

    assert due(warehouse, NOON + HOUR) == ["changed"]


def test_who_says_without_end_that_a_page_has_changed_is_believed_ever_more_rarely(
    loaded: Warehouse, load: Load, article: Make
) -> None:
    looks = []
    for hour in range(1, 7 * 24):
        now = NOON + hour * HOUR
        say(loaded, now, now)
        if due(loaded, now):
            looks.append(hour)
            load(reading(None, "not_modified", now, None))

    assert looks == [1, 2, 3, 5, 8, 12, 18, 27, 41, 62, 93, 140]


def test_a_page_that_did_change_is_believed_again(loaded: Warehouse, load: Load, article: Make) -> None:
    load(reading(None, "not_modified", NOON + 7 * DAY, None))
    load(reading(article("ferry", "It sails no more."), None, NOON + 7 * DAY, None))
    say(loaded, NOON + 7 * DAY + HOUR, NOON + 7 * DAY + HOUR)

    assert due(loaded, NOON + 7 * DAY + HOUR) == ["changed"]


def test_a_page_that_failed_keeps_its_own_time(warehouse: Warehouse, load: Load) -> None:
    say(warehouse, NOON, NOON)
    load(reading(None, "too_many", NOON, NOON + DAY))
    say(warehouse, NOON + HOUR, NOON + HOUR)

    assert due(warehouse, NOON + HOUR) == []


def test_a_page_that_was_given_up_is_due_when_it_has_changed(warehouse: Warehouse, load: Load) -> None:
    say(warehouse, NOON, NOON)
    load(reading(None, "too_short", NOON, None))
    say(warehouse, NOON + HOUR, NOON + HOUR)

    assert due(warehouse, NOON + HOUR) == ["changed"]


def test_a_page_that_was_put_off_keeps_its_own_time(warehouse: Warehouse, load: Load) -> None:
    say(warehouse, NOON, NOON)
    load(reading(None, "deferred", NOON, NOON + DAY))
    say(warehouse, NOON + HOUR, NOON + HOUR)

    assert due(warehouse, NOON + HOUR) == []
