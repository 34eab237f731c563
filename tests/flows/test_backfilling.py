"""Days gone by, from the sitemaps of a real server and from archives on this disk."""

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.replies import page
from benchmarks.local_web.server import LocalWeb
from extract.days import Days
from flows.dated import day_of
from flows.jobs import job_of_sources
from flows.pipeline import run_job
from flows.progress import Progress
from flows.settings import load_settings
from flows.sources import list_path
from flows.span import Span
from flows.submitting import submitting_to_threads
from flows.summary import summary
from warehouse.connection import open_warehouse
from warehouse.query import connect, query_sql

HOST = "mill.localhost"
FEBRUARY = Days(first=date(2025, 2, 1), last=date(2025, 2, 28))
MONTHS = range(1, 13)

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))

Command = Callable[..., subprocess.CompletedProcess[str]]


def backfill(days: Days = FEBRUARY, max_pages: int | None = None) -> Progress:
    progress = Progress()
    with submitting_to_threads() as submit:
        run_job(job_of_sources(load_settings(workers=1), span=Span(days=days, max_pages=max_pages)), submit, progress)
    return progress


def rows(sql: str) -> list[tuple[object, ...]]:
    with connect(Path("warehouse.read.duckdb")) as connection:
        return list(query_sql(connection, sql).rows)


def asked(web: LocalWeb) -> list[str]:
    """The paths that the server was asked for, what speaks for the whole site left out."""
    return sorted(each.path for each in web.log if each.path.endswith((".html", ".xml")))


def urlset(urls: str) -> bytes:
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def index(locs: Iterator[str]) -> bytes:
    return f"<sitemapindex>{''.join(f'<sitemap>{loc}</sitemap>' for loc in locs)}</sitemapindex>".encode()


@pytest.fixture
def archive(web: LocalWeb, folder: Path) -> Newspaper:
    """A newspaper with a sitemap for each month of 2025, two pages in each; it is configured with that."""
    paper = Newspaper(name="Mill Post", origin=web.origin(HOST), pages=24)
    months = {
        f"/map-2025-{month:02}.xml": page(
            urlset(
                "".join(
                    f"<url><loc>{paper.url(2 * month - 2 + nth)}</loc><lastmod>2025-{month:02}-1{nth}</lastmod></url>"
                    for nth in range(2)
                )
            ),
            content_type="application/xml",
        )
        for month in MONTHS
    }
    named = page(index(f"<loc>{paper.origin}{path}</loc>" for path in months), content_type="application/xml")
    web.sites[HOST] = paper.site({"/sitemap.xml": named, **months})
    configure(folder, f'sitemap = "{paper.origin}/sitemap.xml"', "max_pages = 1")
    return paper


def configure(folder: Path, *keys: str) -> None:
    top = ['allow_private = ["127.0.0.0/8"]', "delay = 0", "batch_pages = 4"]
    (folder / "presslake.toml").write_text("\n".join([*top, "[[sources]]", 'id = "mill"', *keys, ""]))


def test_every_page_of_the_days_is_loaded_whatever_a_normal_run_takes(archive: Newspaper) -> None:
    backfill()

    assert [(archive.url(number),) for number in range(2, 4)] == rows("select url from articles order by url")


def test_sitemaps_that_are_named_after_other_months_are_not_asked_for(archive: Newspaper, web: LocalWeb) -> None:
    backfill()

    assert ["/map-2025-01.xml", "/map-2025-02.xml", "/map-2025-03.xml", "/sitemap.xml"] == [
        path for path in asked(web) if path.endswith(".xml")
    ]


def test_a_sitemap_that_changed_last_before_the_days_is_not_asked_for(archive: Newspaper, web: LocalWeb) -> None:
    locs = (
        f"<loc>{archive.origin}/{name}.xml</loc><lastmod>{at}</lastmod>"
        for name, at in (("old", "2025-01-30"), ("new", "2025-03-01"))
    )
    maps = {"/new.xml": page(urlset("")), "/old.xml": page(urlset(""))}
    web.sites[HOST] = archive.site({"/sitemap.xml": page(index(locs)), **maps})

    backfill()

    assert ["/new.xml", "/sitemap.xml"] == asked(web)


def test_what_waits_for_a_later_run_is_said_and_loaded_by_it(archive: Newspaper) -> None:
    first = backfill(max_pages=1)

    assert ("Left for later runs: 1 page of these days; the same command goes on.", 1) == (
        summary(first)[-1],
        backfill(max_pages=1).counts.new,
    )


def test_a_second_backfill_asks_for_nothing_but_the_index(archive: Newspaper, web: LocalWeb) -> None:
    backfill()
    before = asked(web)

    backfill()

    assert sorted([*before, "/sitemap.xml"]) == asked(web)


def test_a_page_of_which_no_day_is_known_is_left_out_and_counted(archive: Newspaper, web: LocalWeb) -> None:
    web.sites[HOST] = archive.site({"/sitemap.xml": page(urlset(f"<url><loc>{archive.url(0)}</loc></url>"))})

    said = summary(backfill())

    assert ["Nothing is new.", "Left out: 1 page, of which no day is known."] == said


def test_the_sitemaps_of_a_site_are_found_by_its_robots_txt(archive: Newspaper, folder: Path) -> None:
    configure(folder, f'site = "{archive.origin}/"')

    assert 2 == backfill().counts.new


def test_a_normal_run_reads_what_a_backfill_left_out(archive: Newspaper, folder: Path) -> None:
    configure(folder, f'sitemap = "{archive.origin}/sitemap.xml"')
    backfill()

    progress = Progress()
    with submitting_to_threads() as submit:
        run_job(job_of_sources(load_settings(workers=1)), submit, progress)

    assert 22 == progress.counts.new


def test_whoever_is_killed_goes_on_and_loses_nothing(
    archive: Newspaper, presslake: Command, environment: dict[str, str], folder: Path, web: LocalWeb
) -> None:
    command = ["run", "--since", "2025-01-01", "--until", "2025-12-31"]
    with subprocess.Popen([PRESSLAKE, *command], cwd=folder, env=environment, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None and len(asked(web)) < 13 + 18:
            time.sleep(0.001)
        running.kill()
    before = asked(web)
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        had = warehouse.connection.execute("select url from ops.frontier where loaded_at is not null").fetchall()
    known = {*(url.removeprefix(archive.origin) for (url,) in had), *(path for path in before if "map-" in path)}

    again = presslake(*command)

    said = (
        again.returncode,
        rows("select count(*) from articles"),
        known & set(Counter(asked(web)) - Counter(before)),
    )
    assert (0, [(24,)], set()) == said, again.stderr


def test_a_feed_has_no_past(presslake: Command, archive: Newspaper, folder: Path) -> None:
    configure(folder, f'feed = "{archive.origin}/feed.rss"')

    said = presslake("run", "--since", "2026-02-01")

    expected = "presslake: mill: a feed names only what is new; days gone by need a sitemap, a site or files\n"
    assert (2, expected) == (said.returncode, said.stderr)


def test_rows_of_a_table_are_taken_by_the_day_they_state(folder: Path) -> None:
    text = "The council met on Tuesday and spoke about the ferry for an hour, nobody objected. " * 8
    days = ("2025-01-31", "2025-02-01", "2025-02-28T23:30:00Z", "2025-03-01")
    lines = [f'{{"url": "https://wire.example/{day}", "text": "{text}{day}", "date": "{day}"}}' for day in days]
    (folder / "wire.jsonl").write_text("\n".join([*lines, f'{{"url": "https://wire.example/x", "text": "{text}"}}']))
    configure(folder, 'files = ["wire.jsonl"]')

    progress = backfill()

    assert (2, 1) == (progress.counts.new, progress.total("undated"))


def test_records_of_a_web_archive_are_taken_by_the_day_of_their_capture(folder: Path) -> None:
    head = "WARC-Type: resource\r\nWARC-Target-URI: https://mill.example/a\r\nWARC-Date: 2025-02-03T23:10:00Z\r\n"
    named = "WARC-Record-ID: <urn:uuid:0f6e1b9c-7a4d-4c38-9a53-3f1a2b9c8d7e>\r\nContent-Type: text/html\r\n"
    (folder / "old.warc").write_bytes(f"WARC/1.0\r\n{head}{named}Content-Length: 3\r\n\r\n<p>\r\n\r\n".encode())

    assert [date(2025, 2, 3)] == [day_of(place) for place in list_path("old.warc", "mill")]


def test_a_dry_run_tells_how_many_pages_and_how_long(
    archive: Newspaper, presslake: Command, folder: Path, web: LocalWeb
) -> None:
    web.sites[HOST] = {**web.sites[HOST], "/robots.txt": replies.robots("User-agent: *\nCrawl-delay: 0.5")}
    configure(folder, f'sitemap = "{archive.origin}/sitemap.xml"')

    said = presslake("run", "--since", "2025-02-01", "--until", "2025-02-28", "--dry-run", "--format", "jsonl")

    told = {"source": "mill", "sitemaps": 4, "pages": 2, "undated": 0, "delay": 0.5, "hours": 0.0, "error": None}
    pages = [path for path in asked(web) if path.endswith(".html")]
    assert (told, [], False) == (json.loads(said.stdout), pages, (folder / "warehouse.duckdb").exists()), said.stderr
