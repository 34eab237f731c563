"""What the status says of sources on the web."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from extract.model import Article, Entry
from warehouse.connection import Warehouse
from warehouse.frontier import save_listing
from warehouse.model import Counts, Document, Exchange, Reading
from warehouse.query import query_status

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
FEED = "https://bell.example/feed.xml"

Make = Callable[..., Article]
Load = Callable[..., Counts]


def naive(time: datetime) -> datetime:
    return time.replace(tzinfo=None)


def save(warehouse: Warehouse, *names: str, **facts: object) -> None:
    """Save a feed that names pages."""
    document = {"url": FEED, "kind": "feed", "source_id": "bell", "outcome": "ok", "fetched_at": NOON, "ok_at": NOON}
    entries = [Entry(url=f"https://bell.example/{name}", source_id="bell") for name in names]
    keys = [f"bell.example/{name}" for name in names]
    save_listing(warehouse.connection, "r", [Document(**(document | facts))], entries, keys, NOON)  # type: ignore[arg-type]


def reading(name: str, article: Article | None = None, reason: str | None = None, **more: object) -> Reading:
    facts: dict[str, object] = {
        "entry": Entry(url=f"https://bell.example/{name}", source_id="bell"),
        "read_at": NOON,
        "duration_ms": 30,
        "article": article,
        "reason": reason,
        "message": reason and f"it was {reason}",
        "exchange": Exchange(status=200, final_url=f"https://bell.example/{name}"),
        "url_key": f"bell.example/{name}",
        "next_check_at": NOON + HOUR,
    }
    return Reading(**(facts | more))  # type: ignore[arg-type]


def source(warehouse: Warehouse, *columns: str, now: datetime = NOON) -> Sequence[tuple[object, ...]]:
    return query_status(warehouse.connection, now).sources.narrowed_to(columns).rows


def attention(warehouse: Warehouse) -> Sequence[tuple[object, ...]]:
    columns = ("source", "kind", "url", "since", "times", "next_check_at", "why")
    return query_status(warehouse.connection, NOON).attention.narrowed_to(columns).rows


def test_a_source_shows_the_pages_whose_time_has_come(warehouse: Warehouse, load: Load, article: Make) -> None:
    save(warehouse, "a", "b", "c")
    load(reading("a", article()), reading("b", reason="timeout"))

    assert (source(warehouse, "waiting"), source(warehouse, "waiting", now=NOON + HOUR)) == (((1,),), ((3,),))


def test_a_source_shows_its_last_success_and_its_last_new_article(
    warehouse: Warehouse, load: Load, article: Make
) -> None:
    load(reading("a", article()))
    save(warehouse, "a", ok_at=NOON + HOUR)

    assert source(warehouse, "last_ok_at", "last_new_at") == ((naive(NOON + HOUR), naive(NOON)),)


def test_a_source_shows_what_comes_next(warehouse: Warehouse, load: Load, article: Make) -> None:
    save(warehouse, next_check_at=NOON + HOUR / 2)
    load(reading("a", article()))

    assert source(warehouse, "next_check_at") == ((naive(NOON + HOUR / 2),),)


def test_a_source_that_is_well_needs_no_attention(warehouse: Warehouse, load: Load, article: Make) -> None:
    save(warehouse, "a", moved_to="https://bell.example/new.xml", moved_runs=1)
    load(reading("a", article()))

    assert attention(warehouse) == ()


@pytest.mark.lake
def test_a_feed_that_fails_shows_since_when_and_why(warehouse: Warehouse) -> None:
    save(
        warehouse,
        outcome="http_error",
        message="HTTP 503",
        failing_since=NOON - HOUR,
        failures=3,
        next_check_at=NOON + HOUR,
    )

    when = (naive(NOON - HOUR), 3, naive(NOON + HOUR))
    assert attention(warehouse) == (("bell", "feed", FEED, *when, "http_error: HTTP 503"),)


def test_a_sitemap_that_nobody_said_was_there_needs_no_attention(warehouse: Warehouse) -> None:
    save(warehouse, kind="sitemap", outcome="not_found", failures=1, ok_at=None)

    assert attention(warehouse) == ()


def test_a_feed_that_moved_says_what_to_change(warehouse: Warehouse) -> None:
    save(warehouse, moved_to="https://bell.example/new.xml", moved_runs=2)

    assert [row[-1] for row in attention(warehouse)] == ["moved to https://bell.example/new.xml: change presslake.toml"]


def test_a_source_whose_pages_all_fail_shows_since_when_and_why(
    warehouse: Warehouse, load: Load, article: Make
) -> None:
    load(reading("a", article()))
    load(*(reading(name, reason="blocked") for name in "bcd"))

    last = ("bell", "page", "https://bell.example/d", naive(NOON), 3, naive(NOON + HOUR), "blocked: it was blocked")
    assert attention(warehouse) == (last,)


@pytest.mark.parametrize("readings", [["b", "c"], ["b", "c", "ok", "d"]])
def test_some_pages_that_fail_need_no_attention(
    readings: Sequence[str], warehouse: Warehouse, load: Load, article: Make
) -> None:
    load(*(reading(name, article()) if name == "ok" else reading(name, reason="blocked") for name in readings))

    assert attention(warehouse) == ()


@pytest.mark.lake
def test_the_quarantine_shows_attempts_and_the_next_try(warehouse: Warehouse, load: Load) -> None:
    load(reading("a", reason="timeout"), reading("b", reason="timeout", next_check_at=None))
    load(reading("a", reason="timeout", read_at=NOON + HOUR, next_check_at=NOON + 2 * HOUR))

    tried = (2, 1, naive(NOON + 2 * HOUR), 2, naive(NOON + HOUR), "https://bell.example/a")
    assert query_status(warehouse.connection, NOON).quarantine.rows == (("timeout", *tried),)


def test_an_address_that_has_its_own_column_is_not_said_again(warehouse: Warehouse) -> None:
    save(warehouse, outcome="not_found", message=f"{FEED}: HTTP 404", failing_since=NOON, failures=1)

    assert [row[-1] for row in attention(warehouse)] == ["not_found: HTTP 404"]


def test_a_source_that_gives_nothing_new_for_long_needs_a_look(warehouse: Warehouse, load: Load, article: Make) -> None:
    save(warehouse)
    load(*(reading(f"{n}", article(f"{n}"), read_at=NOON - 9 * DAY - n * HOUR) for n in range(10)))

    silent = ("bell", "silent", None, naive(NOON - 9 * DAY), 10, None, "no new article for 9 days")
    assert attention(warehouse) == (silent,)


def test_a_source_that_gives_far_less_than_it_did_needs_a_look(warehouse: Warehouse, load: Load, article: Make) -> None:
    save(warehouse)
    load(*(reading(f"{n}", article(f"{n}"), read_at=NOON - 36 * HOUR - n * 4 * HOUR) for n in range(100)))

    assert [(row[1], row[-1]) for row in attention(warehouse)] == [
        ("drop", "0 new articles in a day, 6 on a usual one")
    ]
