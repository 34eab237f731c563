from datetime import UTC, date, datetime, timedelta

import pytest

from extract.entries import parse_feed
from extract.model import Entry, ExtractError, StatedTime

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Quayside</title><link>https://quayside.example/</link><language>en-gb</language>
<item><title>Ferry &amp;amp; pier</title><link>/local/ferry</link>
<dc:creator>By Odile Marsh and Ruben Tallow</dc:creator>
<pubDate>Fri, 14 Mar 2025 07:40:00 +0100</pubDate>
<description>&lt;p&gt;It &lt;b&gt;sails&lt;/b&gt; again.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The whole text.</p><script>x()</script>]]></content:encoded></item>
<item><description>No link here.</description></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Kai</title>
<entry><title>F\xc3\xa4hre</title><link href="https://kai.example/faehre"/><updated>2025-03-14T06:40:00Z</updated>
<author><name>Ada Quill</name></author><content type="html">&lt;p&gt;Alles.&lt;/p&gt;</content></entry></feed>"""
MOMENT = datetime(2025, 3, 14, 6, 40, tzinfo=UTC)


def test_an_rss_item_gives_what_it_states() -> None:
    assert parse_feed(RSS, "https://quayside.example/feed.xml", "quay").entries[0] == Entry(
        url="https://quayside.example/local/ferry",
        source_id="quay",
        claimed_url="https://quayside.example/local/ferry",
        title="Ferry & pier",
        authors=("Odile Marsh", "Ruben Tallow"),
        published=StatedTime(day=date(2025, 3, 14), at=MOMENT),
        language="en",
        summary="It sails again.",
        content="<p>The whole text.</p><script>x()</script>",
    )


def test_an_item_without_a_link_is_named_by_its_number() -> None:
    entry = parse_feed(RSS, "https://quayside.example/feed.xml", None).entries[1]
    assert (entry.url, entry.claimed_url) == ("https://quayside.example/feed.xml#2", None)


def test_an_atom_entry_gives_what_it_states() -> None:
    (entry,) = parse_feed(ATOM, "https://kai.example/atom", None).entries
    assert (entry.url, entry.title, entry.authors, entry.published, entry.content) == (
        "https://kai.example/faehre",
        "Fähre",
        ("Ada Quill",),
        StatedTime(day=date(2025, 3, 14), at=MOMENT),
        "<p>Alles.</p>",
    )


def test_a_feed_without_entries_is_an_empty_one() -> None:
    assert (
        parse_feed(b'<rss version="2.0"><channel><title>Q</title></channel></rss>', "https://q.example/f", None).entries
        == ()
    )


@pytest.mark.parametrize(
    "body", [b"", b"<html><body><p>ferry</p></body></html>", b"/etc/hostname", b"https://q.example/f", b"\x00\xff"]
)
def test_what_is_no_feed_is_refused_and_never_opened(body: bytes) -> None:
    with pytest.raises(ExtractError) as caught:
        parse_feed(body, "https://q.example/f", None)
    assert caught.value.reason == "not_a_feed"


def test_entities_that_multiply_are_not_read() -> None:
    doctype = b'<!DOCTYPE r [<!ENTITY a "ferry ferry"><!ENTITY b "&a;&a;&a;">]>'
    bomb = doctype + b'<rss version="2.0"><channel><item><title>&b;&b;</title></item></channel></rss>'
    entries = parse_feed(bomb, "https://q.example/f", None).entries
    assert len(entries[0].title or "") < 100


def item(*fields: str, feed: str = "") -> Entry:
    namespaces = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    counter = 'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    head = f'<rss version="2.0" {namespaces} {counter}><channel>{feed}'
    body = f"{head}<item>{''.join(fields)}</item></channel></rss>".encode()
    return parse_feed(body, "https://q.example/f", None).entries[0]


@pytest.mark.parametrize(
    "fields",
    [
        '<guid isPermaLink="true">https://q.example/a</guid><comments>https://q.example/a#c</comments>',
        '<guid>https://q.example/a</guid><enclosure url="https://q.example/a.mp3" type="audio/mpeg" length="1"/>',
        '<guid isPermaLink="false">tag:7</guid><link>\n https://q.example/a\n</link>',
        "<feedburner:origLink>https://q.example/a</feedburner:origLink><link>https://counter.example/7</link>",
    ],
)
def test_the_link_of_an_item_is_that_of_its_page(fields: str) -> None:
    assert item(fields).url == "https://q.example/a"


def test_atom_tells_when_an_entry_was_changed() -> None:
    entry = b"<entry><published>2025-03-13T06:40:00Z</published><updated>2025-03-14T06:40:00Z</updated></entry>"
    (found,) = parse_feed(
        b'<feed xmlns="http://www.w3.org/2005/Atom">' + entry + b"</feed>", "https://q.example/f", None
    ).entries
    assert (found.published, found.modified) == (
        StatedTime(day=date(2025, 3, 13), at=datetime(2025, 3, 13, 6, 40, tzinfo=UTC)),
        StatedTime(day=date(2025, 3, 14), at=MOMENT),
    )


def test_an_item_with_a_time_of_publication_alone_was_not_changed() -> None:
    assert item("<pubDate>Fri, 14 Mar 2025 07:40:00 +0100</pubDate>").modified is None


def test_a_date_that_nobody_can_read_is_none() -> None:
    assert item("<pubDate>2025-március-14T9:15+01:00</pubDate>").published is None


def test_a_long_description_is_the_text() -> None:
    text = "<p>The ferry sails again, the harbour master said.</p>" * 20
    found = item(f"<description><![CDATA[{text}]]></description>")
    assert (found.content, found.summary) == (text, None)


@pytest.mark.parametrize(
    ("expected", "feed"),
    [
        (timedelta(minutes=90), "<ttl>90</ttl>"),
        (timedelta(hours=6), "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"),
        (timedelta(hours=1), "<ttl>15</ttl><sy:updatePeriod> hourly </sy:updatePeriod>"),
        (None, "<ttl>soon</ttl><sy:updatePeriod>often</sy:updatePeriod>"),
        (None, ""),
    ],
)
def test_a_feed_says_how_long_it_stays_the_same(expected: timedelta | None, feed: str) -> None:
    head = f'<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>{feed}'
    assert parse_feed(f"{head}</channel></rss>".encode(), "https://q.example/f", None).interval == expected
