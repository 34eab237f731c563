"""What a load writes, and what it leaves alone."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Article, Speaker
from warehouse.check import run_checks
from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseError
from warehouse.load import load_batch, save_sources
from warehouse.model import Counts, Reading, Source
from warehouse.runs import start_run
from warehouse.stage import stage_batch

EARLY = datetime(2026, 3, 5, 8, tzinfo=UTC)
LATE = datetime(2026, 3, 6, 8, tzinfo=UTC)

Make = Callable[..., Article]
Read = Callable[..., Reading]
Load = Callable[..., Counts]


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


def everything(warehouse: Warehouse, *schemas: str) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables of the schemas."""
    tables = rows(
        warehouse, "select schema_name || '.' || table_name, schema_name from duckdb_tables() where not temporary"
    )
    return {
        str(table): sorted(rows(warehouse, f"from {table}"), key=repr) for table, schema in tables if schema in schemas
    }


@pytest.mark.lake
def test_a_new_article_is_loaded_with_its_parts(article: Make, load: Load) -> None:
    counts = load(article("ferry", "The ferry sails.", "“It is mended,” Amsel said.", "“Come,” she said."))

    assert counts == Counts(found=1, new=1, paragraphs=3, quotes=2)


def test_an_article_keeps_every_field_of_the_page(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article(modified_at=LATE))

    stored = rows(
        warehouse,
        "select url, domain, source_id, title, authors, published_date::varchar, published_at, modified_at, language,"
        " version, paragraph_count, quote_count, extra->>'licence' from articles",
    )
    expected = (
        *("https://harbour.example/ferry", "harbour.example", "harbour.example", "Ferry to sail again", ["Ivo Brandt"]),
        *("2026-03-05", datetime(2026, 3, 5, 12), datetime(2026, 3, 6, 8), "en", 1, 2, 1, "CC BY 4.0"),
    )
    assert stored == [expected]


def test_a_statement_keeps_its_words_and_who_says_them(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", "“Yes,” said Amsel.", "[It is mended], she said through Amsel."))

    stored = rows(
        warehouse,
        "select statement, kind, speaker, speaker_text, speaker_role, cue, via, method, word_count, position"
        " from v_statements",
    )
    who = ("Zoë Amsel", "Amsel.", "harbour master", "said", "The Bell", "explicit")
    assert stored == [("It is mended", "indirect", *who, 3, 1)]


def test_a_statement_is_no_quote(article: Make, load: Load, warehouse: Warehouse) -> None:
    counts = load(article("a", "“Yes,” said Amsel.", "[It is mended], said Amsel."))

    counted = rows(warehouse, "select (select quote_count from articles), (select count(*) from v_quotes)")
    assert (counts.quotes, counted) == (1, [(1, 1)])


def test_a_quote_keeps_through_whom_it_came(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a"))

    assert rows(warehouse, "select via from v_quotes") == [("The Bell",)]


def test_numbers_that_are_no_json_become_null(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(replace(article(), extra={"ratio": float("nan"), "word": "a\0b“"}))

    assert rows(warehouse, "select extra->>'ratio', extra->>'word' from articles") == [(None, "a\0b“")]


def test_times_are_stored_as_utc(article: Make, reading: Read, load: Load, warehouse: Warehouse) -> None:
    in_berlin = datetime.fromisoformat("2026-03-06T10:00:00+01:00")

    load(reading(article(), read_at=in_berlin))

    assert rows(warehouse, "select first_seen_at from articles") == [(datetime(2026, 3, 6, 9),)]


@pytest.mark.lake
def test_a_batch_loaded_twice_in_a_run_changes_nothing(
    article: Make, reading: Read, warehouse: Warehouse, tmp_path: Path
) -> None:
    run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
    staged = stage_batch([reading(article()), reading()], tmp_path).path
    first = load_batch(warehouse.connection, staged, run_id)
    before = everything(warehouse, "main", "history", "ops")

    second = load_batch(warehouse.connection, staged, run_id)

    assert (second, everything(warehouse, "main", "history", "ops")) == (first, before)


@pytest.mark.lake
def test_articles_read_again_write_no_row_outside_ops(article: Make, load: Load, warehouse: Warehouse) -> None:
    batch = [article("a"), article("b", modified_at=LATE), article("c", published=None)]
    load(*batch)
    before = everything(warehouse, "main", "history")

    counts = load(*batch)

    assert (counts, everything(warehouse, "main", "history")) == (Counts(found=3, unchanged=3), before)


def test_every_reading_is_logged_with_its_article(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(article(), reading())

    logged = rows(
        warehouse,
        "select fetches.url, final_url, outcome, articles.title, bytes, duration_ms, etag, message is null"
        " from ops.fetches left join articles using (article_id) order by 1",
    )
    assert logged == [
        ("file:///pages/broken.html", None, "too_short", None, 2000, 30, "2000-broken", False),
        (
            *("file:///pages/ferry.html", "https://harbour.example/ferry", "new", "Ferry to sail again"),
            *(2000, 30, "2000-ferry", True),
        ),
    ]


def test_a_page_that_fails_again_counts_its_attempts(reading: Read, load: Load, warehouse: Warehouse) -> None:
    load(reading(read_at=EARLY))
    load(reading(read_at=LATE, reason="timeout", message="no article after 60 s"))

    quarantined = rows(
        warehouse, "select reason, message, attempts, first_failed_at, last_failed_at from ops.quarantine"
    )
    expected = ("timeout", "no article after 60 s", 2, datetime(2026, 3, 5, 8), datetime(2026, 3, 6, 8))
    assert quarantined == [expected]


@pytest.mark.lake
def test_a_page_that_gives_an_article_at_last_leaves_quarantine(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(reading(url="file:///pages/ferry.html"))
    load(reading(article(), url="file:///pages/ferry.html"))

    assert rows(warehouse, "from ops.quarantine") == []


def test_a_site_that_nobody_configured_becomes_a_source(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(article(), article("b", host="other.example", site_name=None), reading())

    assert rows(warehouse, "select source_id, name, domain, kind from sources order by 1") == [
        ("files", "files", "files", "files"),
        ("harbour.example", "The Harbour Bell", "harbour.example", "files"),
        ("other.example", "other.example", "other.example", "files"),
    ]


def test_a_configured_source_keeps_its_configuration(article: Make, load: Load, warehouse: Warehouse) -> None:
    configured = Source(source_id="harbour.example", name="Bell", domain="harbour.example", kind="feed", country="NO")
    load(article())
    save_sources(warehouse.connection, [configured])
    load(article("b"))

    assert rows(warehouse, "select name, kind, country from sources") == [("Bell", "feed", "NO")]


def test_a_speaker_keeps_the_longest_name_and_every_form_of_it(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", speaker=Speaker(name="zoe amsel", kind="unknown", aliases=("zoe amsel", "Amsel"))))
    load(article("b", speaker=Speaker(name="Dr Zoë Amsel", kind="person", aliases=("Dr Zoë Amsel", "Zoë"))))

    known = rows(warehouse, "select name, kind, aliases from speakers")
    assert known == [("Dr Zoë Amsel", "person", ["Amsel", "Dr Zoë Amsel", "Zoë", "zoe amsel"])]


def test_a_quote_without_speaker_says_so(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article(speaker=None))

    assert rows(warehouse, "select speaker_id, method, confidence from quotes") == [(None, "none", 0.0)]


def test_quotes_of_equal_wording_share_a_key(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", "“Don’t go — ever!” she said.", "“don't go ever,” he said."))

    assert rows(warehouse, "select distinct quote_key from quotes") == [("dont go ever",)]


def test_links_find_their_target_whichever_is_loaded_first(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", links=["https://harbour.example/b", "https://far.example/"]), article("b"))
    load(article("c", links=["https://harbour.example/d", "https://harbour.example/a"]))
    load(article("d"))

    linked = rows(
        warehouse,
        "select l.position, l.is_internal, t.url from links as l"
        " left join articles as t on t.article_id = l.target_article_id order by l.url",
    )
    assert linked == [
        (2, False, None),
        (2, True, "https://harbour.example/a"),
        (1, True, "https://harbour.example/b"),
        (1, True, "https://harbour.example/d"),
    ]


def test_a_nested_quote_stands_behind_the_one_that_holds_it(article: Make, load: Load, warehouse: Warehouse) -> None:
    told = article("a", "“He told me to go,” she said.", "“We stay,” she said.")
    outer = told.quotations.quotes[0]
    inner = replace(outer, start=outer.start + 3, text=outer.text[3:], chain=2, nested_in=0)
    load(replace(told, quotations=replace(told.quotations, nested=(inner,))))

    assert rows(warehouse, "select position, text, chain, nested_in from quotes order by position") == [
        (1, "He told me to go,", 1, None),
        (2, "told me to go,", 2, 1),
        (3, "We stay,", 3, None),
    ]


def test_an_empty_batch_is_loaded_too(load: Load) -> None:
    assert load() == Counts()


def broken(article: Article) -> Article:
    """The article with a quote that continues one that is not there."""
    quote = replace(article.quotations.quotes[0], chain=7)
    return replace(article, quotations=replace(article.quotations, quotes=(quote,)))


@pytest.mark.lake
def test_a_batch_that_breaks_a_promise_is_not_loaded_at_all(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    with pytest.raises(WarehouseError, match="chains_start_at_a_quote"):
        load(article("a"), broken(article("b")))

    assert rows(warehouse, "select (select count(*) from articles), (select count(*) from ops.fetches)") == [(0, 0)]


def test_the_warehouse_can_be_loaded_after_a_batch_that_broke_a_promise(article: Make, load: Load) -> None:
    with pytest.raises(WarehouseError, match="breaks the promise"):
        load(broken(article("b")))

    assert load(article("b")).new == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=15)
@given(
    articles=st.lists(
        st.lists(st.text(min_size=1), min_size=1, max_size=4),
        min_size=1,
        max_size=5,
    )
)
def test_any_text_keeps_every_promise(
    articles: list[list[str]], article: Make, reading: Read, empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    batch = [
        reading(article(f"a{number}", *texts, "“" + texts[0] + "” ‘term’")) for number, texts in enumerate(articles)
    ]
    shutil.copy(empty, folder)
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
        load_batch(warehouse.connection, stage_batch(batch, folder).path, run_id)

        assert run_checks(warehouse.connection) == ()


def test_a_later_version_that_was_read_first_does_not_end_before_it_began(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    load(
        reading(article("a", "Now.", modified_at=LATE), read_at=EARLY),
        reading(article("a", "Once.", modified_at=EARLY), read_at=LATE, url="file:///pages/other.html"),
    )

    query = "select a.version, a.first_seen_at, a.last_seen_at, h.replaced_at from articles as a, history.articles as h"
    late = LATE.replace(tzinfo=None)
    assert [(2, late, late, late)] == rows(warehouse, query)
