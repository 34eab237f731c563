"""What a home page leads to, and what an address on the command line is, asked from a real server."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from benchmarks.local_web.documents import reply, rss, urlset
from flows.sites import Listed

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
#: One site on loopback, and what is remembered of it (conftest.py).
Quay = Any


def paths(listed: Listed) -> list[str]:
    return [re.sub(r"^https?://[^/]+", "", entry.url) for entry in listed.entries]


def test_the_feeds_of_a_home_page_are_read_and_remembered(quay: Quay) -> None:
    quay.answers["/"] = reply('<html><link rel=alternate type="application/rss+xml" href="/rss" title="News"></html>')
    quay.answers["/rss"] = reply(rss("/a"))
    first = quay.run(homes=(quay.url("/"),))
    quay.answers["/rss"] = reply(rss("/b"))
    second = quay.run(at=LATER, homes=(quay.url("/"),))
    assert (first.discovered, paths(first), paths(second), quay.asked()) == (
        {quay.url("/rss"): "News"},
        ["/a"],
        ["/b"],
        ["/", "/rss", "/rss"],
    )


def test_a_page_of_feeds_that_a_home_page_links_is_followed(quay: Quay) -> None:
    quay.answers["/"] = reply('<html><a href="/rss">Our feeds</a></html>')
    quay.answers["/rss"] = reply('<html><a href="/local.rss">Local</a><a href="/rss">All</a></html>')
    quay.answers["/local.rss"] = reply(rss("/a"))
    listed = quay.run(homes=(quay.url("/"),))
    assert (paths(listed), listed.error) == (["/a"], None)


def test_a_link_that_leads_to_no_feed_is_no_failure_of_its_source(quay: Quay) -> None:
    quay.answers["/"] = reply('<html><a href="/rss.xml">RSS</a><a href="/old.rss">RSS</a></html>')
    quay.answers["/rss.xml"] = reply(rss("/a"))
    listed = quay.run(homes=(quay.url("/"),))
    assert (paths(listed), listed.error, len(listed.documents)) == (["/a"], None, 3)


def test_a_home_page_whose_feeds_cannot_be_read_says_so(quay: Quay) -> None:
    quay.answers["/"] = reply('<html><a href="/rss.xml">RSS</a></html>')
    error = quay.run(homes=(quay.url("/"),)).error
    assert error == f"{quay.url('/')}: it links feeds, none of which can be read; {quay.url('/rss.xml')}: HTTP 404"


def test_a_home_page_without_feeds_leads_to_the_sitemaps_of_robots_txt(quay: Quay) -> None:
    quay.answers |= {"/": reply("<html><p>News</html>"), "/map": reply(urlset("/a"))}
    quay.answers["/robots.txt"] = reply(f"Sitemap: {quay.url('/map')}\n")
    assert paths(quay.run(homes=(quay.url("/"),))) == ["/a"]


def test_more_sitemaps_of_robots_txt_than_a_run_reads_are_read_by_the_next(
    quay: Quay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.listing.MOST_CHILDREN", 2)
    quay.answers["/"] = reply("<html><p>News</html>")
    quay.answers["/robots.txt"] = reply("".join(f"Sitemap: {quay.url(f'/m{number}')}\n" for number in (1, 2, 3)))
    quay.answers |= {f"/m{number}": reply(urlset(f"/{number}"), etag='"1"') for number in (1, 2, 3)}
    runs = [quay.run(at=NOW + timedelta(minutes=15 * number), homes=(quay.url("/"),)) for number in (0, 1)]
    assert [paths(run) for run in runs] == [["/1", "/2"], ["/3"]]


def test_what_nobody_names_is_looked_for_where_many_sites_have_it(quay: Quay) -> None:
    quay.answers |= {"/": reply("<html><p>News</html>"), "/news-sitemap.xml": reply(urlset("/a"))}
    listed = quay.run(homes=(quay.url("/"),))
    assert (paths(listed), listed.error, list(listed.discovered)) == (["/a"], None, [quay.url("/news-sitemap.xml")])


def test_what_was_found_there_is_still_known_when_the_home_page_is_read_again(quay: Quay) -> None:
    quay.answers |= {"/": reply("<html><p>News</html>"), "/sitemap.xml": reply(urlset("/a"))}
    quay.run(homes=(quay.url("/"),))
    assert quay.run(at=NOW + timedelta(days=8), homes=(quay.url("/"),)).error is None


def test_a_home_page_that_leads_nowhere_says_what_was_tried(quay: Quay) -> None:
    quay.answers["/"] = reply("<html><p>News</html>")
    error = quay.run(homes=(quay.url("/"),)).error or ""
    assert error.startswith(f"{quay.url('/')}: it links no feed, its robots.txt names no sitemap, and none of /sitemap")


@pytest.mark.parametrize(
    ("expected_entries", "expected_pages", "body"),
    [
        (["/a"], 0, rss("/a")),
        (["/a"], 0, urlset("/a")),
        ([], 1, "<html><p>The ferry sails.</html>"),
        ([], 1, "The ferry sails."),
    ],
)
def test_what_the_command_line_names_is_what_its_content_tells(
    quay: Quay, expected_entries: list[str], expected_pages: int, body: str
) -> None:
    quay.answers["/x"] = reply(body)
    listed = quay.run(anything=(quay.url("/x"),))
    assert (paths(listed), len(listed.pages)) == (expected_entries, expected_pages)


def test_a_home_page_on_the_command_line_gives_its_feeds(quay: Quay) -> None:
    quay.answers["/"] = reply('<html><a href="/rss.xml">RSS</a></html>')
    quay.answers["/rss.xml"] = reply(rss("/a"))
    assert paths(quay.run(anything=(quay.url("/"),))) == ["/a"]


def test_a_list_of_feeds_gives_what_they_name(quay: Quay) -> None:
    outlines = '<outline xmlUrl="/one"/><outline xmlUrl="/two"/>'
    quay.answers["/x.opml"] = reply(f'<opml version="2.0"><body>{outlines}</body></opml>')
    quay.answers |= {"/one": reply(rss("/a")), "/two": reply(rss("/b"))}
    assert paths(quay.run(anything=(quay.url("/x.opml"),))) == ["/a", "/b"]


def test_a_page_that_cannot_be_had_is_a_page_all_the_same(quay: Quay) -> None:
    ((result, _),) = quay.run(anything=(quay.url("/local/ferry"),)).pages
    assert result.outcome == "not_found"


def test_a_feed_on_the_command_line_that_cannot_be_had_is_an_error(quay: Quay) -> None:
    listed = quay.run(anything=(quay.url("/feed.xml"),))
    assert (listed.pages, listed.error) == (
        (),
        f"{quay.url('/feed.xml')}: HTTP 404; asked again when it is added again",
    )


def test_an_archive_on_the_web_is_to_be_downloaded_first(quay: Quay) -> None:
    error = quay.run(anything=(quay.url("/crawl-00001.warc.gz"),)).error or ""
    assert (error.endswith("download it first, then: presslake add FILE"), quay.asked()) == (True, [])
