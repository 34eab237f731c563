"""Records taken out of the archive, and where the others are afterwards."""

import gzip
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from extract.model import Entry
from flows.archive import Archive, repair
from flows.errors import ArchiveError
from flows.parts import PARTIAL, mark_of
from flows.places import Place, read_page
from flows.rewriting import drop_records
from flows.warc import Crawler
from flows.web.model import FetchResult
from warehouse.model import WarcPlace

RUN = "20261122T084200Z-3f9c"
CRAWLER = Crawler(software="presslake 0.1.0", user_agent="presslake/0.1.0")
URLS = [f"https://harbour.example/{name}" for name in ("ferry", "pier", "quay")]
PART = f"presslake-{RUN}-00001.warc.gz"

Response = Callable[..., FetchResult]


def is_pier(url: str) -> bool:
    return url.endswith("/pier")


def body(url: str) -> bytes:
    return f"<p>All about {url}.</p>".encode()


def urls_in(part: Path) -> list[tuple[str, str | None]]:
    return [
        (record.headers["WARC-Type"], record.headers.get("WARC-Target-URI")) for record in ArchiveIterator(str(part))
    ]


@pytest.fixture
def places(tmp_path: Path, response: Response) -> list[WarcPlace]:
    """Where the archive has the page of each URL."""
    with Archive(tmp_path, RUN, CRAWLER) as archive:
        kept = [archive.keep(response(url=url, body=body(url))) for url in URLS]
    return [each.place for each in kept if each.place]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_dropped_url_gave_is_in_no_file_any_more(places: list[WarcPlace], tmp_path: Path) -> None:
    drop_records(tmp_path, is_pier).delete_old_parts()

    [part] = tmp_path.iterdir()

    assert b"/pier" not in gzip.decompress(part.read_bytes())


def test_the_other_records_are_all_there(places: list[WarcPlace], tmp_path: Path) -> None:
    drop_records(tmp_path, is_pier).delete_old_parts()

    [part] = tmp_path.iterdir()

    kinds = ("request", "response", "metadata")
    assert [("warcinfo", None), *((kind, url) for url in (URLS[0], URLS[2]) for kind in kinds)] == urls_in(part)


def test_a_page_that_moved_is_read_from_its_new_place(places: list[WarcPlace], tmp_path: Path) -> None:
    moved = drop_records(tmp_path, is_pier).moved
    new = [moved[place.file, place.offset] for place in (places[0], places[2])]

    read = [
        read_page(Place(entry=Entry(url=""), etag="", path=tmp_path / place.file, offset=place.offset)).body
        for place in new
    ]

    assert [body(URLS[0]), body(URLS[2])] == read


def test_a_new_place_holds_one_whole_record(places: list[WarcPlace], tmp_path: Path) -> None:
    [*_, place] = drop_records(tmp_path, is_pier).moved.values()

    record = (tmp_path / place.file).read_bytes()[place.offset : place.offset + place.length]

    assert gzip.decompress(record).endswith(body(URLS[2]) + b"\r\n\r\n")


def test_the_number_of_dropped_responses_is_told(places: list[WarcPlace], tmp_path: Path) -> None:
    assert 1 == drop_records(tmp_path, is_pier).dropped


def test_revisits_of_a_dropped_url_go_too(tmp_path: Path, response: Response) -> None:
    with Archive(tmp_path, RUN, CRAWLER) as archive:
        archive.keep(response(url=URLS[1]), known_sha256=sha256(response().body or b"").hexdigest())

    assert 1 == drop_records(tmp_path, is_pier).dropped


def test_old_parts_stay_until_the_warehouse_knows_the_new_ones(places: list[WarcPlace], tmp_path: Path) -> None:
    drop_records(tmp_path, is_pier)

    assert [PART.replace(".warc", "-r1.warc"), PART] == names(tmp_path)


def test_whoever_died_before_deleting_the_old_parts_can_start_again(places: list[WarcPlace], tmp_path: Path) -> None:
    drop_records(tmp_path, is_pier)

    again = drop_records(tmp_path, is_pier)
    again.delete_old_parts()

    assert ([PART], [PART.replace(".warc", "-r1.warc"), PART.replace(".warc", "-r2.warc")]) == (
        [part.name for part in again.old_parts],
        names(tmp_path),
    )


def test_a_part_without_such_records_is_left_alone(places: list[WarcPlace], tmp_path: Path) -> None:
    drop_records(tmp_path, lambda url: "elsewhere" in url).delete_old_parts()

    assert [PART] == names(tmp_path)


def test_a_part_of_nothing_else_is_gone(places: list[WarcPlace], tmp_path: Path) -> None:
    drop_records(tmp_path, lambda url: True).delete_old_parts()

    assert [] == names(tmp_path)


def test_a_part_that_is_being_written_is_not_touched(places: list[WarcPlace], tmp_path: Path) -> None:
    mark_of(tmp_path / PART).touch()

    assert [] == drop_records(tmp_path, is_pier).old_parts


def test_half_a_new_part_is_deleted_by_the_next_run(places: list[WarcPlace], tmp_path: Path) -> None:
    (tmp_path / (PART + PARTIAL)).write_bytes(b"half")

    repair(tmp_path)

    assert [PART] == names(tmp_path)


def test_a_damaged_part_is_said_and_kept(places: list[WarcPlace], tmp_path: Path) -> None:
    content = bytearray((tmp_path / PART).read_bytes())
    content[places[1].offset + 40] ^= 0xFF
    (tmp_path / PART).write_bytes(content)

    with pytest.raises(ArchiveError, match=rf"{PART}: the archive cannot be read"):
        drop_records(tmp_path, is_pier)
