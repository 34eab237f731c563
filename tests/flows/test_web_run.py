"""Sources on the web, run by the command against a real server: what is loaded, and what is asked for again."""

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.server import LocalWeb
from extract.model import Entry
from extract.urls import url_key
from flows.jobs import job_of_sources
from flows.pipeline import is_anything_due, run_job
from flows.progress import Progress
from flows.settings import load_settings
from flows.submitting import submitting_to_threads
from warehouse.connection import open_warehouse
from warehouse.frontier import save_listing

Command = Callable[..., subprocess.CompletedProcess[str]]

HOST = "mill.localhost"


def configure(folder: Path, *keys: str) -> None:
    """Write a configuration with one source of these keys."""
    top = ['contact = "desk@presslake.example"', 'allow_private = ["127.0.0.0/8"]', "delay = 0"]
    (folder / "presslake.toml").write_text("\n".join([*top, "[[sources]]", 'id = "mill"', *keys, ""]))


def run() -> Progress:
    """Run every configured source in this process, without Prefect, which takes ten seconds to start."""
    progress = Progress()
    with submitting_to_threads() as submit:
        run_job(job_of_sources(load_settings()), submit, progress)
    return progress


def rows(presslake: Command, query: str) -> list[dict[str, object]]:
    answer = presslake("sql", query, "--format", "json")
    assert answer.returncode == 0, answer.stderr
    return list(json.loads(answer.stdout))


def test_a_run_loads_what_a_feed_names(presslake: Command, paper: Newspaper) -> None:
    run()

    found = rows(presslake, "select title, source_id from articles order by published_at desc")

    assert found == [{"title": paper.title(number), "source_id": "mill"} for number in range(4)]


def test_what_a_site_says_of_machines_is_said_of_its_articles(
    presslake: Command, web: LocalWeb, paper: Newspaper
) -> None:
    robots = "License: https://mill.example/rsl.xml\nUser-agent: *\nContent-Signal: ai-train=no"
    tdmrep = b'[{"location": "/news/0001", "tdm-reservation": 1}]'
    web.sites[HOST] = paper.site(
        {
            "/robots.txt": replies.robots(robots),
            "/.well-known/tdmrep.json": replies.page(tdmrep, content_type="application/json"),
        }
    )
    run()

    query = "select is_ai_opt_out, is_tdm_opt_out, license_url from articles order by published_at desc limit 2"

    assert [list(row.values()) for row in rows(presslake, query)] == [
        [True, False, "https://mill.example/rsl.xml"],
        [True, True, "https://mill.example/rsl.xml"],
    ]


def test_a_second_run_asks_for_nothing_that_is_not_due(presslake: Command, web: LocalWeb, paper: Newspaper) -> None:
    presslake("run")
    asked = len(web.log)

    again = presslake("run")

    said = (again.returncode, "Nothing is due before" in again.stdout)
    assert (0, True, asked) == (*said, len(web.log)), again.stdout


@pytest.mark.parametrize(
    ("key", "read"), [("feed", "/feed.json"), ("sitemap", "/dated.xml"), ("sitemap", "/news.xml.gz")]
)
def test_a_source_that_takes_more_reads_again_what_it_has_read(
    presslake: Command, folder: Path, web: LocalWeb, paper: Newspaper, key: str, read: str
) -> None:
    dated = f"<sitemap><loc>{paper.origin}/news.xml.gz</loc><lastmod>2020-02-02</lastmod></sitemap>"
    index = f"<sitemapindex>{dated}</sitemapindex>"
    web.sites[HOST] = paper.site({"/dated.xml": replies.page(index.encode(), content_type="application/xml")})
    due = []
    for pattern in ("/0001", "/000[12]", "/000[12]"):
        configure(folder, f'{key} = "{paper.origin}{read}"', f'include = ["{pattern}"]')
        due.append(is_anything_due(job_of_sources(load_settings())))
        run()

    found = rows(presslake, "select url from articles order by url")
    asked = [logged.validators for logged in web.log if logged.path == read]
    assert ([True, True, False], [{"url": paper.url(1)}, {"url": paper.url(2)}], [(), ()]) == (due, found, asked)


def test_a_page_is_asked_for_again_with_its_validators(presslake: Command, web: LocalWeb, paper: Newspaper) -> None:
    presslake("add", paper.url(1))

    presslake("add", paper.url(1))

    asked = [logged.validators for logged in web.log if logged.path == "/news/0001.html"]
    assert asked == [(), ("if-none-match", "if-modified-since")]


def test_a_page_that_is_as_before_costs_one_row(presslake: Command, paper: Newspaper) -> None:
    presslake("add", paper.url(1))

    presslake("add", paper.url(1))

    query = "select outcome, http_status, kind from ops.fetches where kind = 'page' order by fetched_at"
    assert rows(presslake, query) == [
        {"outcome": "new", "http_status": 200, "kind": "page"},
        {"outcome": "not_modified", "http_status": 304, "kind": "page"},
    ]


def test_add_takes_the_address_of_a_feed(presslake: Command, paper: Newspaper) -> None:
    presslake("add", f"{paper.origin}/feed.json")

    assert rows(presslake, "select count(*) as articles from articles") == [{"articles": 4}]


def test_add_takes_a_list_of_addresses(presslake: Command, folder: Path, paper: Newspaper) -> None:
    (folder / "wanted.txt").write_text(f"# two of them\n{paper.url(0)}\n\n{paper.url(3)}\n")

    presslake("add", "wanted.txt")

    found = rows(presslake, "select url from articles order by url")
    assert found == [{"url": paper.url(0)}, {"url": paper.url(3)}]


def test_add_takes_a_list_of_feeds(presslake: Command, folder: Path, paper: Newspaper) -> None:
    outline = f'<outline text="Mill Post" xmlUrl="{paper.origin}/feed.json"/>'
    (folder / "papers.opml").write_text(f'<opml version="2.0"><body>{outline}</body></opml>')

    presslake("add", "papers.opml")

    assert rows(presslake, "select count(*) as articles from articles") == [{"articles": 4}]


def test_a_site_is_read_by_its_home_page(presslake: Command, folder: Path, paper: Newspaper) -> None:
    configure(folder, f'site = "{paper.origin}/"')

    run()

    assert rows(presslake, "select count(*) as articles from articles") == [{"articles": 4}]


def test_a_sitemap_index_leads_to_its_pages(presslake: Command, folder: Path, paper: Newspaper) -> None:
    configure(folder, f'sitemap = "{paper.origin}/sitemap.xml"')

    run()

    assert rows(presslake, "select count(*) as articles from articles") == [{"articles": 4}]


def test_an_article_behind_a_counter_is_known_by_its_own_address(
    presslake: Command, web: LocalWeb, folder: Path, paper: Newspaper
) -> None:
    counter = web.origin("counter.localhost")
    feed = f'<rss version="2.0"><channel><item><link>{counter}/7</link></item></channel></rss>'
    web.sites["counter.localhost"] = {
        "/7": replies.redirect(paper.url(0), status=302),
        "/feed": replies.page(feed.encode(), content_type="application/rss+xml"),
    }
    configure(folder, f'feed = "{counter}/feed"')

    run()

    assert rows(presslake, "select url from articles") == [{"url": paper.url(0)}]


def test_a_page_that_blocks_us_is_made_of_its_feeds_full_text(
    presslake: Command, web: LocalWeb, paper: Newspaper, folder: Path
) -> None:
    full_text = "".join(f"<p>{escape(text)}</p>" for text in paper.paragraphs(0))
    feed = json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": "Mill Post",
            "items": [{"id": "1", "url": paper.url(0), "title": paper.title(0), "content_html": full_text}],
        }
    )
    web.sites[HOST] = paper.site(
        {
            "/full.json": replies.page(feed.encode(), content_type="application/feed+json"),
            "/news/0000.html": replies.refusal(403),
        }
    )
    configure(folder, f'feed = "{paper.origin}/full.json"')

    run()

    expected = [{"title": paper.title(0), "paragraph_count": 5, "http_status": 403, "outcome": "new"}]
    query = "select title, paragraph_count, http_status, outcome from articles join ops.fetches using (article_id)"
    assert rows(presslake, query) == expected


def test_a_source_that_fails_leaves_the_others_and_is_named(
    presslake: Command, web: LocalWeb, paper: Newspaper, folder: Path
) -> None:
    configure(folder, f'feed = "{paper.origin}/feed.rss"', "[[sources]]", 'id = "quay"', f'feed = "{paper.origin}/no"')

    run = presslake("run")

    assert (3, True) == (run.returncode, "HTTP 404" in run.stderr), run.stderr


def test_a_line_that_is_no_address_is_the_error_of_its_source_and_the_others_are_read(
    web: LocalWeb, paper: Newspaper, folder: Path
) -> None:
    (folder / "more.txt").write_text(f"{paper.url(0)}\nno address\n{paper.url(1)}\n", encoding="utf-8")
    configure(folder, 'urls = ["more.txt", "absent.txt"]')

    tally = run().tally("mill")

    expected = (2, "more.txt:2: 'no address' is no http(s) address (and 1 more)")
    assert (tally.read, tally.error) == expected


def test_a_page_without_an_article_is_in_quarantine_with_its_next_try(
    presslake: Command, web: LocalWeb, paper: Newspaper
) -> None:
    web.sites[HOST] = paper.site({"/news/0001.html": replies.refusal(404)})

    run()

    query = "select url, reason, attempts, next_try_at > last_failed_at as is_tried_again from ops.quarantine"
    expected = [{"url": paper.url(1), "reason": "not_found", "attempts": 1, "is_tried_again": True}]
    assert rows(presslake, query) == expected


def test_a_page_in_quarantine_that_is_named_again_is_not_as_before(
    presslake: Command, web: LocalWeb, paper: Newspaper
) -> None:
    web.sites[HOST] = paper.site({"/news/0001.html": replies.refusal(410)})
    run()

    again = presslake("add", f"{paper.origin}/feed.json")

    assert "mill.localhost: 3 as before, 1 in quarantine since before" in again.stderr


def test_what_was_fetched_is_in_the_archive(presslake: Command, paper: Newspaper, folder: Path) -> None:
    run()

    found = rows(presslake, "select distinct warc_file as file from ops.fetches where kind = 'page'")

    assert found == [{"file": path.name} for path in (folder / "pages").iterdir()]


def test_no_archive_leaves_no_file_behind(presslake: Command, paper: Newspaper, folder: Path) -> None:
    text = (folder / "presslake.toml").read_text()
    (folder / "presslake.toml").write_text('archive = "none"\n' + text)

    run()

    left = [path.name for path in folder.rglob("*.warc.gz*")]
    query = "select count(article_id) as articles, count(warc_file) as named from ops.fetches"
    assert ([], [{"articles": 4, "named": 0}]) == (left, rows(presslake, query))


def test_sites_are_told_whom_to_turn_to(presslake: Command, web: LocalWeb, paper: Newspaper) -> None:
    run()

    told = {(logged.user_agent or "").partition("/")[0] for logged in web.log}
    contact = {(logged.user_agent or "").partition(" ")[2] for logged in web.log}
    assert ({"presslake"}, {"(+desk@presslake.example)"}) == (told, contact)


def test_a_page_at_a_private_address_is_refused_unless_it_is_opened(
    presslake: Command, web: LocalWeb, paper: Newspaper, folder: Path
) -> None:
    (folder / "presslake.toml").unlink()

    refused = presslake("add", paper.url(0))

    assert (1, [], True) == (refused.returncode, web.log, "ssrf" in refused.stderr), refused.stderr


def test_two_sources_of_one_feed_are_each_told_all_that_it_names(
    presslake: Command, web: LocalWeb, paper: Newspaper, folder: Path
) -> None:
    feed = f'feed = "{paper.origin}/feed.rss"'
    configure(folder, feed, 'include = ["/0001"]')
    run()
    configure(folder, feed, 'include = ["/0001"]', "[[sources]]", 'id = "other"', feed)

    run()

    counted = rows(presslake, "select source_id, count(*) as articles from articles group by all order by all")
    assert counted == [{"source_id": "mill", "articles": 1}, {"source_id": "other", "articles": 3}]


def test_a_run_asks_for_no_more_pages_than_it_may(
    presslake: Command, web: LocalWeb, paper: Newspaper, folder: Path
) -> None:
    newest = Entry(url=paper.url(0), source_id="old")
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        save_listing(warehouse.connection, "r", (), [newest], [url_key(newest.url)], datetime.now(UTC))
    configure(folder, f'feed = "{paper.origin}/feed.rss"', "max_pages = 1")

    run()

    assert len([logged for logged in web.log if logged.path.startswith("/news/")]) == 1
