"""WARC files that other programs wrote, some of them to harm: each page has its outcome, and none takes the memory."""

import gzip
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import brotli
import pytest
from backports import zstd

from extract.model import Entry, ExtractError
from flows.places import Place, read_page
from flows.sources import list_path

#: Decoded bytes of a bomb.
BOMB = 300 * 2**20
ZEROS = bytes(2**20)


def gzip_bomb() -> bytes:
    packed = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packed.compress(ZEROS) for _ in range(BOMB // len(ZEROS))) + packed.flush()


def brotli_bomb() -> bytes:
    packed = brotli.Compressor(quality=5)
    return b"".join(packed.process(ZEROS) for _ in range(BOMB // len(ZEROS))) + bytes(packed.finish())


def zstd_bomb() -> bytes:
    packed = zstd.ZstdCompressor()
    return b"".join(packed.compress(ZEROS) for _ in range(BOMB // len(ZEROS))) + packed.flush()


def record(body: bytes, *headers: bytes, kind: bytes = b"response", length: bytes | None = None) -> bytes:
    """A record as it stands in a WARC file, its HTTP headers and its length as wished."""
    http = b"\r\n".join((b"HTTP/1.1 200 OK", b"Content-Type: text/html", *headers, b"", body))
    return b"\r\n".join(
        (
            b"WARC/1.1",
            b"WARC-Type: " + kind,
            b"WARC-Target-URI: https://harbour.example/../../etc/passwd",
            b"WARC-Filename: ../../../etc/passwd",
            b"WARC-Record-ID: <urn:uuid:0>",
            b"Content-Type: application/http; msgtype=response",
            b"Content-Length: " + (length or b"%d" % len(http)),
            b"",
            http,
            b"\r\n",
        )
    )


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], Path]:
    """The file that holds a record."""

    def write(content: bytes) -> Path:
        path = tmp_path / "pages.warc.gz"
        path.write_bytes(gzip.compress(content, 1))
        return path

    return write


Written = Callable[[bytes], Path]


def place(path: Path) -> Place:
    return Place(entry=Entry(url="file:///pages.warc.gz"), etag="", path=path, offset=0)


PEAK = """
import sys
from pathlib import Path
from extract.model import Entry, ExtractError
from flows.places import Place, read_page
from flows.sources import list_path
import fastwarc.warc
def peak():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1])
before, path = peak(), Path(sys.argv[1])
listed = len(list(list_path(str(path), None)))
try:
    read_page(Place(entry=Entry(url=""), etag="", path=path, offset=0))
except ExtractError as error:
    print(listed, error.reason, peak() - before < 100_000)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux for the peak of memory")
@pytest.mark.parametrize(("coding", "bomb"), [(b"gzip", gzip_bomb), (b"br", brotli_bomb), (b"zstd", zstd_bomb)])
def test_a_bomb_in_an_archive_is_refused_below_100_mb(
    written: Written, coding: bytes, bomb: Callable[[], bytes]
) -> None:
    path = written(record(bomb(), b"Content-Encoding: " + coding))

    found = run([sys.executable, "-c", PEAK, path], capture_output=True, text=True, check=True)

    assert found.stdout == "1 too_big True\n"


UNREADABLE = {
    "a chunk longer than the file": record(b"FFFFFFFFFFFFFFFF\r\n<p>Yes.</p>", b"Transfer-Encoding: chunked"),
    "a chunk shorter than nothing": record(b"-5\r\n<p>Yes.</p>", b"Transfer-Encoding: chunked"),
    "a header of 100 MB": record(b"<p>Yes.</p>", b"X-Long: " + b"a" * 100_000_000),
    "a million headers": record(b"<p>Yes.</p>", *[b"X-Many: a"] * 1_000_000),
    "nothing": b"",
    "a request": record(b"", kind=b"request"),
    "a revisit": record(b"", kind=b"revisit"),
    "no record": b"<html><body><p>Yes.</p>",
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_record_that_is_no_response_is_unreadable(written: Written, name: str) -> None:
    with pytest.raises(ExtractError) as raised:
        read_page(place(written(UNREADABLE[name])))

    assert "unreadable" == raised.value.reason


def test_a_record_that_says_it_is_longer_ends_with_its_file(written: Written) -> None:
    path = written(record(b"<p>Yes.</p>", length=b"1000000000000000000"))

    assert read_page(place(path)).body == b"<p>Yes.</p>\r\n\r\n"


def test_a_name_in_an_archive_is_no_path(written: Written) -> None:
    path = written(record(b"<p>Yes.</p>"))

    [listed] = list_path(str(path), None)

    assert (path, "https://harbour.example/../../etc/passwd", b"<p>Yes.</p>") == (
        listed.path,
        listed.entry.claimed_url,
        read_page(listed).body,
    )


def test_what_a_response_says_beside_its_page_is_there(written: Written) -> None:
    path = written(
        record(b"<p>Yes.</p>", b"X-Robots-Tag: noai", b"x-robots-tag: otherbot: none", b"TDM-Reservation: 1")
    )

    headers = read_page(place(path)).headers

    assert ("noai, otherbot: none", "1") == (headers["x-robots-tag"], headers["tdm-reservation"])
