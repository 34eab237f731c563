from datetime import UTC, date, datetime

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
    assert parse_feed(RSS, "https://quayside.example/feed.xml", "quay")[0] == Entry(
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
    entry = parse_feed(RSS, "https://quayside.example/feed.xml", None)[1]
    assert (entry.url, entry.claimed_url) == ("https://quayside.example/feed.xml#2", None)


def test_an_atom_entry_gives_what_it_states() -> None:
    (entry,) = parse_feed(ATOM, "https://kai.example/atom", None)
    assert (entry.url, entry.title, entry.authors, entry.published, entry.content) == (
        "https://kai.example/faehre",
        "Fähre",
        ("Ada Quill",),
        StatedTime(day=date(2025, 3, 14), at=MOMENT),
        "<p>Alles.</p>",
    )


def test_a_feed_without_entries_is_an_empty_one() -> None:
    assert (
        parse_feed(b'<rss version="2.0"><channel><title>Q</title></channel></rss>', "https://q.example/f", None) == ()
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
    entries = parse_feed(bomb, "https://q.example/f", None)
    assert len(entries[0].title or "") < 100
