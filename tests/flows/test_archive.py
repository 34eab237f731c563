"""The raw archive: where it keeps a response, and what a run that dies leaves behind."""

import gzip
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Entry
from flows.archive import Archive, repair
from flows.errors import ArchiveError
from flows.parts import UNFINISHED, part_of
from flows.places import Place, read_page
from flows.sources import list_path
from flows.warc import Crawler
from flows.web.model import FetchResult
from warehouse.model import WarcPlace

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


def part(folder: Path, number: int = 1) -> Path:
    return folder / f"presslake-{RUN}-{number:05}.warc.gz"


def test_a_page_is_read_from_its_place_at_once(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        archive.keep(response(body=b"<p>Another page.</p>"))
        kept = archive.keep(response()).place
        assert kept is not None
        place = Place(entry=Entry(url=URL), etag="", path=tmp_path / kept.file, offset=kept.offset)

        assert (BODY, "text/html; charset=utf-8") == (
            (page := read_page(place)).body,
            page.content_type,
        )


def test_the_archive_can_be_added_like_any_other(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        archive.keep(response())
        archive.keep(response(), known_sha256=sha256(BODY).hexdigest())

    assert [URL] == [place.entry.claimed_url for place in list_path(str(part(tmp_path)), None)]


def test_a_place_holds_one_whole_record(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        kept = archive.keep(response()).place
    assert kept is not None

    record = part(tmp_path).read_bytes()[kept.offset : kept.offset + kept.length]

    assert gzip.decompress(record).startswith(b"WARC/1.1\r\nWARC-Type: response\r\n")


def test_a_part_that_is_full_is_followed_by_another(response: Response, tmp_path: Path) -> None:
    with Archive(tmp_path, RUN, CRAWLER, part_bytes=4000) as archive:
        places = [archive.keep(response(body=os.urandom(1500))).place for _ in range(3)]

    assert [part(tmp_path, number).name for number in (1, 2, 3)] == [place.file for place in places if place]


def test_what_many_threads_keep_stays_apart(response: Response, tmp_path: Path) -> None:
    bodies = [f"<p>Page {number}.</p>".encode() * number for number in range(1, 200)]
    with Archive(tmp_path, RUN, CRAWLER, part_bytes=20_000) as archive, ThreadPoolExecutor(8) as threads:
        kept = list(threads.map(lambda body: archive.keep(response(body=body)), bodies))

    read = [
        read_page(Place(entry=Entry(url=URL), etag="", path=tmp_path / each.place.file, offset=each.place.offset)).body
        for each in kept
        if each.place
    ]

    assert bodies == read


def test_nothing_kept_leaves_nothing_behind(tmp_path: Path) -> None:
    with Archive(tmp_path / "pages", RUN, CRAWLER) as archive:
        archive.flush()

    assert [] == list(tmp_path.iterdir())


def test_a_part_is_marked_until_it_is_finished(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        archive.keep(response())
        during = sorted(path.name for path in tmp_path.iterdir())

    assert ([part(tmp_path).name, part(tmp_path).name + UNFINISHED], [part(tmp_path).name]) == (
        during,
        [path.name for path in tmp_path.iterdir()],
    )


@pytest.fixture(scope="module")
def whole(response: Response, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, tuple[int, ...]]:
    """A part of some records, and where they end."""
    folder = tmp_path_factory.mktemp("whole")
    with Archive(folder, RUN, CRAWLER) as archive:
        for number in range(5):
            archive.keep(response(body=b"<p>%d</p>" % number + os.urandom(500)))
    content = part(folder).read_bytes()
    starts = [record.stream_pos for record in FastIterator(str(part(folder)))]
    return content, (*starts[1:], len(content))


@given(cut=st.data(), rubbish=st.binary(max_size=64))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_part_cut_anywhere_is_repaired_to_its_whole_records(
    whole: tuple[bytes, tuple[int, ...]], tmp_path: Path, cut: st.DataObject, rubbish: bytes
) -> None:
    content, ends = whole
    torn = content[: cut.draw(st.integers(0, len(content)))] + rubbish
    part(tmp_path).write_bytes(torn)
    (tmp_path / (part(tmp_path).name + UNFINISHED)).touch()

    repair(tmp_path)

    left = part(tmp_path).read_bytes() if part(tmp_path).exists() else b""
    assert content[: max((end for end in ends if torn.startswith(content[:end])), default=0)] == left


def test_a_finished_part_is_left_alone(response: Response, archive: Archive, tmp_path: Path) -> None:
    with archive:
        archive.keep(response())
    with part(tmp_path).open("ab") as file:
        file.write(b"not ours to judge")
    before = part(tmp_path).read_bytes()

    repair(tmp_path)

    assert before == part(tmp_path).read_bytes()


def test_an_archive_that_is_not_there_needs_no_repair(tmp_path: Path) -> None:
    assert () == repair(tmp_path / "pages")


WRITER = """
import os, resource, sys
from datetime import UTC, datetime
from pathlib import Path
from flows.archive import Archive
from flows.warc import Crawler
from flows.web.model import FetchRequest, FetchResult
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
archive = Archive(Path(sys.argv[1]), sys.argv[2], Crawler(software="presslake", user_agent="presslake"))
url = "https://harbour.example/"
while True:
    result = FetchResult(
        request=FetchRequest(url=url), outcome="ok", final_url=url, body=os.urandom(900), fetched_at=datetime.now(UTC)
    )
    print(archive.keep(result).place.offset, flush=True)
"""


@pytest.mark.parametrize("pages", [1, 7, 40])
def test_what_a_killed_writer_kept_is_there_whole(tmp_path: Path, pages: int) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, tmp_path, RUN, "-1"], stdout=subprocess.PIPE, env=environment
    ) as writer:
        assert writer.stdout is not None
        offsets = [int(writer.stdout.readline()) for _ in range(pages)]
        writer.send_signal(signal.SIGKILL)

    repair(tmp_path)

    kept = [record.stream_pos for record in FastIterator(str(part(tmp_path)), record_types=4)]
    assert offsets == kept[:pages]


def test_a_full_disk_is_said_and_tears_nothing(tmp_path: Path) -> None:
    writer = subprocess.run(
        [sys.executable, "-c", WRITER, tmp_path, RUN, "20000"],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        text=True,
        check=False,
    )

    said = f"{tmp_path}: the archive cannot be written (File too large): make room, then run again"
    assert (f"flows.errors.ArchiveError: {said}", len(writer.stdout.splitlines())) == (
        writer.stderr.splitlines()[-1],
        len(list(FastIterator(str(part(tmp_path)), record_types=4))),
    )


def test_a_folder_that_cannot_be_made_is_said(response: Response, tmp_path: Path) -> None:
    (tmp_path / "pages").touch()

    with pytest.raises(ArchiveError, match=r"pages: the archive cannot be written \(File exists\)"):
        Archive(tmp_path / "pages", RUN, CRAWLER).keep(response())


@pytest.mark.parametrize("name", ["../secret.warc.gz", "/etc/passwd", "gone.warc.gz"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.warc.gz").touch()
    (tmp_path / "pages").mkdir()

    assert part_of(tmp_path / "pages", WarcPlace(file=name, offset=0, length=1)) is None
