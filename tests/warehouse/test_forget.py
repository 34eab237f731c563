"""What forgetting erases, what it leaves, and that it does not come back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from extract.model import Article, Entry, Speaker, StatedTime
from warehouse.check import run_checks
from warehouse.connection import Warehouse
from warehouse.forget import (
    Tombstones,
    Wanted,
    erase_forgotten,
    find_forgotten,
    known_addresses,
    move_records,
    save_tombstones,
    tombstones,
)
from warehouse.frontier import save_listing
from warehouse.model import Counts, Document, Exchange, Reading, WarcPlace
from warehouse.runs import start_run

Make = Callable[..., Article]
Read = Callable[..., Reading]
Load = Callable[..., Counts]

FERRY = "https://harbour.example/ferry"
KEY = "harbour.example/ferry"
LATE = datetime(2026, 3, 6, 8, tzinfo=UTC)
RASK = Speaker(name="Bo Rask", kind="person", aliases=("Bo Rask",))
BY_KEY = Wanted(url_keys=(KEY,), page_urls=(FERRY,))
BY_SITE = Wanted(domains=("harbour.example",), site_urls=(FERRY,))


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


def forget(warehouse: Warehouse, wanted: Wanted) -> None:
    run_id = start_run(warehouse.connection, "forget", "cli", "presslake 0")
    save_tombstones(warehouse.connection, run_id, wanted.url_keys, wanted.domains)
    erase_forgotten(warehouse.connection, run_id, wanted)


def tables_that_hold(warehouse: Warehouse, words: Sequence[str]) -> list[str]:
    """The tables in which one of the words stands in any column."""
    # Not those of a lake's catalog, which is attached too and brings the tables that Postgres has of itself.
    ours = "not temporary and database_name = current_database()"
    tables = rows(warehouse, f"select schema_name || '.' || table_name from duckdb_tables() where {ours}")
    return [
        str(table)
        for (table,) in tables
        if any(word in repr(row) for word in words for row in rows(warehouse, f"from {table}"))
    ]


@pytest.fixture
def ferry(article: Make) -> Article:
    """An article of which every table has something."""
    return replace(
        article(
            "ferry",
            "The ferry MARKER sails on Monday.",
            "“We have mended the MARKER,” Rask said.",
            "[The MARKER is mended], he added of the ‘MARKER’, said Rask.",
            speaker=RASK,
            content_key="MARKER",
            links=["https://harbour.example/MARKER"],
        ),
        url_key=KEY,
    )


@pytest.mark.lake
@pytest.mark.parametrize("wanted", [BY_KEY, BY_SITE])
def test_nothing_of_an_article_stays(
    wanted: Wanted, ferry: Article, article: Make, load: Load, warehouse: Warehouse
) -> None:
    load(ferry)
    load(replace(article("ferry", "It was all different.", modified_at=LATE), url_key=KEY))
    forget(warehouse, wanted)
    assert ["ops.tombstones"] == tables_that_hold(warehouse, ["MARKER", "harbour.example", "Rask", "different"])


@pytest.mark.lake
def test_the_promises_hold_afterwards(
    ferry: Article, article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(ferry, reading(), article("gate", content_key="MARKER", links=[FERRY], host="gate.example"))
    forget(warehouse, BY_KEY)
    assert () == run_checks(warehouse.connection)


def test_what_is_of_others_stays(ferry: Article, article: Make, load: Load, warehouse: Warehouse) -> None:
    load(ferry, article("gate", "“Come,” said Amsel.", host="gate.example", links=[FERRY]))
    forget(warehouse, BY_SITE)
    found = rows(
        warehouse, "select a.url, q.text, l.url, l.target_article_id from articles a, quotes q, links l, speakers s"
    )
    assert [("https://gate.example/gate", "Come,", FERRY, None)] == found


def test_a_site_below_a_forgotten_one_is_forgotten_by_its_article(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    load(article("a", host="sport.harbour.example"), article("b", host="notharbour.example"))
    forget(warehouse, replace(BY_SITE, site_urls=("https://sport.harbour.example/a",)))
    assert [("notharbour.example",)] == rows(warehouse, "select domain from articles")


@pytest.mark.lake
def test_copies_of_a_forgotten_lead_are_led_by_the_next(article: Make, load: Load, warehouse: Warehouse) -> None:
    days = [StatedTime(day=date(2026, 3, day)) for day in (1, 2, 3)]
    hosts = ("harbour.example", "gate.example", "mill.example")
    load(
        *(article("ferry", content_key="same", host=host, published=day) for host, day in zip(hosts, days, strict=True))
    )
    forget(warehouse, BY_SITE)
    led = rows(
        warehouse, "select a.domain, l.domain, a.is_copy from articles a join articles l on l.article_id = a.cluster_id"
    )
    assert [("gate.example", "gate.example", False), ("mill.example", "gate.example", True)] == sorted(led)


def test_a_page_in_quarantine_is_forgotten_by_its_address(reading: Read, load: Load, warehouse: Warehouse) -> None:
    load(reading(url=FERRY), reading(url="https://gate.example/b"))
    forget(warehouse, BY_KEY)
    assert [("https://gate.example/b",)] == rows(warehouse, "select url from ops.quarantine")


def test_an_address_that_led_to_another_site_leaves_its_article(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    gate = article("gate", host="gate.example")
    hops = (f"301 {FERRY}",)
    load(reading(gate, url=FERRY, exchange=Exchange(status=200, final_url=gate.url, hops=hops), url_key=KEY))
    forget(warehouse, BY_SITE)
    assert ([(gate.url, None, None)], []) == (
        rows(warehouse, "select url, final_url, hops from ops.fetches"),
        rows(warehouse, "select url from ops.frontier"),
    )


def test_an_address_that_is_named_takes_the_article_that_it_led_to(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(reading(article("gate", host="gate.example"), url=FERRY))
    forget(warehouse, BY_KEY)
    assert [] == rows(warehouse, "from articles")


def test_messages_that_name_what_was_forgotten_go(reading: Read, load: Load, warehouse: Warehouse) -> None:
    load(reading(url="https://gate.example/b", message="links to https://harbour.example/ferry and 6 others"))
    forget(warehouse, BY_SITE)
    assert [(None, None)] == rows(warehouse, "select q.message, f.message from ops.quarantine q, ops.fetches f")


@pytest.mark.lake
@pytest.mark.parametrize("wanted", [BY_KEY, BY_SITE])
def test_what_was_forgotten_is_refused_by_the_next_load(
    wanted: Wanted, ferry: Article, load: Load, warehouse: Warehouse
) -> None:
    forget(warehouse, wanted)
    counts = load(ferry)
    assert (Counts(found=1, skipped=1), ["ops.tombstones"]) == (
        counts,
        tables_that_hold(warehouse, ["MARKER", "harbour.example"]),
    )


def test_a_refused_page_is_in_the_log_and_not_in_quarantine(ferry: Article, load: Load, warehouse: Warehouse) -> None:
    forget(warehouse, BY_KEY)
    load(ferry)
    found = rows(warehouse, "select url, outcome, (select count(*) from ops.quarantine) from ops.fetches")
    assert ([("file:///pages/ferry.html", "forgotten", 0)], ()) == (found, run_checks(warehouse.connection))


def test_an_address_that_leads_to_what_was_forgotten_is_not_asked_again(
    ferry: Article, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    forget(warehouse, BY_KEY)
    load(reading(ferry, url="https://short.example/x", url_key="short.example/x"))
    assert (Tombstones(url_keys=frozenset({KEY, "short.example/x"})), []) == (
        tombstones(warehouse.connection),
        rows(warehouse, "from ops.frontier"),
    )


def test_the_frontier_loses_a_page_and_does_not_take_it_back(warehouse: Warehouse) -> None:
    run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
    entry = Entry(url=FERRY, source_id="harbour", title="MARKER")
    save_listing(warehouse.connection, run_id, (), (entry,), (KEY,), LATE)
    forget(warehouse, BY_KEY)
    save_listing(warehouse.connection, run_id, (), (entry,), (KEY,), LATE)
    assert [] == rows(warehouse, "from ops.frontier")


def test_the_feed_of_a_forgotten_site_goes(warehouse: Warehouse) -> None:
    run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
    url = "https://harbour.example/feed.xml"
    exchange = Exchange(status=200, final_url=url)
    feed = Document(url=url, kind="feed", source_id="harbour", outcome="ok", fetched_at=LATE, exchange=exchange)
    save_listing(warehouse.connection, run_id, (feed,), (), (), LATE)
    forget(warehouse, Wanted(domains=("harbour.example",), site_urls=(url,)))
    assert ["ops.tombstones"] == tables_that_hold(warehouse, ["harbour.example"])


def test_the_feeds_that_may_repeat_a_page_are_told(
    ferry: Article, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
    url = "https://harbour.example/feed.xml"
    exchange = Exchange(status=200, final_url=url)
    feed = Document(url=url, kind="feed", source_id="harbour.example", outcome="ok", fetched_at=LATE, exchange=exchange)
    save_listing(warehouse.connection, run_id, (feed,), (), (), LATE)
    load(ferry)
    assert (url,) == find_forgotten(warehouse.connection, BY_KEY).document_urls


def test_looking_erases_nothing(ferry: Article, load: Load, warehouse: Warehouse) -> None:
    load(ferry)
    found = find_forgotten(warehouse.connection, BY_KEY)
    assert (1, 3, 1, 1, 0, 1, 0) == found.counts.rows[0]
    assert [(1,)] == rows(warehouse, "select count(*) from articles")


def test_known_addresses_are_those_of_all_tables(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    exchange = Exchange(status=200, final_url="https://HARBOUR.example/2", hops=("301 https://harbour.example/3",))
    load(
        reading(article("1"), url="https://m.harbour.example/1", exchange=exchange),
        reading(url="https://gate.example/"),
    )
    assert {
        "https://harbour.example/1",
        "https://m.harbour.example/1",
        "https://HARBOUR.example/2",
        "https://harbour.example/3",
    } == set(known_addresses(warehouse.connection, ["harbour.example"]))


@pytest.mark.lake
def test_the_log_follows_the_records_of_the_archive(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    places = [WarcPlace(file="old", offset=offset, length=7) for offset in (0, 70)]
    load(
        *(
            reading(article(name), exchange=Exchange(status=200, final_url="https://x.example/", warc=place))
            for name, place in zip(("a", "b"), places, strict=True)
        )
    )
    move_records(warehouse.connection, {("old", 70): WarcPlace(file="new", offset=35, length=8)}, ["old"])
    assert [("new", 35, 8), (None, None, None)] == rows(
        warehouse, "select warc_file, warc_offset, warc_length from ops.fetches order by warc_offset"
    )


def test_a_tombstone_is_made_once(warehouse: Warehouse) -> None:
    forget(warehouse, BY_KEY)
    forget(warehouse, BY_KEY)
    assert [(1,)] == rows(warehouse, "select count(*) from ops.tombstones")


def test_a_rewritten_file_has_everything_but_what_was_deleted(
    ferry: Article, article: Make, load: Load, warehouse: Warehouse, tmp_path: Path
) -> None:
    load(ferry, article("gate", "The gate GATEMARK is shut for the winter and will open in spring."))
    forget(warehouse, BY_KEY)
    warehouse.rewrite()
    content = (tmp_path / "warehouse.duckdb").read_bytes()
    assert (False, True, ()) == (b"MARKER" in content, b"GATEMARK" in content, run_checks(warehouse.connection))
