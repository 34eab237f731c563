"""What was forgotten and still stands on the web: it is neither asked for nor kept again."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator

from benchmarks.local_web import replies
from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.server import LocalWeb
from warehouse.check import run_checks
from warehouse.connection import open_warehouse

Command = Callable[..., subprocess.CompletedProcess[str]]

HOST = "mill.localhost"


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with LocalWeb() as running:
        yield running


@pytest.fixture
def paper(web: LocalWeb, presslake: Command, folder: Path) -> Newspaper:
    """A newspaper of four articles, all of them loaded."""
    paper = Newspaper(name="Mill Post", origin=web.origin(HOST), pages=4)
    web.sites[HOST] = paper.site()
    top = 'contact = "desk@presslake.example"\nallow_private = ["127.0.0.0/8"]\ndelay = 0\n'
    (folder / "presslake.toml").write_text(f'{top}[[sources]]\nid = "mill"\nfeed = "{paper.origin}/feed.json"\n')
    presslake("add", f"{paper.origin}/feed.json", "--source", "mill")
    return paper


def kept(folder: Path) -> bytes:
    """All that the archive and the warehouse's files hold, unpacked."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".toml"]
    parts = [path for path in files if path.name.endswith(".warc.gz")]
    plain = [path.read_bytes() for path in files if path not in parts]
    return b"\n".join([*plain, *(content for part in parts for content in records(part))])


def records(part: Path) -> Iterator[bytes]:
    with part.open("rb") as file:
        for record in ArchiveIterator(file, parse_http=False):
            yield (record.headers.get("WARC-Target-URI") or "").encode() + record.reader.read()


def test_a_page_stays_away_though_its_feed_names_it(
    presslake: Command, web: LocalWeb, paper: Newspaper, folder: Path
) -> None:
    text, before = paper.paragraphs(1)[0].encode(), kept(folder)
    presslake("forget", "--yes", paper.url(1))
    asked = len(web.log)
    presslake("add", f"{paper.origin}/feed.json", "--source", "mill")
    paths = [logged.path for logged in web.log[asked:]]
    after = kept(folder)
    assert (True, False, True, False) == (
        text in before,
        text in after,
        "/feed.json" in paths,
        "/news/0001.html" in paths,
    )


def test_a_feed_that_names_it_is_read_and_not_kept(presslake: Command, paper: Newspaper, folder: Path) -> None:
    feed, before = b"https://jsonfeed.org/version", kept(folder)
    presslake("forget", "--yes", paper.url(1))
    presslake("add", f"{paper.origin}/feed.json", "--source", "mill")
    assert (True, False) == (feed in before, feed in kept(folder))


def test_the_other_pages_and_the_promises_stay(presslake: Command, paper: Newspaper, folder: Path) -> None:
    presslake("forget", "--yes", paper.url(1))
    presslake("add", f"{paper.origin}/feed.json", "--source", "mill")
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        found = warehouse.connection.execute("select url from articles order by url").fetchall()
        assert ([(paper.url(number),) for number in (0, 2, 3)], ()) == (found, run_checks(warehouse.connection))


def test_a_forgotten_site_is_asked_for_nothing(presslake: Command, web: LocalWeb, paper: Newspaper) -> None:
    presslake("forget", "--yes", HOST)
    asked = len(web.log)
    done = presslake("add", f"{paper.origin}/feed.json", paper.url(2))
    assert (0, True) == (len(web.log) - asked, "was forgotten on demand" in done.stderr)


def test_a_page_that_leads_to_a_forgotten_one_is_not_kept(
    presslake: Command, web: LocalWeb, paper: Newspaper, folder: Path
) -> None:
    web.sites["short.localhost"] = {"/x": replies.redirect(paper.url(1))}
    presslake("forget", "--yes", HOST)
    done = presslake("add", f"{web.origin('short.localhost')}/x")
    assert (True, False) == (
        "1 forgotten on demand" in done.stderr,
        paper.paragraphs(1)[0].encode() in kept(folder),
    )
