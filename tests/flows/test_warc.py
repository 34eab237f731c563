"""What stands in a WARC file of ours, as two readers see it."""

import gzip
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from warcio.archiveiterator import ArchiveIterator as WarcioIterator

from flows.archive import Archive
from flows.warc import Crawler
from flows.web.model import FetchResult

RUN = "20261122T084200Z-3f9c"
CRAWLER = Crawler(
    software="presslake 0.1.0", user_agent="presslake/0.1.0 (+desk@example.org)", contact="desk@example.org"
)
URL = "https://harbour.example/ferry?page=1"
BODY = "<p>The ferry sails again, said Zoë Amsel.</p>".encode()

Response = Callable[..., FetchResult]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path, RUN, CRAWLER)


def part(folder: Path) -> Path:
    return folder / f"presslake-{RUN}-00001.warc.gz"


def by_fastwarc(path: Path) -> list[tuple[str, str | None, dict[str, str], bytes]]:
    """Type, URL, headers and payload of each record."""
    return [
        (
            str(record.headers["WARC-Type"]),
            record.headers.get("WARC-Target-URI"),
            record.http_headers.to_dict() if record.http_headers else {},
            record.reader.read(),
        )
        for record in FastIterator(str(path), parse_http=True, auto_decode="all")
    ]


def by_warcio(path: Path) -> list[tuple[str, str | None, dict[str, str], bytes]]:
    with path.open("rb") as file:
        return [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                dict(record.http_headers.headers) if record.http_headers else {},
                record.content_stream().read(),
            )
            for record in WarcioIterator(file)
        ]


Reader = Callable[[Path], list[tuple[str, str | None, dict[str, str], bytes]]]


@pytest.fixture(params=[by_fastwarc, by_warcio])
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    return found


def test_a_response_is_kept_with_who_asked_what_came_and_how(
    response: Response, archive: Archive, reader: Reader, tmp_path: Path
) -> None:
    with archive:
        archive.keep(response())

    kinds = [(kind, url) for kind, url, _, _ in reader(part(tmp_path))]

    assert [("warcinfo", None), ("request", URL), ("response", URL), ("metadata", URL)] == kinds


def test_a_payload_is_kept_decoded_and_says_so(
    response: Response, archive: Archive, reader: Reader, tmp_path: Path
) -> None:
    with archive:
        archive.keep(response())

    _, _, headers, payload = reader(part(tmp_path))[2]

    assert (
        BODY,
        {
            "content-type": "text/html; charset=utf-8",
            "X-Crawler-Content-Encoding": "br",
            "X-Crawler-Content-Length": "17",
            "etag": '"a1"',
            "Content-Length": str(len(BODY)),
        },
    ) == (payload, headers)


def test_warcio_finds_the_digest_of_the_payload_right(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        archive.keep(response())

    with part(tmp_path).open("rb") as file:
        checked = [
            (record.content_stream().read(), record.digest_checker.passed)[1]
            for record in WarcioIterator(file, check_digests=True)
        ]

    assert [None, None, True, None] == checked


def test_fastwarc_finds_the_digest_of_the_payload_right(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        archive.keep(response())

    records = FastIterator(str(part(tmp_path)), record_types=4, parse_http=True)

    assert [True] == [record.verify_payload_digest() for record in records]


def test_a_record_says_when_where_from_and_by_which_protocol(
    response: Response, archive: Archive, tmp_path: Path
) -> None:
    with archive:
        archive.keep(response())

    [response] = FastIterator(str(part(tmp_path)), record_types=4)
    told = ("WARC-Date", "WARC-IP-Address", "WARC-Protocol", "WARC-Payload-Digest")

    assert [
        "2026-11-22T08:42:00.250000Z",
        "192.0.2.7",
        "h2",
        f"sha256:{sha256(BODY).hexdigest()}",
    ] == [response.headers[name] for name in told]


def test_a_part_begins_with_who_crawled_and_by_which_manners(
    response: Response, archive: Archive, tmp_path: Path
) -> None:
    with archive:
        archive.keep(response())

    opening = by_fastwarc(part(tmp_path))[0][3].decode()

    assert [
        "software: presslake 0.1.0",
        "format: WARC File Format 1.1",
        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        f"isPartOf: {RUN}",
        "robots: obey (RFC 9309)",
        "http-header-user-agent: presslake/0.1.0 (+desk@example.org)",
        "operator: desk@example.org",
    ] == opening.splitlines()


def test_the_metadata_tell_the_way_to_the_response(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        archive.keep(response())

    assert {
        "requestedUrl": "https://harbour.example/old",
        "kind": "page",
        "hops": ["301 https://harbour.example/old"],
        "attempts": 2,
        "fetchTimeMs": 120,
        "wireBytes": 17,
    } == json.loads(by_fastwarc(part(tmp_path))[3][3])


def test_what_a_site_says_of_machines_is_kept_with_its_page(
    response: Response, archive: Archive, tmp_path: Path
) -> None:
    with archive:
        archive.keep(
            response(content_signals={"search": True, "ai-train": False}, license_url="https://harbour.example/rsl.xml")
        )

    headers = by_fastwarc(part(tmp_path))[2][2]

    assert (
        "search=yes, ai-train=no",
        '<https://harbour.example/rsl.xml>; rel="license"; type="application/rsl+xml"',
    ) == (
        headers["X-Crawler-Content-Signal"],
        headers["X-Crawler-Link"],
    )


def test_a_file_of_reservations_says_no_more_than_the_page_s_own_header(
    response: Response, archive: Archive, tmp_path: Path
) -> None:
    stated = {"tdm-reservation": "1", "tdm-policy": "https://harbour.example/tdm"}
    with archive:
        archive.keep(response(headers={"tdm-reservation": "0"}, tdm=stated))

    headers = by_fastwarc(part(tmp_path))[2][2]

    assert ("0", None, "https://harbour.example/tdm") == (
        headers["tdm-reservation"],
        headers.get("X-Crawler-Tdm-Reservation"),
        headers["X-Crawler-Tdm-Policy"],
    )


@pytest.mark.parametrize("secret", [b"s3cret", b"id=7"])
def test_neither_credentials_nor_cookies_are_kept(
    response: Response, archive: Archive, tmp_path: Path, secret: bytes
) -> None:
    with archive:
        archive.keep(response())

    assert secret not in gzip.decompress(part(tmp_path).read_bytes())


def test_a_header_cannot_end_its_line(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        archive.keep(
            response(url="https://harbour.example/a\r\nWARC-Type: warcinfo", headers={"x\r\n\r\ny": "1\r\nz: 2"})
        )

    assert [("response", "https://harbour.example/a WARC-Type: warcinfo", {"x y": "1 z: 2"})] == [
        (kind, url, {name: value for name, value in headers.items() if name != "Content-Length"})
        for kind, url, headers, _ in by_fastwarc(part(tmp_path))
        if kind == "response"
    ]


def test_a_payload_that_is_there_becomes_a_revisit_without_a_body(
    response: Response, archive: Archive, reader: Reader, tmp_path: Path
) -> None:
    digest = sha256(BODY).hexdigest()
    with archive:
        kept = archive.keep(response(), known_sha256=digest)

    kind, url, _, payload = reader(part(tmp_path))[2]

    assert ("revisit", URL, b"", None, digest) == (kind, url, payload, kept.place, kept.sha256)


def test_a_revisit_names_the_payload_that_it_stands_for(response: Response, archive: Archive, tmp_path: Path) -> None:
    digest = sha256(BODY).hexdigest()
    with archive:
        archive.keep(response(), known_sha256=digest)

    [revisit] = FastIterator(str(part(tmp_path)), record_types=64)

    assert (f"sha256:{digest}", "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest") == (
        revisit.headers["WARC-Payload-Digest"],
        revisit.headers["WARC-Profile"],
    )
