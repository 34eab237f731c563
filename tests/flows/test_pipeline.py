"""One run: what is loaded, what is left alone, and what happens when something fails."""

from collections.abc import Callable
from pathlib import Path

import pytest

from extract.model import Entry
from flows.due import verdict_on
from flows.jobs import job_of_paths
from flows.pipeline import run_job
from flows.places import Place
from flows.progress import Progress
from flows.settings import load_settings
from flows.submitting import submitting_to_threads
from warehouse.model import Counts, Known
from warehouse.query import connect, query_sql

SAID = "“We shall keep the ferry,” harbour master Ida Quill said."


def add(*paths: Path | str) -> Progress:
    progress = Progress()
    with submitting_to_threads() as submit:
        run_job(job_of_paths(load_settings(workers=1), [str(path) for path in paths]), submit, progress)
    return progress


def rows(sql: str) -> list[tuple[object, ...]]:
    with connect(Path("warehouse.read.duckdb")) as connection:
        return list(query_sql(connection, sql).rows)


CONTENT = "select (select count(*) from articles), (select count(*) from paragraphs), (select count(*) from quotes)"


def test_an_article_on_disk_becomes_rows(write_page: Callable[..., Path]) -> None:
    add(write_page("ferry.html", SAID))
    assert rows("select distinct quote, speaker from v_quotes") == [("We shall keep the ferry,", "Ida Quill")]


def test_the_second_time_nothing_is_new(write_page: Callable[..., Path]) -> None:
    page = write_page("ferry.html", SAID)
    add(page)
    assert add(page).counts == Counts(found=1, unchanged=1)


def test_the_second_time_no_row_outside_of_ops_is_written(write_page: Callable[..., Path]) -> None:
    page = write_page("ferry.html", SAID)
    add(page)
    before = (
        rows("from articles"),
        rows("from paragraphs"),
        rows("from quotes"),
        rows("from speakers"),
        rows("from sources"),
    )
    add(page)
    assert before == (
        rows("from articles"),
        rows("from paragraphs"),
        rows("from quotes"),
        rows("from speakers"),
        rows("from sources"),
    )


def test_a_file_that_was_only_touched_is_read_and_unchanged(write_page: Callable[..., Path]) -> None:
    add(write_page("ferry.html", SAID))
    assert add(write_page("ferry.html", SAID)).counts == Counts(found=1, unchanged=1)


def test_a_changed_file_is_a_new_version(write_page: Callable[..., Path]) -> None:
    add(write_page("ferry.html", SAID))
    add(write_page("ferry.html", "“We shall sell the ferry,” harbour master Ida Quill said."))
    assert rows("select version, (select count(*) from history.articles) from articles") == [(2, 1)]


def test_a_page_without_an_article_is_quarantined_and_the_rest_is_loaded(
    write_page: Callable[..., Path], folder: Path
) -> None:
    empty = folder / "empty.html"
    empty.touch()
    add(empty, write_page("ferry.html", SAID))
    assert rows("select url, reason, (select count(*) from articles) from ops.quarantine") == [
        (empty.as_uri(), "empty_body", 1)
    ]


def test_a_page_in_quarantine_is_not_tried_again_until_it_changes(
    write_page: Callable[..., Path], folder: Path
) -> None:
    (folder / "ferry.html").touch()
    add("ferry.html")
    held = add("ferry.html").counts
    mended = add(write_page("ferry.html", SAID)).counts
    assert (held, mended.new, rows("from ops.quarantine")) == (Counts(found=1, skipped=1), 1, [])


def test_the_fetch_of_a_file_leads_to_its_article(write_page: Callable[..., Path]) -> None:
    page = write_page("ferry.html", SAID, head='<link rel=canonical href="https://harbour.example/ferry">')
    add(page)
    found = rows("select f.url, a.url from ops.fetches f join articles a using (article_id)")
    assert found == [(page.as_uri(), "https://harbour.example/ferry")]


def test_the_source_of_a_file_is_the_site_that_it_names(write_page: Callable[..., Path]) -> None:
    add(write_page("ferry.html", SAID, head='<link rel=canonical href="https://www.harbour.example/ferry">'))
    assert rows("select source_id, domain from articles") == [("harbour.example", "harbour.example")]


def test_a_damaged_container_leaves_the_run_partial_and_the_rest_loaded(
    write_page: Callable[..., Path], folder: Path
) -> None:
    (folder / "rows.jsonl.gz").write_bytes(b"no gzip at all")
    progress = add(write_page("ferry.html", SAID), "rows.jsonl.gz")
    assert (progress.state, progress.counts.new, list(progress.errors)) == ("partial", 1, ["files"])


def test_a_run_says_in_the_warehouse_how_it_ended(folder: Path, write_page: Callable[..., Path]) -> None:
    (folder / "rows.jsonl.gz").write_bytes(b"no gzip at all")
    add(write_page("ferry.html", SAID), "rows.jsonl.gz")
    assert rows("select state, new, found, ended_at >= started_at, error like '%rows.jsonl.gz%' from ops.runs") == [
        ("partial", 1, 1, True, True)
    ]


def test_pages_are_loaded_batch_by_batch(write_page: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_BATCH_PAGES", "2")
    for name in ("a", "b", "c", "d", "e"):
        write_page(f"{name}.html", f"“We shall keep ferry {name},” harbour master Ida Quill said.")
    add(".")
    assert rows("select (select count(*) from ops.loads), count(*) from articles") == [(3, 5)]


def test_a_page_that_is_named_twice_is_read_once(
    write_page: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # In batches of one both would be staged under one name, and the first to be loaded would take the other away.
    monkeypatch.setenv("PRESSLAKE_BATCH_PAGES", "1")
    page = write_page("ferry.html", SAID)
    assert add(page, page).counts == Counts(found=1, new=1, paragraphs=4, quotes=3)


def test_nothing_is_left_in_the_staging_folder(folder: Path, write_page: Callable[..., Path]) -> None:
    add(write_page("ferry.html", SAID))
    assert not list(folder.glob("*.staging"))


def test_a_reader_who_holds_the_copy_does_not_stop_a_run(write_page: Callable[..., Path]) -> None:
    add(write_page("ferry.html", SAID))
    with connect(Path("warehouse.read.duckdb")) as reader:
        add(write_page("pier.html", SAID))
        seen = query_sql(reader, "select count(*) from articles").rows
    assert (seen, rows("select count(*) from articles")) == (((1,),), [(2,)])


PLACE = Place(entry=Entry(url="file:///a.html"), etag="2", path=Path("a.html"))


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        (None, "due"),
        (Known(etag="1", outcome="new", attempts=0), "due"),
        (Known(etag="2", outcome="new", attempts=0), "unchanged"),
        (Known(etag="2", outcome="unchanged", attempts=0), "unchanged"),
        (Known(etag="2", outcome="skipped", attempts=0), "unchanged"),
        (Known(etag="2", outcome="too_short", attempts=1), "held"),
        (Known(etag="1", outcome="too_short", attempts=1), "due"),
        (Known(etag="2", outcome="timeout", attempts=2), "due"),
        (Known(etag="2", outcome="timeout", attempts=3), "held"),
        (Known(etag="2", outcome="crashed", attempts=1), "due"),
    ],
)
def test_a_page_is_read_when_that_may_give_something_new(known: Known | None, verdict: str) -> None:
    assert verdict_on(PLACE, known) == verdict


@pytest.fixture(autouse=True)
def in_an_empty_folder(folder: Path) -> None:
    """Every test has its own warehouse."""
