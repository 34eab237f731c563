"""What a load keeps of pages that came from the web: what HTTP said, and when to look again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from extract.model import Article, Entry
from warehouse.check import run_checks
from warehouse.connection import Warehouse
from warehouse.frontier import content_of, due_pages, parked_hosts, save_listing
from warehouse.model import Counts, DuePage, Exchange, Reading, WarcPlace

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
URL = "https://harbour.example/ferry"
KEY = "harbour.example/ferry"
ENTRY = Entry(url=URL, source_id="harbour.example", title="Ferry", content="<p>It is mended.</p>")
ANSWER = Exchange(
    status=200,
    final_url="https://www.harbour.example/ferry",
    hops=("301 https://harbour.example/ferry",),
    attempts=2,
    etag='"1"',
    last_modified="Thu, 05 Mar 2026 11:00:00 GMT",
    content_sha256="ab" * 32,
    warc=WarcPlace(file="pages-1.warc.gz", offset=700, length=300),
)

Make = Callable[..., Article]
Load = Callable[..., Counts]
Read = Callable[..., Reading]


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


def read(article: Article | None = None, *, reason: str | None = None, **more: object) -> Reading:
    """A reading of the ferry's page at noon, to be looked at again an hour later."""
    facts: dict[str, object] = {
        "entry": replace(ENTRY, content=None),
        "read_at": NOON,
        "duration_ms": 30,
        "size": 2000,
        "article": article,
        "reason": reason,
        "exchange": ANSWER,
        "url_key": KEY,
        "next_check_at": NOON + HOUR,
    }
    return Reading(**(facts | more))  # type: ignore[arg-type]


def failed(reason: str, *, status: int | None = None, **more: object) -> Reading:
    answer = Exchange(status=status, final_url=URL)
    return read(reason=reason, **({"message": f"it was {reason}", "exchange": answer} | more))


@pytest.fixture
def found(warehouse: Warehouse) -> Warehouse:
    """A warehouse whose frontier has the ferry's page."""
    save_listing(warehouse.connection, "r", (), [ENTRY], [KEY], NOON - HOUR)
    return warehouse


def due(warehouse: Warehouse, now: datetime = NOON + DAY) -> list[DuePage]:
    return list(due_pages(warehouse.connection, "harbour.example", now, 9))


def test_what_http_said_is_logged(article: Make, load: Load, found: Warehouse) -> None:
    load(read(article()))

    logged = rows(
        found,
        "select kind, outcome, url, final_url, hops, http_status, attempts, etag, last_modified, content_sha256,"
        " warc_file, warc_offset, warc_length from ops.fetches",
    )
    where = (URL, "https://www.harbour.example/ferry", ["301 https://harbour.example/ferry"])
    body = ('"1"', "Thu, 05 Mar 2026 11:00:00 GMT", "ab" * 32, "pages-1.warc.gz", 700, 300)
    assert logged == [("page", "new", *where, 200, 2, *body)]


def test_a_local_file_is_a_page_without_http(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article())

    logged = rows(warehouse, "select kind, http_status, attempts, etag, final_url, hops from ops.fetches")
    assert logged == [("page", None, 1, "2000-ferry", "https://harbour.example/ferry", None)]


def test_a_page_that_was_loaded_waits_for_its_next_check(article: Make, load: Load, found: Warehouse) -> None:
    load(read(article()))

    [page] = due(found)
    assert (page, due(found, NOON)) == (
        DuePage(
            url_key=KEY,
            entry=replace(ENTRY, content=None),
            why="re-check",
            etag='"1"',
            last_modified="Thu, 05 Mar 2026 11:00:00 GMT",
            content_sha256="ab" * 32,
            loaded_at=NOON,
        ),
        [],
    )


def test_the_text_of_the_feed_goes_when_the_article_is_loaded(article: Make, load: Load, found: Warehouse) -> None:
    load(failed("timeout"))
    kept = content_of(found.connection, KEY)
    load(read(article()))

    assert (kept, content_of(found.connection, KEY)) == ("<p>It is mended.</p>", None)


def test_a_page_that_is_never_to_be_looked_at_again_is_not_due(article: Make, load: Load, found: Warehouse) -> None:
    load(read(article(), next_check_at=None))

    assert due(found) == []


@pytest.mark.parametrize("reason", ["not_modified", "unchanged"])
def test_a_page_that_is_as_it_was_costs_one_row_and_no_quarantine(
    reason: str, article: Make, load: Load, found: Warehouse
) -> None:
    load(read(article()))
    counts = load(failed(reason, status=304, read_at=NOON + HOUR))

    assert (
        counts,
        rows(found, "select outcome, article_id is not null from ops.fetches order by fetched_at"),
        rows(found, "from ops.quarantine"),
    ) == (Counts(found=1, unchanged=1), [("new", True), (reason, True)], [])


def test_checks_are_counted_from_the_first_load_on(article: Make, load: Load, found: Warehouse) -> None:
    load(failed("timeout"))
    load(read(article()))
    load(failed("not_modified", status=304), failed("not_modified", status=304))
    load(failed("not_modified", status=304))

    assert [(page.checks, page.failures) for page in due(found)] == [(2, 0)]


@pytest.mark.lake
def test_a_304_keeps_the_validators_and_may_bring_better_ones(article: Make, load: Load, found: Warehouse) -> None:
    load(read(article()))
    load(failed("not_modified", exchange=Exchange(status=304, final_url=URL, etag='"2"')))

    [page] = due(found)
    assert (page.etag, page.last_modified, page.content_sha256) == ('"2"', ANSWER.last_modified, "ab" * 32)


def test_a_new_body_without_validators_has_none(article: Make, load: Load, found: Warehouse) -> None:
    load(read(article()))
    load(read(article(), exchange=Exchange(status=200, final_url=URL, content_sha256="cd" * 32)))

    [page] = due(found)
    assert (page.etag, page.last_modified, page.content_sha256) == (None, None, "cd" * 32)


def test_a_failure_keeps_the_validators_of_what_was_had(article: Make, load: Load, found: Warehouse) -> None:
    load(read(article()))
    load(failed("http_error", status=500, exchange=Exchange(status=500, final_url=URL, etag='"error"')))

    [page] = due(found)
    assert (page.etag, page.why, page.failures) == ('"1"', "retry", 1)


@pytest.mark.lake
def test_a_page_that_failed_is_in_quarantine_with_its_next_try(load: Load, found: Warehouse) -> None:
    counts = load(failed("timeout"), failed("http_error", status=500, next_check_at=NOON + DAY))

    assert (counts, rows(found, "select reason, message, attempts, next_try_at from ops.quarantine")) == (
        Counts(found=2, failed=2),
        [("http_error", "it was http_error", 2, datetime(2026, 3, 6, 12))],
    )


@pytest.mark.parametrize(("reason", "status"), [("gone", 410), ("not_found", 404)])
def test_a_page_that_is_gone_leaves_its_article(
    reason: str, status: int, article: Make, load: Load, found: Warehouse
) -> None:
    load(read(article()))
    counts = load(failed(reason, status=status, read_at=NOON + HOUR, next_check_at=None))

    assert (
        counts,
        rows(found, "select title, url, gone_at, http_status from gone_articles"),
        rows(found, "from ops.quarantine"),
    ) == (Counts(found=1, skipped=1), [("Ferry to sail again", URL, datetime(2026, 3, 5, 13), status)], [])


def test_an_article_that_came_back_is_not_gone(article: Make, load: Load, found: Warehouse) -> None:
    load(read(article()))
    load(failed("not_found", status=404))
    load(failed("not_modified", status=304))

    assert rows(found, "from gone_articles") == []


def test_a_page_that_never_was_there_is_a_failure(load: Load, found: Warehouse) -> None:
    counts = load(failed("gone", status=410))

    assert (counts, rows(found, "select reason from ops.quarantine")) == (Counts(found=1, failed=1), [("gone",)])


def test_a_page_that_was_put_off_waits_as_it_was(load: Load, found: Warehouse) -> None:
    counts = load(failed("deferred", exchange=None, next_check_at=NOON + HOUR))

    assert (
        counts,
        rows(found, "from ops.quarantine"),
        [(page.why, page.failures) for page in due(found)],
        rows(found, "select fetched_at, outcome from ops.frontier"),
    ) == (Counts(found=1, skipped=1), [], [("new", 0)], [(None, "deferred")])


def test_a_host_that_asked_for_patience_is_remembered_until_then(load: Load, found: Warehouse) -> None:
    load(failed("deferred", exchange=None, next_check_at=NOON + HOUR))

    before, after = (parked_hosts(found.connection, NOON + wait) for wait in (timedelta(minutes=59), HOUR))

    assert (before, after) == ({URL: NOON + HOUR}, {})


def test_a_failed_page_that_was_put_off_stays_in_quarantine(load: Load, found: Warehouse) -> None:
    load(failed("timeout"))
    load(failed("deferred", exchange=None, next_check_at=NOON + DAY))

    assert rows(found, "select reason, attempts, next_try_at from ops.quarantine") == [
        ("timeout", 1, datetime(2026, 3, 6, 12))
    ]


def test_a_page_that_still_is_what_failed_stays_in_quarantine_for_its_reason(load: Load, found: Warehouse) -> None:
    load(failed("too_short", exchange=ANSWER))
    counts = load(failed("not_modified", status=304))

    assert (counts, rows(found, "select reason, message, attempts from ops.quarantine")) == (
        Counts(found=1, skipped=1),
        [("too_short", "it was too_short", 2)],
    )


def test_opt_outs_are_columns(article: Make, load: Load, found: Warehouse) -> None:
    opted = replace(
        article(),
        opt_outs=("meta robots: noai", "tdm-reservation: 1"),
        is_ai_opt_out=True,
        is_tdm_opt_out=True,
        license_url="https://harbour.example/licence.xml",
    )
    load(read(opted))

    stored = rows(found, "select opt_outs, is_ai_opt_out, is_tdm_opt_out, license_url from articles")
    assert stored == [(["meta robots: noai", "tdm-reservation: 1"], True, True, "https://harbour.example/licence.xml")]


def test_the_health_of_a_source_is_that_of_its_pages(article: Make, load: Load, found: Warehouse) -> None:
    load(read(article()))
    load(failed("not_modified", status=304, read_at=NOON + HOUR))
    load(failed("deferred", exchange=None, read_at=NOON + DAY))

    assert rows(found, "select fetches, ok, new, failed, last_ok_at from source_health") == [
        (2, 2, 1, 0, datetime(2026, 3, 5, 13))
    ]


@pytest.mark.lake
def test_all_that_keeps_every_promise(article: Make, load: Load, found: Warehouse) -> None:
    load(failed("timeout"))
    load(failed("deferred", exchange=None))
    load(read(article()))
    load(failed("not_modified", status=304))
    load(failed("unchanged", exchange=ANSWER))
    load(failed("gone", status=410, next_check_at=None))

    assert run_checks(found.connection) == ()


@pytest.mark.parametrize("reason", ["timeout", "crashed"])
def test_bytes_that_took_their_worker_down_are_asked_for_once_more(
    reason: str, article: Make, load: Load, found: Warehouse
) -> None:
    load(read(article()))
    load(failed(reason, exchange=replace(ANSWER, etag='"2"', content_sha256="cd" * 32), next_check_at=NOON))

    [page] = due(found)
    assert (page.etag, page.last_modified, page.content_sha256) == (None, None, None)
