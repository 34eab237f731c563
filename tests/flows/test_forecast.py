"""What a run would do, told without doing it."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from extract.model import Entry
from extract.urls import url_key
from flows.forecast import forecast
from flows.settings import Settings
from flows.source_settings import Source
from warehouse.connection import open_warehouse
from warehouse.frontier import save_listing
from warehouse.model import Document

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = "https://bell.example/feed.xml"
SITEMAP = "https://bell.example/sitemap.xml"

Save = Callable[..., None]
Told = Sequence[tuple[object, ...]]


def naive(time: datetime) -> datetime:
    return time.replace(tzinfo=None)


@pytest.fixture
def save(folder: Path) -> Save:
    """Publish a warehouse in which a source named pages."""

    def save_and_publish(*names: str, documents: Sequence[Document] = ()) -> None:
        entries = [Entry(url=f"https://bell.example/{name}", source_id="bell") for name in names]
        with open_warehouse(folder / "warehouse.duckdb") as warehouse:
            keys = [url_key(entry.url) for entry in entries]
            save_listing(warehouse.connection, "r", documents, entries, keys, NOON)
            warehouse.publish(folder / "warehouse.read.duckdb")

    return save_and_publish


def document(url: str = FEED, **facts: object) -> Document:
    known = {"kind": "feed", "source_id": "bell", "outcome": "ok", "fetched_at": NOON, "next_check_at": NOON + HOUR}
    return Document(url=url, **(known | facts))  # type: ignore[arg-type]


def told(*columns: str, now: datetime = NOON, **source: object) -> Told:
    """These columns of what a run of one source would do."""
    settings = Settings(sources=(Source(id="bell", **source),))  # type: ignore[arg-type]
    return forecast(settings, now).narrowed_to(columns).rows


def test_before_the_first_run_everything_is_new(folder: Path) -> None:
    assert told("kind", "why", "url", feed=FEED, sitemap=SITEMAP, urls=("https://bell.example/a",)) == (
        ("feed", "new", FEED),
        ("sitemap", "new", SITEMAP),
        ("page", "new", "https://bell.example/a"),
    )


def test_a_forecast_leaves_nothing_behind(folder: Path) -> None:
    told("kind", feed=FEED)

    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("facts", "now", "why"),
    [
        ({}, NOON, "not yet"),
        ({}, NOON + HOUR, "re-check"),
        ({"failures": 2}, NOON + HOUR, "retry"),
    ],
)
def test_a_feed_says_when_it_is_due_and_why(facts: dict[str, object], now: datetime, why: str, save: Save) -> None:
    save(documents=[document(**facts)])

    assert told("kind", "why", "due_at", "url", now=now, feed=FEED) == (("feed", why, naive(NOON + HOUR), FEED),)


def test_a_feed_that_moved_is_asked_where_it_is(save: Save) -> None:
    save(documents=[document(moved_to="https://bell.example/new.xml", moved_runs=2)])

    assert told("url", feed=FEED) == (("https://bell.example/new.xml",),)


def test_a_document_that_is_no_longer_configured_is_not_asked(save: Save) -> None:
    save(documents=[document()])

    assert told("url", feed="https://bell.example/other.xml") == (("https://bell.example/other.xml",),)


def test_a_sitemap_that_waits_for_its_index_is_left_out(save: Save) -> None:
    waiting = document("https://bell.example/2025.xml", kind="sitemap", next_check_at=None)
    save(documents=[document(SITEMAP, kind="sitemap"), waiting])

    assert told("url", sitemap=SITEMAP) == ((SITEMAP,),)


def test_a_feed_that_was_named_once_and_is_configured_since_is_new(save: Save) -> None:
    save(documents=[document(outcome="timeout", failures=1, next_check_at=None)])

    assert told("url", "why", feed=FEED) == ((FEED, "new"),)


def test_a_feed_that_is_gone_is_left_out(save: Save) -> None:
    save(documents=[document(outcome="gone", failures=1, next_check_at=None)])

    assert told("url", feed=FEED) == ()


def test_pages_that_wait_are_told_up_to_what_one_run_takes(save: Save) -> None:
    save("a", "b", "c", "d", documents=[document(outcome="gone", next_check_at=None)])

    assert told("kind", "why", "due_at", "pages", "url", feed=FEED, max_pages=2) == (
        ("page", "new", naive(NOON), 1, "https://bell.example/a"),
        ("page", "new", naive(NOON), 1, "https://bell.example/b"),
        ("page", "a later run", None, 2, None),
    )


def test_a_page_that_is_named_and_known_is_told_once(save: Save) -> None:
    save("a")

    assert told("url", urls=("https://bell.example/a?utm_source=mail",)) == (("https://bell.example/a",),)


def test_files_are_counted_by_what_is_to_be_done_with_them(folder: Path, save: Save) -> None:
    for name in ("known.html", "changed.html", "failed.html", "crashed.html", "new-1.html", "new-2.html"):
        (folder / name).write_text(name, encoding="utf-8")
    status = {path.name: path.stat() for path in folder.iterdir()}
    read = [("known.html", "new"), ("changed.html", "new"), ("failed.html", "too_short"), ("crashed.html", "crashed")]
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        warehouse.connection.executemany(
            "insert into ops.fetches (fetch_id, run_id, source_id, url, fetched_at, outcome, etag)"
            " values ('f', 'r', 'bell', ?, now()::timestamp, ?, ?)",
            [
                ((folder / name).as_uri(), outcome, f"{status[name].st_size}-{status[name].st_mtime_ns}")
                for name, outcome in read
            ],
        )
        warehouse.publish(folder / "warehouse.read.duckdb")
    (folder / "changed.html").write_text("another text", encoding="utf-8")

    assert told("kind", "why", "pages", files=(f"{folder}/*.html",)) == (
        ("file", "new", 2),
        ("file", "changed", 1),
        ("file", "retry", 1),
        ("file", "in quarantine", 1),
        ("file", "unchanged", 1),
    )


def test_files_that_are_not_there_are_told(folder: Path) -> None:
    assert told("why", files=("absent/*.html",)) == (
        ("absent/*.html: no such file or folder, and no match as a pattern",),
    )


def test_a_list_of_addresses_is_told_by_its_pages_and_by_what_is_wrong_with_it(folder: Path) -> None:
    (folder / "more.txt").write_text("https://bell.example/a\nbell.example/b\n", encoding="utf-8")

    assert told("kind", "why", "url", urls=("more.txt",)) == (
        ("page", "new", "https://bell.example/a"),
        ("page", "more.txt:2: 'bell.example/b' is no http(s) address", None),
    )
