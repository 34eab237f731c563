"""`presslake forget`, on warehouses that the command made."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from extract.model import Entry
from flows.archive import Archive
from flows.forgotten import Forgotten
from flows.places import Place, read_page
from flows.warc import Crawler
from flows.web.model import FetchResult
from warehouse.check import run_checks
from warehouse.connection import open_warehouse

Command = Callable[..., subprocess.CompletedProcess[str]]

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))
FERRY = "https://www.quay.example/ferry"
GATE = "https://gate.example/gate"
SAID = "“We shall keep the MARKERBOAT,” harbour master Ida Quill said."


def page(name: str, url: str, sentence: str) -> str:
    """An article as a site publishes it."""
    text = "".join(f"<p>{sentence} It was the {nth} meeting.</p>" for nth in ("first", "second", "third", "fourth"))
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8><link rel=canonical href={url}></head>"
        f"<body><article><h1>The {name} story</h1>{text}</article></body></html>"
    )


@pytest.fixture(scope="module")
def made(run_command: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article that is to be forgotten, one that is to stay, and a warehouse of both."""
    folder = tmp_path_factory.mktemp("made")
    for name, url, sentence in (("ferry", FERRY, SAID), ("gate", GATE, "“The gate is shut,” Bo Rask said.")):
        (folder / f"{name}.html").write_text(page(name, url, sentence), encoding="utf-8")
        run_command("add", f"{name}.html", cwd=folder, environment=os.environ).check_returncode()
    return folder


@pytest.fixture
def loaded(made: Path, folder: Path) -> tuple[Path, Path]:
    """The two articles, and their warehouse in the working directory."""
    for path in made.glob("warehouse.*"):
        shutil.copy(path, folder, follow_symlinks=False)
    return made / "ferry.html", made / "gate.html"


def urls(presslake: Command) -> list[str]:
    return [row["url"] for row in json.loads(presslake("sql", "select url from articles", "-f", "json").stdout)]


def files_with(folder: Path, words: bytes) -> list[str]:
    """The files of the warehouse, of whatever kind, that hold these bytes."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and words in path.read_bytes())


@pytest.mark.parametrize("named", ["http://quay.example/ferry/?utm_source=mail", "quay.example", "www.quay.example"])
def test_nothing_of_it_is_left_in_any_file(
    named: str, presslake: Command, loaded: tuple[Path, Path], folder: Path
) -> None:
    before = files_with(folder, b"MARKERBOAT")
    done = presslake("forget", "--yes", named)
    assert (True, 0, [], [GATE]) == (
        len(before) > 2,
        done.returncode,
        files_with(folder, b"MARKERBOAT"),
        urls(presslake),
    )


def test_it_does_not_come_back(presslake: Command, loaded: tuple[Path, Path], folder: Path) -> None:
    presslake("forget", "--yes", "quay.example")
    done = presslake("add", str(loaded[0]))
    assert (0, "Nothing is new", [], [GATE]) == (
        done.returncode,
        done.stdout[:14],
        files_with(folder, b"MARKERBOAT"),
        urls(presslake),
    )


def test_what_is_refused_once_is_not_read_again(presslake: Command, loaded: tuple[Path, Path], folder: Path) -> None:
    presslake("forget", "--yes", FERRY)
    presslake("add", str(loaded[0]))
    presslake("add", str(loaded[0]))
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        refused = warehouse.connection.execute("select count(*) from ops.fetches where outcome = 'forgotten'")
        assert ([(1,)], ()) == (refused.fetchall(), run_checks(warehouse.connection))


def test_without_a_terminal_it_shows_and_asks_for_the_option(
    presslake: Command, loaded: tuple[Path, Path], folder: Path
) -> None:
    done = presslake("forget", FERRY)
    assert (2, True, "presslake: nothing was erased: add --yes to erase this without being asked\n", 2) == (
        done.returncode,
        "The ferry story" in done.stdout,
        done.stderr,
        len(urls(presslake)),
    )


def test_what_is_not_there_is_said_and_refused_from_then_on(presslake: Command, loaded: tuple[Path, Path]) -> None:
    done = presslake("forget", "--yes", "gone.example")
    found = presslake("sql", "select domain from ops.tombstones", "-f", "csv").stdout.split()
    assert (0, "Nothing was found, and is refused from now on: gone.example", ["domain", "gone.example"]) == (
        done.returncode,
        done.stdout.splitlines()[-1],
        found,
    )


def test_files_of_the_user_are_named_and_left(presslake: Command, loaded: tuple[Path, Path]) -> None:
    done = presslake("forget", "--yes", FERRY)
    assert (f"presslake: {loaded[0]} is a file of yours, and left as it is\n", True) == (
        done.stderr,
        loaded[0].exists(),
    )


def test_what_came_through_a_pipe_goes_with_its_file(presslake: Command, folder: Path) -> None:
    presslake("add", "-", stdin=page("ferry", FERRY, SAID))
    kept = list((folder / "pages").iterdir())
    presslake("forget", "--yes", FERRY)
    assert (1, []) == (len(kept), list((folder / "pages").iterdir()))


@pytest.fixture
def archived(loaded: tuple[Path, Path], response: Callable[..., FetchResult], folder: Path) -> Path:
    """The archive, with both pages as if they had come from the web."""
    with Archive(folder / "pages", "20261122T084200Z-3f9c", Crawler(software="x", user_agent="x")) as archive:
        archive.keep(response(FERRY, f"<p>{SAID}</p>".encode()))
        gate = archive.keep(response(GATE, b"<p>The gate is shut.</p>")).place
    assert gate is not None
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        warehouse.connection.execute(
            "update ops.fetches set warc_file = ?, warc_offset = ?, warc_length = ? where url like '%gate.html'",
            [gate.file, gate.offset, gate.length],
        )
    return folder / "pages"


def test_records_of_the_archive_go(presslake: Command, archived: Path) -> None:
    presslake("forget", "--yes", FERRY)
    kept = [url for part in archived.iterdir() for url in records(part)]
    assert [GATE] * 3 == kept


def test_records_that_stay_are_where_the_log_says(presslake: Command, archived: Path) -> None:
    presslake("forget", "--yes", FERRY)
    done = presslake("sql", "select warc_file, warc_offset from ops.fetches", "-f", "json")
    [place] = [(archived / row["warc_file"], row["warc_offset"]) for row in json.loads(done.stdout)]
    found = read_page(Place(entry=Entry(url=GATE), etag="", path=place[0], offset=place[1]))
    assert b"<p>The gate is shut.</p>" == found.body


def records(part: Path) -> list[str]:
    """The addresses of a part's records."""
    with part.open("rb") as file:
        urls = [record.headers.get("WARC-Target-URI") for record in ArchiveIterator(file)]
    return [url for url in urls if url]


def test_whoever_dies_at_any_step_comes_to_the_same_end(
    presslake: Command, archived: Path, environment: dict[str, str], folder: Path
) -> None:
    for sign in ("pages/*-r1.warc.gz", "warehouse.duckdb.unfinished", "warehouse.read.*.unfinished"):
        command = [PRESSLAKE, "forget", "--yes", FERRY]
        kill_at(sign, folder, subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL))
    presslake("forget", "--yes", FERRY)
    kept = [url for part in archived.iterdir() for url in records(part)]
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        assert ([], False, ()) == (files_with(folder, b"MARKERBOAT"), FERRY in kept, run_checks(warehouse.connection))


def kill_at(sign: str, folder: Path, running: subprocess.Popen[bytes]) -> None:
    """Kill a command as soon as there is a file of this name: it is in the archive, in the file, or at the copies."""
    while not any(folder.glob(sign)) and running.poll() is None:
        time.sleep(0.001)
    running.kill()
    assert running.wait() == -signal.SIGKILL


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("https://quay.example/", "names a site: give quay.example to forget all of it"),
        ("quay.example/ferry", "neither the address of a page, as https://news.example/a, nor a host"),
        ("com", "neither the address of a page"),
        ("co.uk", "all sites of the world below co.uk are too many"),
        ("ftp://quay.example/ferry", "http(s):// or file:// was needed"),
    ],
)
def test_a_mistake_is_told_before_anything_is_looked_at(
    named: str, said: str, presslake: Command, loaded: tuple[Path, Path]
) -> None:
    done = presslake("forget", "--yes", named)
    assert (2, True, 2) == (done.returncode, said in done.stderr, len(urls(presslake)))


def test_without_a_warehouse_none_is_made(presslake: Command, folder: Path) -> None:
    done = presslake("forget", "--yes", "quay.example", "--warehouse", "typo.duckdb")
    assert (2, False) == (done.returncode, (folder / "typo.duckdb").exists())


@pytest.mark.parametrize(
    ("url", "is_covered"),
    [
        ("https://amp.quay.example/ferry/amp", True),
        ("https://quay.example/ferry?page=2", False),
        ("https://sport.gate.example/a", True),
        ("https://notgate.example/a", False),
        ("file:///ferry.html", False),
    ],
)
def test_an_address_is_told_to_be_covered(url: str, is_covered: bool) -> None:
    forgotten = Forgotten(url_keys=frozenset({"quay.example/ferry"}), domains=frozenset({"gate.example"}))
    assert is_covered == forgotten.covers(url)


@pytest.mark.parametrize(
    ("body", "is_named"),
    [
        (b"<link>https://www.quay.example/ferry?a=1&amp;b=2</link>", True),
        (b'{"url": "https://quay.example/ferry?a=1&b=2"}', True),
        (b"<link>https://quay.example/tram</link>", False),
    ],
)
def test_a_document_is_told_to_name_what_was_forgotten(body: bytes, is_named: bool) -> None:
    assert is_named == Forgotten(url_keys=frozenset({"quay.example/ferry?a=1&b=2"})).is_named_in(body)
