import gzip
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.listing import parse_listing
from extract.model import ExtractError

URL = "https://quayside.example/x"
RSS = '<rss version="2.0"><channel><item><title>&lt;div&gt;</title><link>/a</link></item></channel></rss>'
#: What documents are made of, right and wrong.
PIECES = (
    *("<rss version='2.0'>", "<channel>", "<item>", "</item>", "<link>", "</link>", "<guid>", "<author>", "<pubDate>"),
    *("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry xml:base='//['>", "<link href='", "'/>", "<ttl>", "1e9"),
    *("<urlset>", "<url>", "</url>", "<loc>", "</loc>", "<lastmod>", "<sitemapindex>", "<sitemap>", "</sitemap>"),
    *("<opml>", "<outline xmlUrl='", "<html>", "<link rel=alternate type='application/rss+xml' href='", "<base href='"),
    *("<?xml version='1.0' encoding='", "'?>", "<!DOCTYPE r [", "<!ENTITY a '", "'>]>", "&a;", "&", "<![CDATA[", "]]>"),
    *("<!--", "-->", "{", "}", '"items":[', '{"url":', "]", ",", "null", '"', "\x00", "\ud800", "é", "\ufeff"),
    *("http://q.example/a", "http://[::1", "https://x:99999/", "2025-03-14T25:99:00Z", "Fri, 99 Foo 2025"),
)
DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=30).map(lambda pieces: "".join(pieces).encode(errors="replace"))
URLSET = "<urlset><url><loc>https://q.example/a</loc></url></urlset>"
INDEX = "<sitemapindex><sitemap><loc>https://q.example/a.xml</loc></sitemap></sitemapindex>"


@pytest.mark.parametrize(
    ("expected", "document"),
    [
        ("feed", RSS),
        ("feed", f"<!-- {'by hand ' * 200} -->\n{RSS}"),
        ("feed", f"Warning: include() failed in /srv/x.php\n<?xml version='1.0'?>\n{RSS}"),
        ("feed", f'<!DOCTYPE html PUBLIC "-//W3C//DTD">{RSS}'),
        ("feed", '<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&lt;p&gt;</title></feed>'),
        ("feed", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"/>'),
        ("feed", '<CHANNEL HREF="https://q.example/"><ITEM HREF="/a"><TITLE>A</TITLE></ITEM></CHANNEL>'.lower()),
        ("feed", '\ufeff {"items": [{"content_html": "<html><body><p>A</p>"}]}'),
        ("sitemap", URLSET),
        ("sitemap", "https://q.example/a\nhttps://q.example/b"),
        ("index", INDEX),
        ("opml", '<opml version="2.0"><body/></opml>'),
        ("page", "<!doctype html><p>Ferry"),
        ("page", "<html><head><title>Ferry</title></head><body>&lt;rss</body></html>"),
    ],
)
def test_a_document_is_what_its_content_tells(expected: str, document: str) -> None:
    assert parse_listing(document.encode(), "application/octet-stream", URL, None).kind == expected


def test_a_compressed_file_is_unpacked() -> None:
    assert len(parse_listing(gzip.compress(URLSET.encode()), None, f"{URL}.gz", None).entries) == 1


def test_utf_16_is_read() -> None:
    assert parse_listing(RSS.encode("utf-16"), None, URL, None).entries[0].url == "https://quayside.example/a"


def test_a_charset_is_that_of_the_header_where_the_document_states_none() -> None:
    body = RSS.replace("&lt;div&gt;", "Паром идёт в гавань").encode("koi8-r")
    assert parse_listing(body, "text/xml; charset=koi8-r", URL, None).entries[0].title == "Паром идёт в гавань"


def test_a_wrong_header_is_not_believed() -> None:
    body = RSS.replace("&lt;div&gt;", "Fähre über die Förde, schön früh").encode()
    found = parse_listing(body, "text/xml; charset=iso-8859-1", URL, None).entries[0].title
    assert found == "Fähre über die Förde, schön früh"


def test_a_page_names_its_feeds() -> None:
    page = b'<html><link rel=alternate type="application/rss+xml" href="/rss"></html>'
    assert [child.url for child in parse_listing(page, "text/html", URL, None).children] == [
        "https://quayside.example/rss"
    ]


@pytest.mark.parametrize("body", [b"", b"ferry", b"%PDF-1.7", b"<svg></svg>", b"{", gzip.compress(b"x", mtime=0)])
def test_what_names_no_pages_is_refused_with_what_was_found(body: bytes) -> None:
    with pytest.raises(ExtractError):
        parse_listing(body, None, URL, None)


def test_a_bomb_is_too_big() -> None:
    with pytest.raises(ExtractError) as caught:
        parse_listing(gzip.compress(bytes(60 * 2**20)), None, URL, None)
    assert caught.value.reason == "too_big"


def test_what_comes_back_crosses_between_processes() -> None:
    parsed = parse_listing(RSS.encode(), None, URL, "quay")
    assert pickle.loads(pickle.dumps(parsed)) == parsed


def outcome_of(body: bytes) -> str:
    try:
        parsed = parse_listing(body, "text/xml; charset=unheard-of", URL, None)
    except ExtractError as error:
        return error.reason
    return "read" if all(entry.url.startswith("http") for entry in parsed.entries) else "no address"


@given(st.one_of(DOCUMENTS, st.binary(max_size=200)))
def test_whatever_is_sent_gives_what_it_names_or_a_reason(body: bytes) -> None:
    assert outcome_of(body) in {"read", "not_a_feed", "not_a_listing", "not_opml", "empty_body", "unreadable"}
