"""Articles made again from what is kept of their pages, after a presslake that made them otherwise."""

import json
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.server import LocalWeb
from flows.jobs import job_of_paths, job_of_rebuild
from flows.pipeline import Job, run_job
from flows.progress import Progress
from flows.settings import load_settings
from flows.submitting import Pending, Submit, T, submitting_to_threads
from flows.summary import summary
from warehouse.check import run_checks
from warehouse.connection import open_warehouse
from warehouse.errors import NoSuchSource
from warehouse.kept import Part
from warehouse.model import Counts
from warehouse.query import connect, query_sql

HOST = "mill.localhost"
SAID = "“We shall keep the ferry,” harbour master Ida Quill said."
CONTENT = "select title, text, version, first_seen_at, last_seen_at, extract_sha256 from articles order by url"

Pages = Callable[..., Path]


def done(job: Job) -> Progress:
    progress = Progress()
    with submitting_to_threads() as submit:
        run_job(job, submit, progress)
    return progress


def add(*paths: Path | str) -> Progress:
    return done(job_of_paths(load_settings(workers=1), [str(path) for path in paths]))


def rebuild(*source_ids: str, **part: Any) -> Progress:
    return done(job_of_rebuild(load_settings(workers=1), Part(source_ids=source_ids or None, **part)))


def rows(sql: str) -> list[tuple[object, ...]]:
    with connect(Path("warehouse.read.duckdb")) as connection:
        return list(query_sql(connection, sql).rows)


def made_otherwise() -> None:
    """Let the warehouse be as if an older presslake, which read half of it, had made all of it."""
    with open_warehouse(Path("warehouse.duckdb")) as warehouse:
        warehouse.connection.execute("update ops.runs set software = 'presslake 0.0.1'")
        warehouse.connection.execute("update articles set title = 'Old', quote_count = 0, extract_sha256 = null")
        warehouse.connection.execute("delete from quotes")


def configure(folder: Path, sources: str = "") -> None:
    top = 'allow_private = ["127.0.0.0/8"]\ndelay = 0\n'
    (folder / "presslake.toml").write_text(top + sources, encoding="utf-8")


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with LocalWeb() as running:
        yield running


@pytest.fixture
def paper(folder: Path) -> Newspaper:
    """A newspaper whose feed and two pages were loaded; it cannot be asked any more."""
    configure(folder)
    with LocalWeb() as web:
        paper = Newspaper(name="Mill Post", origin=web.origin(HOST), pages=2)
        web.sites[HOST] = paper.site()
        add(f"{paper.origin}/feed.rss")
    return paper


def test_what_this_presslake_made_is_left_alone(write_page: Pages) -> None:
    add(write_page("ferry.html", SAID))

    assert Counts(found=1, unchanged=1) == rebuild().counts


def test_an_article_is_made_again_from_its_file(write_page: Pages) -> None:
    add(write_page("ferry.html", SAID))
    before = rows(CONTENT)
    made_otherwise()

    rebuild()

    assert before == rows(CONTENT)


def test_an_article_is_made_again_from_the_archive_without_a_network(paper: Newspaper) -> None:
    before = rows(CONTENT)
    made_otherwise()

    rebuild()

    assert before == rows(CONTENT)


def test_articles_made_again_are_counted_as_that(paper: Newspaper) -> None:
    made_otherwise()

    counts = rebuild().counts

    assert Counts(found=2, rebuilt=2) == replace(counts, paragraphs=0, quotes=0)


def test_each_record_of_a_table_is_made_again(folder: Path) -> None:
    text = "The council met on Tuesday and spoke about the ferry for an hour, nobody objected. " * 8
    lines = [f'{{"url": "https://wire.example/{n}", "title": "Number {n}", "text": "{text}{n}"}}\n' for n in range(5)]
    (folder / "wire.jsonl").write_text("".join(lines), encoding="utf-8")
    add("wire.jsonl")
    made_otherwise()

    rebuild()

    assert [(f"Number {n}",) for n in range(5)] == rows("select title from articles order by url")


def test_what_the_feed_said_of_a_page_is_evidence_again(paper: Newspaper) -> None:
    stated = "select url, authors, published_at, date_source from articles order by url"
    before = rows(stated)
    made_otherwise()

    rebuild()

    assert before == rows(stated)


def test_a_file_that_changed_since_is_not_what_the_article_was_made_of(write_page: Pages) -> None:
    add(write_page("ferry.html", SAID))
    made_otherwise()
    write_page("ferry.html", SAID + " The crew agreed.")

    assert Counts(found=1, skipped=1) == rebuild().counts


def test_an_article_whose_page_gives_none_by_a_new_rule_stands_as_it_is(paper: Newspaper, folder: Path) -> None:
    configure(folder, f'[[sources]]\nid = "{HOST}"\nurls = ["{paper.url(0)}"]\nprune = ["//article"]\n')

    progress = rebuild()

    assert ([], ["Nothing is new.", "Left as they are: 2 articles, whose pages give none now."]) == (
        rows("from ops.quarantine"),
        summary(progress),
    )


def test_an_archive_that_is_gone_is_counted(paper: Newspaper, folder: Path) -> None:
    made_otherwise()
    for part in (folder / "pages").iterdir():
        part.unlink()

    assert 2 == rebuild().total("lost")


def test_only_the_sources_asked_for_are_made_again(paper: Newspaper, write_page: Pages) -> None:
    add(write_page("ferry.html", SAID))
    made_otherwise()

    rebuild("files")

    assert [("files", True), (HOST, False), (HOST, False)] == rows(
        "select source_id, title <> 'Old' from articles order by source_id"
    )


def test_a_source_that_is_not_there_is_said(write_page: Pages) -> None:
    add(write_page("ferry.html", SAID))

    with pytest.raises(NoSuchSource, match="harbour: no such source: there are files"):
        rebuild("harbour")


def test_a_page_in_quarantine_that_now_gives_an_article_is_new(web: LocalWeb, folder: Path) -> None:
    paper = Newspaper(name="Mill Post", origin=web.origin(HOST), pages=1)
    web.sites[HOST] = paper.site()
    configure(folder, f'[[sources]]\nid = "{HOST}"\nurls = ["{paper.url(0)}"]\nprune = ["//article"]\n')
    add(paper.url(0))
    configure(folder)

    found = rebuild(failed=True).counts

    assert (1, [(0, True)]) == (
        found.new,
        rows("select (select count(*) from ops.quarantine), article_id is not null from ops.frontier"),
    )


def test_a_rule_of_the_source_that_changed_makes_its_articles_again(paper: Newspaper, folder: Path) -> None:
    configure(folder, f'[[sources]]\nid = "{HOST}"\nurls = ["{paper.url(0)}"]\nprune = ["//aside"]\n')

    rebuild()

    assert [(True,), (True,)] == rows("select contains(extractor, ', layout ') from articles")


def interrupted_in_the_fourth_batch(submit: Submit) -> Submit:
    def start(name: str, call: Callable[[], T], /) -> Pending[T]:
        if name.startswith("extract batch 4,"):
            raise KeyboardInterrupt
        return submit(name, call)

    return start


def test_a_rebuild_that_was_interrupted_goes_on_where_it_was(folder: Path, write_page: Pages) -> None:
    add(
        *(write_page(f"{name}.html", SAID.replace("ferry", name)) for name in ("ferry", "pier", "quay", "boat", "mill"))
    )
    made_otherwise()
    job = job_of_rebuild(load_settings(workers=1, batch_pages=1))
    with submitting_to_threads() as submit, pytest.raises(KeyboardInterrupt):
        run_job(job, interrupted_in_the_fourth_batch(submit), Progress())

    counts = rebuild().counts

    assert Counts(found=5, rebuilt=4, unchanged=1) == replace(counts, paragraphs=0, quotes=0)


def test_the_promises_hold_after_a_rebuild(paper: Newspaper, write_page: Pages) -> None:
    page = write_page("ferry.html", SAID)
    add(page)
    write_page("ferry.html", SAID.replace("keep", "sell"))
    add(page)
    rebuild()

    with open_warehouse(Path("warehouse.duckdb")) as warehouse:
        assert () == run_checks(warehouse.connection)


def test_the_command_says_what_was_made_again(
    write_page: Pages, presslake: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    add(write_page("ferry.html", SAID))
    made_otherwise()

    said = presslake("rebuild", "--since", "2026-01-01").stdout.splitlines()

    assert "Loaded 1 article (1 rebuilt) with 4 paragraphs and 3 quotes." == said[0]


def test_a_page_is_explained_from_the_archive(
    paper: Newspaper, presslake: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    explained = presslake("explain", paper.url(1))

    assert (0, True) == (explained.returncode, paper.title(1) in explained.stdout)


def test_a_dry_run_counts_and_writes_nothing(
    write_page: Pages, presslake: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    add(write_page("ferry.html", SAID), write_page("pier.html", SAID.replace("ferry", "pier")))
    made_otherwise()
    with open_warehouse(Path("warehouse.duckdb")) as warehouse:
        warehouse.publish(Path("warehouse.read.duckdb"))

    said = presslake("rebuild", "file://*/ferry.html", "--dry-run", "--format", "jsonl")

    counted = {"source": "files", "due": 1, "unchanged": 0, "lost": 0}
    assert (counted, [("Old",)]) == (json.loads(said.stdout), rows("select distinct title from articles")), said.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--older-than", "yesterday"), "--older-than yesterday: a version was needed, as 0.4, or 'trafilatura 2.3'"),
        (
            ("--failed", "--quality-below", "0.5"),
            "--failed is for pages that gave no article: they have neither a version",
        ),
    ],
)
def test_a_part_that_cannot_be_is_said(
    presslake: Callable[..., subprocess.CompletedProcess[str]], options: tuple[str, ...], said: str
) -> None:
    answer = presslake("rebuild", *options)

    assert (2, True) == (answer.returncode, said in answer.stderr)
