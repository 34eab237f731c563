"""What the warehouse remembers of the web: pages that wait, documents that name them, and when to look again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from extract.model import Article, Entry, StatedTime
from warehouse.connection import Warehouse
from warehouse.frontier import (
    content_of,
    due_pages,
    known_documents,
    queue_pages,
    robots_documents,
    save_listing,
)
from warehouse.model import Counts, Document, Exchange
from warehouse.runs import start_run

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

Make = Callable[..., Article]
Load = Callable[..., Counts]


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


def stated(at: datetime) -> StatedTime:
    return StatedTime(day=at.date(), at=at)


def entry(name: str, source_id: str | None = "bell", **hints: object) -> Entry:
    return Entry(url=f"https://bell.example/{name}", source_id=source_id, **hints)  # type: ignore[arg-type]


def keys(entries: Sequence[Entry]) -> list[str]:
    return [page.url.removeprefix("https://") for page in entries]


FEED = Document(
    url="https://bell.example/feed.xml",
    kind="feed",
    source_id="bell",
    outcome="ok",
    status=200,
    etag='"1"',
    fetched_at=NOON,
    ok_at=NOON,
    next_check_at=NOON + HOUR,
    moved_to="https://bell.example/new.xml",
    moved_runs=1,
)
ASKED = Exchange(
    status=200, final_url="https://bell.example/f", hops=("301 https://bell.example/feed.xml",), attempts=2
)
ROBOTS = replace(FEED, url="https://bell.example/robots.txt", kind="robots", source_id=None, body="User-agent: *\n")


@pytest.fixture
def save(warehouse: Warehouse) -> Callable[..., int]:
    """Save a listing of a run of its own; return how many pages were new."""

    def save_entries(*entries: Entry, documents: Sequence[Document] = (), now: datetime = NOON) -> int:
        run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
        return save_listing(warehouse.connection, run_id, documents, entries, keys(entries), now)

    return save_entries


@pytest.fixture
def due(warehouse: Warehouse) -> Callable[..., list[tuple[str, str]]]:
    """The last parts of the addresses of due pages of a source, each with why it is due."""

    def list_due(now: datetime = NOON, source_id: str = "bell", limit: int = 100) -> list[tuple[str, str]]:
        pages = due_pages(warehouse.connection, source_id, now, limit)
        return [(page.entry.url.rpartition("/")[2], page.why) for page in pages]

    return list_due


Save = Callable[..., int]
Due = Callable[..., list[tuple[str, str]]]


def test_a_page_that_a_source_names_is_due_at_once(save: Save, due: Due) -> None:
    assert (save(entry("a")), due()) == (1, [("a", "new")])


@pytest.mark.lake
def test_a_page_is_new_once(save: Save) -> None:
    assert [save(entry("a")), save(entry("a"), entry("b"))] == [1, 1]


def test_two_addresses_of_one_page_are_one_page(warehouse: Warehouse, due: Due) -> None:
    both = (entry("a"), entry("a?utm_source=mail"))
    assert save_listing(warehouse.connection, "r", (), both, ["bell.example/a"] * 2, NOON) == 1


def test_what_a_feed_says_of_a_page_comes_with_it(save: Save, warehouse: Warehouse) -> None:
    told = entry(
        "a",
        title="Ferry “to sail”\x1f",
        authors=("Ida Quill", "Ivo Rask"),
        published=stated(NOON),
        modified=StatedTime(day=date(2026, 3, 6)),
        language="en",
        summary="It is mended.",
        claimed_url="https://bell.example/a",
    )
    save(told)

    assert [page.entry for page in due_pages(warehouse.connection, "bell", NOON, 1)] == [told]


def test_a_full_text_waits_until_it_is_asked_for(save: Save, warehouse: Warehouse) -> None:
    save(entry("a", content="<p>It is mended.</p>"))

    [page] = due_pages(warehouse.connection, "bell", NOON, 1)
    assert (page.has_content, page.entry.content, content_of(warehouse.connection, page.url_key)) == (
        True,
        None,
        "<p>It is mended.</p>",
    )


def test_no_feed_gave_a_text(save: Save, warehouse: Warehouse) -> None:
    save(entry("a"))

    assert content_of(warehouse.connection, "bell.example/a") is None


@pytest.mark.lake
def test_what_two_documents_say_of_a_page_is_put_together(save: Save, warehouse: Warehouse) -> None:
    save(entry("a", title="Ferry", authors=("Ida Quill",), published=stated(NOON)))
    save(entry("a", title="Ferry to sail", modified=stated(NOON + HOUR)))

    [page] = due_pages(warehouse.connection, "bell", NOON, 1)
    assert page.entry == entry(
        "a", title="Ferry to sail", authors=("Ida Quill",), published=stated(NOON), modified=stated(NOON + HOUR)
    )


def test_text_that_no_file_can_hold_is_kept_as_well_as_can_be(save: Save, warehouse: Warehouse) -> None:
    save(entry("a", title="Ferry \ud83d"))

    assert [page.entry.title for page in due_pages(warehouse.connection, "bell", NOON, 1)] == ["Ferry \ufffd"]


def test_the_newest_pages_come_first(save: Save, due: Due) -> None:
    save(entry("old", published=stated(NOON - DAY)), entry("new", published=stated(NOON)), entry("undated"))

    assert [name for name, _ in due(limit=2)] == ["new", "old"]


def test_a_page_belongs_to_the_source_that_named_it(save: Save, due: Due) -> None:
    save(entry("a"), entry("b", "gull"))

    assert due(source_id="gull") == [("b", "new")]


def test_a_page_without_a_source_belongs_to_its_site(save: Save, due: Due, warehouse: Warehouse) -> None:
    save(entry("a", None))

    assert (due(source_id="bell.example"), rows(warehouse, "select source_id, kind from sources")) == (
        [("a", "new")],
        [("bell.example", "urls")],
    )


def test_a_page_that_nobody_came_for_goes_to_the_source_that_names_it_now(save: Save, due: Due) -> None:
    save(entry("a", "as it was called"))
    save(entry("a", "bell"), now=NOON + 2 * DAY)

    assert due(NOON + 2 * DAY) == [("a", "new")]


def test_a_page_stays_with_the_source_that_asks_for_it(save: Save, due: Due) -> None:
    save(entry("a", "bell"))
    save(entry("a", "gull"), now=NOON + HOUR)

    assert due(NOON + HOUR) == [("a", "new")]


@pytest.mark.lake
def test_a_listing_that_says_nothing_new_writes_nothing(save: Save, warehouse: Warehouse) -> None:
    told = entry("a", title="Ferry", authors=("Ida Quill",), published=stated(NOON), content="<p>It is mended.</p>")
    save(told)
    save(entry("a", title="Ferry"))
    save(told)

    assert rows(warehouse, "from named_changes") == []


def test_forgotten_pages_and_sites_do_not_come_back(save: Save, due: Due, warehouse: Warehouse) -> None:
    warehouse.connection.execute(
        "insert into ops.tombstones values ('bell.example/a', null, now()::timestamp, 'r'),"
        " (null, 'gull.example', now()::timestamp, 'r')"
    )
    pages = [Entry(url=f"https://{at}", source_id="bell") for at in ("gull.example/b", "www.gull.example/c")]
    pages.append(Entry(url="https://live.gull.example/d", source_id="bell"))

    assert (save(entry("a"), *pages, Entry(url="https://seagull.example/e", source_id="bell")), due()) == (
        1,
        [("e", "new")],
    )


def test_a_page_that_was_asked_for_is_due_whatever_is_known_of_it(save: Save, due: Due, warehouse: Warehouse) -> None:
    save(entry("a"), now=NOON - HOUR)
    warehouse.connection.execute("update ops.frontier set next_check_at = null")
    queued = queue_pages(warehouse.connection, [entry("a"), entry("b")], ["bell.example/a", "bell.example/b"], NOON)

    assert (queued, sorted(due())) == (
        ("bell.example/a", "bell.example/b"),
        [("a", "asked for"), ("b", "asked for")],
    )


def test_only_the_pages_asked_for_are_given(save: Save, warehouse: Warehouse) -> None:
    save(entry("a"), entry("b"))

    pages = due_pages(warehouse.connection, "bell", NOON, 9, url_keys=["bell.example/b"])
    assert [page.url_key for page in pages] == ["bell.example/b"]


def test_a_document_is_kept_as_it_was_last_read(save: Save, warehouse: Warehouse) -> None:
    save(documents=[replace(FEED, etag='"0"', exchange=ASKED)])
    save(documents=[replace(FEED, exchange=ASKED)])

    assert known_documents(warehouse.connection, ["bell", "gull"]) == {FEED.url: FEED}


def test_two_sources_may_read_one_feed(save: Save, warehouse: Warehouse) -> None:
    other = replace(FEED, source_id="gull", etag='"2"')
    save(documents=[FEED])
    save(documents=[other])

    assert known_documents(warehouse.connection, ["bell"]) | known_documents(warehouse.connection, ["gull"]) == {
        FEED.url: other
    }


def test_robots_documents_are_those_of_late(save: Save, warehouse: Warehouse) -> None:
    before = replace(ROBOTS, url="https://gull.example/robots.txt", fetched_at=NOON - DAY, ok_at=NOON - DAY)
    failing = replace(ROBOTS, url="https://tern.example/robots.txt", outcome="timeout", ok_at=None)
    save(documents=[FEED, ROBOTS, before, failing])

    known = robots_documents(warehouse.connection, NOON - HOUR)
    assert sorted(known, key=lambda document: document.url) == [ROBOTS, failing]


def test_a_request_for_a_document_is_logged(save: Save, warehouse: Warehouse) -> None:
    save(documents=[replace(FEED, exchange=ASKED, wire_bytes=700, duration_ms=30)])

    logged = rows(
        warehouse,
        "select kind, source_id, url, final_url, hops, outcome, http_status, attempts, bytes, duration_ms"
        " from ops.fetches",
    )
    where = ("https://bell.example/feed.xml", "https://bell.example/f", ["301 https://bell.example/feed.xml"])
    assert logged == [("feed", "bell", *where, "listed", 200, 2, 700, 30)]


def test_a_document_that_was_not_asked_for_is_not_logged(save: Save, warehouse: Warehouse) -> None:
    save(documents=[FEED])

    assert rows(warehouse, "from ops.fetches") == []


@pytest.mark.lake
def test_a_robots_txt_that_two_sources_bring_is_logged_once(warehouse: Warehouse) -> None:
    for _ in range(2):
        save_listing(warehouse.connection, "r", [replace(ROBOTS, exchange=ASKED)], (), (), NOON)

    assert rows(warehouse, "select kind, source_id, outcome from ops.fetches") == [("robots", None, "listed")]


def test_neither_documents_nor_pages_are_kept_of_a_listing_that_cannot_be_saved(
    save: Save, warehouse: Warehouse
) -> None:
    with pytest.raises(ValueError, match="shorter"):
        save_listing(warehouse.connection, "r", [FEED], [entry("a")], [], NOON)

    assert (rows(warehouse, "from ops.documents"), rows(warehouse, "from ops.frontier")) == ([], [])
