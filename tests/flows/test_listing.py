"""What a source's feeds and sitemaps name, asked from a real server through the fetcher that runs have."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from benchmarks.local_web.documents import changed, index, reply, rss, urlset
from extract.model import StatedTime
from flows.sites import Listed

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
#: One site on loopback, and what is remembered of it (conftest.py).
Quay = Any


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


def test_an_address_that_cannot_be_written_costs_only_its_own_entry(quay: Quay) -> None:
    items = '{"url": "/a"}, {"url": "/half-\\ud800"}, {"url": "/c"}'
    quay.answers["/feed"] = reply(f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{items}]}}')
    assert paths(quay.run(feeds=(quay.url("/feed"),))) == ["/a", "/feed#2", "/c"]


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


def test_a_sitemap_whose_index_dates_it_no_more_is_asked_by_itself(quay: Quay) -> None:
    quay.answers |= {"/index": reply(index(a=changed("2026-03-13"))), "/a.xml": reply(urlset("/old"))}
    quay.run(sitemaps=(quay.url("/index"),))
    quay.answers |= {"/index": reply(index(a="")), "/a.xml": reply(urlset("/new"))}
    assert paths(quay.run(NOW + timedelta(days=2), sitemaps=(quay.url("/index"),))) == ["/new"]


def test_a_feed_that_failed_when_it_was_named_is_asked_for_once_it_is_configured(quay: Quay) -> None:
    quay.run(anything=(quay.url("/feed"),))
    quay.answers["/feed"] = reply(rss("/a"))
    assert paths(quay.run(feeds=(quay.url("/feed"),))) == ["/a"]


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


def test_several_failures_are_one_sentence(quay: Quay) -> None:
    listed = quay.run(feeds=(quay.url("/a"), quay.url("/b"), quay.url("/c")))
    assert (listed.error or "").endswith("(and 2 more)")
