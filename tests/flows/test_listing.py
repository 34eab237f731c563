"""What a source names, asked from a real server on loopback through the fetcher that runs have."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_network

import pytest

from benchmarks.local_web.server import Answer, Asked, LocalWeb, Reply
from extract.listing import parse_listing
from extract.model import StatedTime
from extract.parsed import Parsed
from extract.tdmrep import TDMREP_PATH
from flows.listing import list_site
from flows.sites import Listed, Site
from flows.web.fetch import Fetcher
from flows.web.manners import Manners
from flows.web.model import FetchRequest, FetchResult
from flows.web.polite import PoliteFetcher
from warehouse.model import Document, Exchange

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
HOST = "quay.localhost"


def reply(body: str = "", status: int = 200, **headers: str) -> Answer:
    """Answer with this body, or with 304 to its ETag."""

    def answer(asked: Asked) -> Reply:
        is_known = "etag" in headers and asked.headers.get("if-none-match") == headers["etag"]
        said = 304 if is_known else status
        sent = b"" if is_known else body.encode()
        lines = [f"HTTP/1.1 {said} Said", f"Content-Length: {len(sent)}", "Content-Type: text/html; charset=utf-8"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        return Reply(status=said, wire="\r\n".join([*lines, "", ""]).encode() + sent)

    return answer


def rss(*paths: str, ttl: str = "") -> str:
    items = "".join(f"<item><title>{path}</title><link>{path}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel>{ttl}{items}</channel></rss>'


def urlset(*paths: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{path}</loc></url>' for path in paths)}</urlset>"


def index(**lastmod: str) -> str:
    named = "".join(f"<sitemap><loc>/{name}.xml</loc>{at}</sitemap>" for name, at in lastmod.items())
    return f"<sitemapindex>{named}</sitemapindex>"


def changed(at: str) -> str:
    return f"<lastmod>{at}</lastmod>"


class Quay:
    """One site on loopback, and what is remembered of it from run to run."""

    def __init__(self, web: LocalWeb) -> None:
        self.web = web
        self.origin = web.origin(HOST)
        self.answers: dict[str, Answer] = {}
        web.sites[HOST] = self.answers
        self.known: dict[str, Document] = {}

    def run(self, at: datetime = NOW, **site: object) -> Listed:
        """One run."""
        listed = asyncio.run(self._listed(Site(source_id="quay", **site), at))  # type: ignore[arg-type]
        self.known |= {document.url: replace(document, exchange=None) for document in listed.documents}
        return listed

    async def _listed(self, site: Site, at: datetime) -> Listed:
        async with Fetcher(user_agent="presslake-test", open_networks=(ip_network("127.0.0.0/8"),)) as fetcher:
            manners = Manners(delay=0.0)
            polite = PoliteFetcher(fetcher.exchange, user_agent="presslake-test", manners=manners)

            async def fetch(request: FetchRequest) -> tuple[FetchResult, Exchange]:
                result = await polite.get(request)
                return replace(result, fetched_at=at), exchange_of(result)

            return await list_site(site, self.known, fetch, parse, at, jitter=lambda: 0.0)

    def url(self, path: str) -> str:
        return self.origin + path

    def asked(self) -> list[str]:
        """The paths that the server was asked for, what speaks for the whole site left out."""
        return [logged.path for logged in self.web.log if logged.path not in ("/robots.txt", TDMREP_PATH)]


async def parse(result: FetchResult, source_id: str) -> Parsed:
    return parse_listing(result.body or b"", result.headers.get("content-type"), result.final_url, source_id)


def exchange_of(result: FetchResult) -> Exchange:
    return Exchange(
        status=result.status,
        final_url=result.final_url,
        etag=result.headers.get("etag"),
        last_modified=result.headers.get("last-modified"),
        content_sha256=sha256(result.body).hexdigest() if result.body is not None else None,
    )


@pytest.fixture
def quay() -> Iterator[Quay]:
    with LocalWeb() as web:
        yield Quay(web)


def paths(listed: Listed) -> list[str]:
    return [re.sub(r"^https?://[^/]+", "", entry.url) for entry in listed.entries]


def test_a_feed_names_its_pages_once(quay: Quay) -> None:
    quay.answers["/feed"] = reply(rss("/a", "/b?utm_source=feed", "/b", "/a/"))
    assert paths(quay.run(feeds=(quay.url("/feed"),))) == ["/a", "/b?utm_source=feed"]


def test_what_feed_and_sitemap_say_of_a_page_is_put_together(quay: Quay) -> None:
    quay.answers["/feed"] = reply(rss("/a"))
    quay.answers["/map"] = reply("<urlset><url><loc>/a/</loc><lastmod>2026-03-13</lastmod></url></urlset>")
    (entry,) = quay.run(feeds=(quay.url("/feed"),), sitemaps=(quay.url("/map"),)).entries
    assert (entry.url, entry.title, entry.modified) == (quay.url("/a"), "/a", StatedTime(day=date(2026, 3, 13)))


def test_only_what_the_source_takes_is_listed(quay: Quay) -> None:
    quay.answers["/feed"] = reply(rss("/news/a", "/sport/b", "/news/live/c"))
    wanted, unwanted = re.compile("/news/"), re.compile("/live/")
    assert paths(quay.run(feeds=(quay.url("/feed"),), include=(wanted,), exclude=(unwanted,))) == ["/news/a"]


def test_pages_named_one_by_one_come_first(quay: Quay) -> None:
    quay.answers["/feed"] = reply(rss("/a"))
    assert paths(quay.run(feeds=(quay.url("/feed"),), pages=(quay.url("/p"),))) == ["/p", "/a"]


def test_what_is_not_due_is_not_asked_for(quay: Quay) -> None:
    quay.answers["/feed"] = reply(rss("/a"))
    quay.run(feeds=(quay.url("/feed"),))
    listed = quay.run(at=NOW + timedelta(minutes=14), feeds=(quay.url("/feed"),))
    assert (listed.documents, quay.asked()) == ((), ["/feed"])


def test_a_feed_that_has_not_changed_costs_a_conditional_request(quay: Quay) -> None:
    quay.answers["/feed"] = reply(rss("/a"), etag='"7"')
    quay.run(feeds=(quay.url("/feed"),))
    (document,) = quay.run(at=LATER, feeds=(quay.url("/feed"),)).documents
    assert (document.outcome, document.etag, document.ok_at) == ("not_modified", '"7"', LATER)


def test_a_feed_that_is_sent_again_unchanged_names_nothing(quay: Quay) -> None:
    quay.answers["/feed"] = reply(rss("/a"))
    quay.run(feeds=(quay.url("/feed"),))
    assert quay.run(at=LATER, feeds=(quay.url("/feed"),)).entries == ()


def test_validators_of_what_expires_at_once_are_not_kept(quay: Quay) -> None:
    quay.answers["/feed"] = reply(rss("/a"), etag='"7"', expires="0")
    (document,) = quay.run(feeds=(quay.url("/feed"),)).documents
    assert document.etag is None


def test_a_failure_says_what_was_found_and_when_it_is_tried_again(quay: Quay) -> None:
    quay.answers["/feed"] = reply(status=500)
    listed = quay.run(feeds=(quay.url("/feed"),))
    assert listed.error == f"{quay.url('/feed')}: HTTP 500 (3 attempts); next try 12:15 UTC"


def test_failures_in_a_row_are_counted_and_back_off(quay: Quay) -> None:
    quay.answers["/feed"] = reply("<p>no feed")
    quay.run(feeds=(quay.url("/feed"),))
    again = NOW + timedelta(minutes=15)
    (document,) = quay.run(at=again, feeds=(quay.url("/feed"),)).documents
    assert (document.failures, document.failing_since, document.next_check_at) == (
        2,
        NOW,
        again + timedelta(minutes=30),
    )


def test_a_feed_that_works_again_has_no_failures(quay: Quay) -> None:
    quay.answers["/feed"] = reply(status=404)
    quay.run(feeds=(quay.url("/feed"),))
    quay.answers["/feed"] = reply(rss("/a"))
    (document,) = quay.run(at=LATER, feeds=(quay.url("/feed"),)).documents
    assert (document.failures, document.failing_since, document.outcome) == (0, None, "ok")


def test_what_is_gone_is_never_asked_for_again(quay: Quay) -> None:
    quay.answers["/feed"] = reply(status=410)
    listed = quay.run(feeds=(quay.url("/feed"),))
    quay.run(at=LATER, feeds=(quay.url("/feed"),))
    assert (listed.error, quay.asked()) == (f"{quay.url('/feed')}: HTTP 410; not asked again", ["/feed"])


def test_a_page_in_place_of_a_feed_names_the_feed_that_it_links(quay: Quay) -> None:
    quay.answers["/feed"] = reply('<html><link rel=alternate type="application/rss+xml" href="/rss"></html>')
    error = quay.run(feeds=(quay.url("/feed"),)).error or ""
    assert f"an HTML page, which links the feed {quay.url('/rss')}; a feed or a sitemap was needed" in error


def test_a_permanent_move_is_believed_in_the_third_run(quay: Quay) -> None:
    quay.answers |= {"/feed": reply(status=301, location="/new"), "/new": reply(rss("/a"))}
    for day in range(3):
        quay.run(at=NOW + timedelta(days=day), feeds=(quay.url("/feed"),))
    assert quay.asked() == ["/feed", "/new", "/feed", "/new", "/new"]


def test_where_a_document_moved_is_written_down(quay: Quay) -> None:
    quay.answers |= {"/feed": reply(status=308, location="/new"), "/new": reply(status=302, location="/now")}
    quay.answers["/now"] = reply(rss("/a"))
    (document,) = quay.run(feeds=(quay.url("/feed"),)).documents
    assert (document.url, document.moved_to, document.moved_runs) == (quay.url("/feed"), quay.url("/new"), 1)


def test_a_detour_is_no_move(quay: Quay) -> None:
    quay.answers |= {"/feed": reply(status=302, location="/new"), "/new": reply(rss("/a"))}
    (document,) = quay.run(feeds=(quay.url("/feed"),)).documents
    assert (document.moved_to, document.moved_runs) == (None, 0)


def test_the_first_address_is_asked_again_where_the_new_one_fails(quay: Quay) -> None:
    quay.answers |= {"/feed": reply(status=301, location="/new"), "/new": reply(rss("/a"))}
    for day in range(2):
        quay.run(at=NOW + timedelta(days=day), feeds=(quay.url("/feed"),))
    quay.answers["/new"] = reply(status=410)
    quay.run(at=NOW + timedelta(days=2), feeds=(quay.url("/feed"),))
    quay.answers["/feed"] = reply(rss("/b"))
    assert paths(quay.run(at=NOW + timedelta(days=3), feeds=(quay.url("/feed"),))) == ["/b"]


def test_an_index_is_followed_to_its_newest_sitemaps_first(quay: Quay) -> None:
    quay.answers["/sitemap.xml"] = reply(index(old=changed("2024-01-01"), new=changed("2026-03-13")))
    quay.answers |= {"/old.xml": reply(urlset("/o")), "/new.xml": reply(urlset("/n"))}
    assert paths(quay.run(sitemaps=(quay.url("/sitemap.xml"),))) == ["/n", "/o"]


def test_sitemaps_that_their_index_says_have_not_changed_are_left_alone(quay: Quay) -> None:
    quay.answers |= {"/old.xml": reply(urlset("/o")), "/new.xml": reply(urlset("/n"))}
    quay.answers["/sitemap.xml"] = reply(index(old=changed("2024-01-01"), new=changed("2026-03-13T08:00:00Z")))
    quay.run(sitemaps=(quay.url("/sitemap.xml"),))
    quay.answers["/sitemap.xml"] = reply(index(old=changed("2024-01-01"), new=changed("2026-03-15T08:00:00Z")))
    quay.run(at=NOW + timedelta(days=2), sitemaps=(quay.url("/sitemap.xml"),))
    assert quay.asked()[3:] == ["/sitemap.xml", "/new.xml"]


def test_a_sitemap_that_announces_no_changes_is_asked_by_itself(quay: Quay) -> None:
    quay.answers |= {"/a.xml": reply(urlset("/a")), "/sitemap.xml": reply(index(a=""), etag='"1"')}
    quay.run(sitemaps=(quay.url("/sitemap.xml"),))
    quay.answers["/a.xml"] = reply(urlset("/a", "/b"))
    assert paths(quay.run(at=LATER, sitemaps=(quay.url("/sitemap.xml"),))) == ["/a", "/b"]


def test_an_index_of_itself_ends(quay: Quay) -> None:
    quay.answers["/sitemap.xml"] = reply(index(sitemap=""))
    quay.run(sitemaps=(quay.url("/sitemap.xml"),))
    assert quay.asked() == ["/sitemap.xml"]


def test_more_sitemaps_than_a_run_reads_are_read_by_the_next(quay: Quay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.listing.MOST_CHILDREN", 2)
    names = {f"m{number}": changed(f"2026-01-0{number}") for number in (1, 2, 3)}
    quay.answers |= {f"/{name}.xml": reply(urlset(f"/{name}")) for name in names}
    quay.answers["/sitemap.xml"] = reply(index(**names), etag='"1"')
    runs = [quay.run(at=NOW + timedelta(days=day), sitemaps=(quay.url("/sitemap.xml"),)) for day in (0, 1, 2)]
    assert [paths(run) for run in runs] == [["/m3", "/m2"], ["/m1"], []]


def test_more_pages_than_a_run_takes_are_named_by_the_next(quay: Quay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.listing.MOST_ENTRIES", 3)
    monkeypatch.setattr("flows.listing.AT_ONCE", 1)
    names = {f"m{number}": changed(f"2026-01-0{number}") for number in (1, 2, 3)}
    quay.answers |= {f"/{name}.xml": reply(urlset(f"/{name}a", f"/{name}b")) for name in names}
    quay.answers["/sitemap.xml"] = reply(index(**names), etag='"1"')
    runs = [quay.run(at=NOW + timedelta(days=day), sitemaps=(quay.url("/sitemap.xml"),)) for day in (0, 1)]
    assert [paths(run) for run in runs] == [["/m3a", "/m3b", "/m2a", "/m2b"], ["/m1a", "/m1b"]]


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
    assert (listed.pages, listed.error) == ((), f"{quay.url('/feed.xml')}: HTTP 404; not asked again")


def test_an_archive_on_the_web_is_to_be_downloaded_first(quay: Quay) -> None:
    error = quay.run(anything=(quay.url("/crawl-00001.warc.gz"),)).error or ""
    assert (error.endswith("download it first, then: presslake add FILE"), quay.asked()) == (True, [])


def test_several_failures_are_one_sentence(quay: Quay) -> None:
    listed = quay.run(feeds=(quay.url("/a"), quay.url("/b"), quay.url("/c")))
    assert (listed.error or "").endswith("(and 2 more)")
