"""The main job on the articles that ship: what it prints, what it loads, and that a second run changes nothing."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from warehouse.check import run_checks
from warehouse.query import connect, query_sql

if TYPE_CHECKING:
    from conftest import Seeded

TABLES = (
    *("articles", "paragraphs", "quotes", "statements", "quoted_terms", "links", "speakers", "sources", "meta"),
    *("history.articles", "history.quotes", "history.statements"),
)


def rows(copy: Path, sql: str) -> list[tuple[object, ...]]:
    with connect(copy) as connection:
        return list(query_sql(connection, sql).rows)


@pytest.fixture
def copy(seeded: "Seeded") -> Path:
    return seeded.folder / "warehouse.read.duckdb"


def test_the_main_job_succeeds(seeded: "Seeded") -> None:
    assert seeded.first.returncode == 0, seeded.first.stderr


def test_the_main_job_says_what_it_loaded_and_what_to_try_next(seeded: "Seeded") -> None:
    said = seeded.first.stdout.splitlines()
    assert (True, True) == (
        said[0].startswith("Loaded 22 articles (21 new, 1 updated)"),
        said[-1].startswith("Try next"),
    )


def test_a_second_run_says_that_nothing_is_new(seeded: "Seeded") -> None:
    assert (0, "Nothing is new: 22 pages as before.") == (
        seeded.second.returncode,
        seeded.second.stdout.splitlines()[0],
    )


@pytest.fixture(scope="module")
def both_runs(seeded: "Seeded", tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """What each of the two runs published, as files of our own: others may have the copies open in this process."""
    first, second = sorted(seeded.folder.glob("warehouse.read.[0-9]*.duckdb"))
    folder = tmp_path_factory.mktemp("both")
    return Path(shutil.copy(first, folder)), Path(shutil.copy(second, folder))


@pytest.mark.parametrize("table", TABLES)
def test_a_second_run_writes_no_row_outside_of_ops(table: str, both_runs: tuple[Path, Path]) -> None:
    first, second = both_runs
    with duckdb.connect(str(second), read_only=True) as connection:
        connection.execute(f"attach '{first}' as first (read_only)")
        changed = connection.execute(
            f"(from {table} except all from first.{table}) union all (from first.{table} except all from {table})"
        ).fetchall()
    assert changed == []


def test_every_promise_holds(copy: Path) -> None:
    with connect(copy) as connection:
        assert run_checks(connection) == ()


def test_every_outlet_has_articles(copy: Path) -> None:
    assert rows(copy, "select count(*), min(articles) >= 1 from source_mix") == [(9, True)]


def test_the_page_without_an_article_is_in_quarantine(copy: Path) -> None:
    assert rows(
        copy, "select source_id, reason, url like 'file://%/topic-wennet-barrier.html' from ops.quarantine"
    ) == [("north-ledger", "list_page", True)]


def test_the_updated_article_keeps_what_it_no_longer_says(copy: Path) -> None:
    removed = rows(copy, "select speaker, count(*) from removed_quotes group by all order by all")
    assert removed == [("Desmond Harle", 1), ("Hester Coyle", 1)]


def test_the_present_version_is_the_later_one(copy: Path) -> None:
    assert rows(copy, "select version, title from articles where version > 1") == [
        (2, "Councillors back £61m Wennet barrier by four votes")
    ]


def test_the_wire_story_is_one_story_and_a_copy(copy: Path) -> None:
    assert rows(copy, "select original_source, copy_source from syndicated_copies") == [
        ("north-ledger", "ravelsby-today")
    ]


def test_who_printed_a_quote_first_can_be_told(copy: Path) -> None:
    travelled = "select first_source, sources from quotations where quote_key = 'the river does not read our minutes'"
    assert rows(copy, travelled) == [("Ravelsby Today", 5)]


@pytest.mark.parametrize(
    ("construction", "quote", "kind", "speaker"),
    [
        ("cue behind the name", "Tonight we chose dry kitchens over a tidy ledger,", "direct", "Philippa Arkwell"),
        ("inverted cue", "She’ll go through,", "direct", "Ned Garrowby"),
        ("role behind the name", "Then you come and tell me,", "direct", "Hester Coyle"),
        ("second part of a split quote", "we’re really quite good.", "direct", "Colm Averill"),
        ("fragment in a paraphrase", "within the hour", "mixed", "Jannis Tomhave"),
        ("pronoun", "I have it in writing,", "direct", "Heike Lüdersen"),
        (
            "surname after an inner quote",
            "It is the third ‘final’ estimate I have been handed%",
            "direct",
            "Desmond Harle",
        ),
        ("body after a colon", "We priced what we were shown.%", "direct", "Thornquist Marine"),
        ("feet and inches beside it", "I didn't see it,", "direct", "Jonah Kestle"),
        ("paragraph left open", "I have nothing against walls,%", "direct", "Leila Varnham"),
        ("German, inverted", "Wir haben einen Plan B%", "direct", "Folkert Janshen"),
    ],
)
def test_a_quote_has_its_speaker(construction: str, quote: str, kind: str, speaker: str, copy: Path) -> None:
    found = rows(copy, f"select distinct kind, speaker from v_quotes where quote like $${quote}$$")
    assert [(kind, speaker)] == found, construction


def test_a_speaker_has_the_role_that_is_printed(copy: Path) -> None:
    roles = {role for (role,) in rows(copy, "select speaker_role from v_quotes where speaker = 'Hester Coyle'")}
    assert "the harbour master" in roles


def test_german_quotes_have_german_speakers(copy: Path) -> None:
    found = rows(copy, "select distinct speaker from v_quotes where language = 'de' and speaker is not null")
    assert ("Heike Lüdersen",) in found


def test_the_formats_that_ship_are_all_there(copy: Path) -> None:
    suffix = r"regexp_extract(url, '\.(html|xml|jsonl|md|txt)\b', 1)"
    assert rows(copy, f"select distinct {suffix} as suffix from ops.fetches order by suffix") == [
        ("html",),
        ("jsonl",),
        ("md",),
        ("txt",),
        ("xml",),
    ]
