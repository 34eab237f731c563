"""What a source holds: every format that is read, and what a damaged one says."""

import gzip
import json
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extract.layout_rules import LayoutRules
from extract.model import ExtractError
from flows.errors import SourceError
from flows.places import read_page
from flows.source_settings import Source
from flows.sources import expand, list_path, list_source

ROWS = [
    {"url": "https://a.example/1", "title": "One", "text": "The first.", "date": "2026-03-01", "author": "Ada Prow"},
    {
        "url": "https://a.example/2",
        "title": "Two",
        "html": "<p>The second.</p>",
        "published_at": "2026-03-02T10:00:00Z",
    },
]


FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour Post</title><link>https://harbour.example/</link><description>News</description>
<item><title>The ferry</title><link>https://harbour.example/ferry</link>
<content:encoded><![CDATA[<p>The ferry sails again.</p>]]></content:encoded></item>
<item><title>The pier</title><link>https://harbour.example/pier</link><description>Only a teaser.</description></item>
</channel></rss>
"""


def warc_record(url: str, body: bytes, *, status: int = 200, content_type: str = "text/html") -> bytes:
    """One response as it stands in a WARC 1.1 file."""
    http = (
        f"HTTP/1.1 {status} Said\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    )
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http;msgtype=response\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2026-03-01T08:00:00Z\r\nWARC-Record-ID: <urn:test:{hash(url)}>\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def lines(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.fixture(params=["rows.jsonl", "rows.ndjson", "rows.jsonl.gz", "rows.parquet"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    match path.suffix:
        case ".parquet":
            pq.write_table(
                pa.Table.from_pylist(ROWS, schema=pa.schema([(k, pa.string()) for k in ROWS[0] | ROWS[1]])), path
            )
        case ".gz":
            path.write_bytes(gzip.compress(lines(ROWS)))
        case _:
            path.write_bytes(lines(ROWS))
    return path


@pytest.fixture(params=["pages.warc", "pages.warc.gz"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param
    records = [
        warc_record("https://a.example/1", b"<p>One</p>"),
        warc_record("https://a.example/gone", b"<p>Gone</p>", status=404),
        warc_record("https://a.example/photo", b"...", content_type="image/png"),
        warc_record(
            "https://a.example/2", "<p>Zwei Füße</p>".encode("latin-1"), content_type="text/html; charset=latin-1"
        ),
    ]
    path.write_bytes(b"".join(map(gzip.compress, records) if path.suffix == ".gz" else records))
    return path


def test_a_folder_gives_its_articles_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.html", "a.txt", "sub/c.md", "notes.pdf", ".hidden/d.html", "e.HTML.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [str(path.relative_to(tmp_path)) for path in expand(str(tmp_path))]
    assert names == ["a.txt", "b.html", "e.HTML.gz", "sub/c.md"]


def test_a_pattern_gives_its_matches(tmp_path: Path) -> None:
    for name in ("b.html", "a.html", "c.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in expand(f"{tmp_path}/*.html")] == ["a.html", "b.html"]


def test_a_file_named_like_a_pattern_is_itself(tmp_path: Path) -> None:
    (tmp_path / "[draft].html").touch()
    assert [path.name for path in expand(f"{tmp_path}/[draft].html")] == ["[draft].html"]


def test_a_path_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"absent\.html: no such file"):
        list(list_path(f"{tmp_path}/absent.html", None))


def test_the_address_of_a_file_is_a_file_url(tmp_path: Path) -> None:
    path = tmp_path / "a b.html"
    path.touch()
    assert [place.entry.url for place in list_path(str(path), None)] == [path.as_uri()]


def test_a_changed_file_has_another_etag(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one", encoding="utf-8")
    before = [place.etag for place in list_path(str(path), None)]
    path.write_text("more", encoding="utf-8")
    assert [place.etag for place in list_path(str(path), None)] != before


def test_every_row_of_a_table_is_a_place(table: Path) -> None:
    assert [place.entry.url for place in list_path(str(table), None)] == [f"{table.as_uri()}#1", f"{table.as_uri()}#2"]


def test_a_row_is_a_page_with_what_the_table_says_of_it(table: Path) -> None:
    page = read_page(next(list_path(str(table), "wire")))
    said = (page.entry.claimed_url, page.entry.title, page.entry.authors, page.entry.source_id, page.body)
    assert said == ("https://a.example/1", "One", ("Ada Prow",), "wire", b"The first.")


def test_a_row_with_html_is_an_html_page(table: Path) -> None:
    *_, last = list_path(str(table), None)
    assert (read_page(last).body, read_page(last).content_type) == (b"<p>The second.</p>", "text/html; charset=utf-8")


def test_appending_a_line_leaves_the_etags_of_the_others(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(lines(ROWS[:1]))
    before = [place.etag for place in list_path(str(path), None)]
    path.write_bytes(lines(ROWS))
    assert [place.etag for place in list_path(str(path), None)][:1] == before


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"not json\n", "not a line of JSON"),
        (b"[1, 2]\n", "an object was needed"),
        (b'{"url": "https://a.example/1"}\n', "neither text nor html"),
    ],
)
def test_a_line_that_is_no_article_says_so(line: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(line)
    with pytest.raises(ExtractError, match=message):
        read_page(next(list_path(str(path), None)))


def test_an_archive_gives_the_pages_that_were_answered(archive: Path) -> None:
    places = list(list_path(str(archive), None))
    assert [place.entry.claimed_url for place in places] == ["https://a.example/1", "https://a.example/2"]


def test_a_record_of_an_archive_is_read_from_its_place(archive: Path) -> None:
    *_, last = list_path(str(archive), None)
    page = read_page(last)
    assert ("<p>Zwei Füße</p>".encode("latin-1"), "text/html; charset=latin-1") == (page.body, page.content_type)


def test_a_crawlers_archive_gives_each_page_decoded_whatever_stands_between(tmp_path: Path) -> None:
    path = tmp_path / "CRAWL-20260301-00001.warc.gz"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "another crawler"}))
        for number, (headers, body) in enumerate(wire_forms(b"<p>The ferry sails.</p>")):
            url = f"https://a.example/{number}"
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "a.example")], is_http_request=True)
            said = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
            writer.write_record(writer.create_warc_record(url, "request", payload=BytesIO(), http_headers=asked))
            writer.write_record(writer.create_warc_record(url, "response", payload=BytesIO(body), http_headers=said))
            writer.write_record(writer.create_warc_record(url, "metadata", payload=BytesIO(b"fetchTimeMs: 5")))
            digest = "sha1:B2LTWWPUOYAH7UIPQ7ZUPQ4VMBSVC36A"
            writer.write_record(writer.create_revisit_record(url, digest, url, "2026-03-01T08:00:00Z", said))
    pages = [read_page(place) for place in list_path(str(path), None)]
    assert [(page.entry.claimed_url, page.body) for page in pages] == [
        (f"https://a.example/{number}", b"<p>The ferry sails.</p>") for number in range(4)
    ]


def wire_forms(body: bytes) -> list[tuple[list[tuple[str, str]], bytes]]:
    """A body as servers send it: plain, compressed, in chunks, and both."""
    packed = gzip.compress(body)
    chunked, encoded = ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")
    return [
        ([("Content-Length", str(len(body)))], body),
        ([encoded], packed),
        ([chunked], chunks(body)),
        ([chunked, encoded], chunks(packed)),
    ]


def chunks(body: bytes) -> bytes:
    pieces = [body[start : start + 9] for start in range(0, len(body), 9)]
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"


def test_the_good_part_of_a_damaged_archive_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl.gz"
    whole = gzip.compress(lines(ROWS * 5000), compresslevel=1)
    path.write_bytes(whole[: len(whole) // 2])
    places = list_path(str(path), None)
    first = next(places)
    with pytest.raises(SourceError, match=r"rows\.jsonl\.gz: "):
        list(places)
    assert first.entry.url == f"{path.as_uri()}#1"


@pytest.mark.parametrize("name", ["x.parquet", "x.warc", "x.jsonl.gz"])
def test_a_file_that_is_not_what_its_name_says_is_an_error(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"something else altogether\r\n" * 20)
    with pytest.raises(SourceError, match=name):
        list(list_path(str(tmp_path / name), None))


def test_a_feed_on_disk_gives_the_entries_that_carry_their_text(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED, encoding="utf-8")
    places = list(list_source(Source(id="harbour", feed=str(path))))
    assert [place.entry.url for place in places] == [f"{path.as_uri()}#https://harbour.example/ferry"]


def test_a_feed_entry_is_a_page_made_of_its_text(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(FEED, encoding="utf-8")
    page = read_page(next(list_source(Source(id="harbour", feed=str(path)))))
    assert (page.body.strip(), page.entry.title) == (b"<p>The ferry sails again.</p>", "The ferry")


def test_a_feed_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<html><p>Sign in", encoding="utf-8")
    with pytest.raises(SourceError, match=r"feed\.xml"):
        list(list_source(Source(id="harbour", feed=str(path))))


def test_the_rules_of_a_source_go_along_with_its_pages(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>The ferry sails.</p>", encoding="utf-8")
    rules = LayoutRules(prune=("//aside",), body="//main")
    source = Source(id="harbour", files=(str(tmp_path),), prune=rules.prune, body=rules.body)
    assert rules == read_page(next(iter(list_source(source)))).layout


def test_a_page_is_due_again_when_the_rules_of_its_source_change(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>The ferry sails.</p>", encoding="utf-8")
    rules: tuple[tuple[str, ...], ...] = ((), ("//aside",), ("//aside", "//nav"))
    sources = [Source(id="harbour", files=(str(tmp_path),), prune=xpaths) for xpaths in rules]
    assert 3 == len({place.etag for source in sources for place in list_source(source)})
