"""What is remembered of pages that can be read again: the latest bytes of each article, and all that was known."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from extract.model import Article, Entry
from warehouse.connection import Warehouse
from warehouse.errors import WarehouseError
from warehouse.frontier import save_listing
from warehouse.ids import article_id
from warehouse.kept import KeptPage, Part, kept_pages, pages_named, require_sources
from warehouse.model import Counts, Exchange, Reading, WarcPlace

Load = Callable[..., Counts]
NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
LATER = datetime(2026, 4, 1, 8, tzinfo=UTC)


def exchange(offset: int, url: str = "https://harbour.example/ferry") -> Exchange:
    warc = WarcPlace(file="presslake-1-00001.warc.gz", offset=offset, length=90)
    return Exchange(status=200, final_url=url, hops=(f"301 {url}?old",), etag='"a"', content_sha256="ab", warc=warc)


def from_the_web(reading: Callable[..., Reading], made: Article | None, offset: int, **more: object) -> Reading:
    url = made.url if made else "https://harbour.example/pier"
    return reading(made, url=url, exchange=exchange(offset, url), url_key=url.removeprefix("https://"), **more)


def pages(warehouse: Warehouse, **asked: object) -> list[KeptPage | None]:
    return [page for _, page in kept_pages(warehouse.connection, Part(**asked))]  # type: ignore[arg-type]


@pytest.mark.lake
def test_an_article_has_the_bytes_of_its_latest_response(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(from_the_web(reading, article("ferry"), 10))
    load(from_the_web(reading, article("ferry"), 20))

    assert [exchange(20)] == [page and page.exchange for page in pages(warehouse)]


def test_bytes_that_were_put_aside_are_not_the_articles(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(from_the_web(reading, article("ferry", "One."), 10))
    load(from_the_web(reading, article("ferry", "Two."), 20))
    load(from_the_web(reading, article("ferry", "One."), 30))

    assert [exchange(20)] == [page and page.exchange for page in pages(warehouse)]


def test_what_a_feed_said_of_a_page_is_known_again(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    named = Entry(
        url="https://harbour.example/ferry", source_id="harbour.example", title="Ferry", authors=("Ivo Brandt",)
    )
    save_listing(warehouse.connection, "r0", (), (named,), ("harbour.example/ferry",), NOON)
    load(from_the_web(reading, article("ferry"), 10))

    [page] = pages(warehouse)

    assert page
    assert ("Ferry", ("Ivo Brandt",), named.url) == (page.entry.title, page.entry.authors, page.entry.claimed_url)


def test_a_page_behind_a_redirect_is_at_home_where_it_ended(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    counter = "https://counter.example/7"
    load(reading(article("ferry"), url=counter, exchange=exchange(10), url_key="counter.example/7"))

    assert [(counter, "https://harbour.example/ferry")] == [
        (page.entry.url, page.entry.claimed_url) for page in pages(warehouse) if page
    ]


def test_a_local_file_is_known_by_its_address_and_validator(
    load: Load, article: Callable[..., Article], warehouse: Warehouse
) -> None:
    load(article("ferry"))

    [page] = pages(warehouse)

    assert page
    assert ("file:///pages/ferry.html", "2000-ferry", None, article_id("https://harbour.example/ferry")) == (
        page.entry.url,
        page.etag,
        page.exchange,
        page.article_id,
    )


def test_what_made_an_article_is_known(load: Load, article: Callable[..., Article], warehouse: Warehouse) -> None:
    load(article("ferry"))

    assert [("trafilatura 2.3.1", "presslake 0")] == [
        (page.extractor, page.software) for page in pages(warehouse) if page
    ]


def test_an_article_of_which_nothing_was_kept_is_named_without_a_page(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(reading(article("ferry"), url="https://harbour.example/ferry", exchange=Exchange(status=200, final_url="x")))

    assert [("harbour.example", None)] == list(kept_pages(warehouse.connection))


def test_only_the_pages_of_the_sources_asked_for_are_given(
    load: Load, article: Callable[..., Article], warehouse: Warehouse
) -> None:
    load(article("ferry"), article("pier", host="other.example"))

    assert ["other.example"] == [
        source for source, _ in kept_pages(warehouse.connection, Part(source_ids=("other.example",)))
    ]


def test_only_what_was_seen_since_then_is_given(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(article("ferry"), reading(article("pier"), read_at=LATER))

    assert ["file:///pages/pier.html"] == [page.entry.url for page in pages(warehouse, since=LATER) if page]


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ({"named": ("https://harbour.example/p*",)}, ["pier"]),
        ({"named": ("file:///pages/[fq]*", "nothing")}, ["ferry", "quay"]),
        ({"named": (article_id("https://harbour.example/ferry"),)}, ["ferry"]),
        ({"older_than": ("presslake", "0.10")}, ["ferry", "pier"]),
        ({"older_than": ("presslake", "0.9.1")}, ["ferry"]),
        ({"older_than": ("trafilatura", "2.3")}, []),
        ({"older_than": ("trafilatura", "2.3.2")}, ["ferry", "pier", "quay"]),
        ({"quality_below": 0.5}, ["ferry"]),
        ({"since": LATER, "before": LATER}, []),
        ({"before": LATER}, ["ferry", "pier", "quay"]),
    ],
)
def test_a_part_is_told_by_what_is_known_of_its_articles(
    load: Load, article: Callable[..., Article], warehouse: Warehouse, part: dict[str, object], found: list[str]
) -> None:
    load(article("ferry"), article("pier"), article("quay"))
    columns = "run_id, flow, trigger, state, started_at, software"
    made = f"insert into ops.runs ({columns}) values (?, 'run', 'cli', 'ok', ?, ?)"
    for name, version, quality in (("ferry", "0.9", 0.3), ("pier", "0.9.1", 0.5), ("quay", "0.10", 0.9)):
        warehouse.connection.execute(made, [name, NOON, f"presslake {version} (abc), trafilatura 2.3.1"])
        changed = "update articles set run_id = ?, quality = ? where url = ?"
        warehouse.connection.execute(changed, [name, quality, f"https://harbour.example/{name}"])

    assert found == [page.entry.url.split("/")[-1].partition(".")[0] for page in pages(warehouse, **part) if page]


def test_a_page_in_quarantine_has_its_bytes_and_its_row_of_the_frontier(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(article("ferry"), from_the_web(reading, None, 10, next_check_at=LATER))

    [page] = pages(warehouse, failed=True)

    assert page
    assert (exchange(10, "https://harbour.example/pier"), None, "harbour.example/pier", LATER) == (
        page.exchange,
        page.article_id,
        page.url_key,
        page.next_check_at,
    )


def test_a_page_that_failed_before_it_was_refused_has_the_bytes_of_then(
    reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    load(from_the_web(reading, None, 10))
    url = "https://harbour.example/pier"
    load(reading(None, url=url, exchange=Exchange(status=503, final_url=url), url_key="harbour.example/pier"))

    assert [exchange(10, url)] == [page and page.exchange for page in pages(warehouse, failed=True)]


@pytest.mark.lake
def test_batches_can_be_loaded_while_pages_are_read(
    load: Load, article: Callable[..., Article], warehouse: Warehouse
) -> None:
    load(article("ferry"), article("pier"))
    found = kept_pages(warehouse.connection)

    first = next(found)
    load(article("quay"))

    assert 2 == len([first, *found])


def test_a_source_that_is_not_there_is_said(load: Load, article: Callable[..., Article], warehouse: Warehouse) -> None:
    load(article("ferry"))

    with pytest.raises(WarehouseError, match=r"harbor: no such source: there are harbour\.example"):
        require_sources(warehouse.connection, ["harbor"])


@pytest.mark.parametrize(
    "wanted", [article_id("https://harbour.example/ferry"), "https://harbour.example/ferry", "file:///pages/ferry.html"]
)
def test_a_page_is_found_by_any_of_its_names(
    load: Load, article: Callable[..., Article], warehouse: Warehouse, wanted: str
) -> None:
    load(article("ferry"), article("pier"))

    assert ["file:///pages/ferry.html"] == [page.entry.url for page in pages_named(warehouse.connection, wanted)]


def test_the_bytes_of_a_page_are_found_although_it_was_refused_later(
    article: Callable[..., Article], reading: Callable[..., Reading], load: Load, warehouse: Warehouse
) -> None:
    url = "https://harbour.example/ferry"
    load(from_the_web(reading, article("ferry"), 10))
    load(reading(None, url=url, exchange=Exchange(status=503, final_url=url), url_key="harbour.example/ferry"))

    assert [exchange(10)] == [page.exchange for page in pages_named(warehouse.connection, url)]
