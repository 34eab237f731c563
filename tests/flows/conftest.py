"""Pages on disk and on loopback, a folder to work in, and the command as its user has it."""

import asyncio
import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest

from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.promises import paths
from benchmarks.local_web.server import Answer, LocalWeb
from extract.listing import parse_listing
from extract.parsed import Parsed
from flows.listing import list_site
from flows.sites import Listed, Site
from flows.web.fetch import Fetcher
from flows.web.manners import Manners
from flows.web.model import FetchRequest, FetchResult, Hop, Rules
from flows.web.polite import PoliteFetcher
from warehouse.model import Document, Exchange

Command = Callable[..., subprocess.CompletedProcess[str]]
Pages = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def environment() -> dict[str, str]:
    """What the command sees: nothing that configures presslake."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PRESSLAKE_")}


@pytest.fixture
def presslake(run_command: Command, folder: Path, environment: dict[str, str]) -> Command:
    """The installed command, run in the working directory."""
    return partial(run_command, cwd=folder, environment=environment)


@pytest.fixture
def write_page(folder: Path) -> Pages:
    """Write an article as a site publishes it, its body made of the given sentence."""

    def write(name: str, sentence: str, *, head: str = "") -> Path:
        body = "".join(
            f"<p>{sentence} It was the {nth} meeting of the year.</p>" for nth in ("first", "second", "third")
        )
        filler = "<p>The council meets on the first Tuesday of every month in the old customs house by the quay.</p>"
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(
            f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{name}</title>{head}</head>"
            f"<body><nav><a href=/>Home</a></nav><article><h1>The {Path(name).stem} story</h1>{body}{filler}</article>"
            "<footer>About us</footer></body></html>",
            encoding="utf-8",
        )
        return path

    return write


@pytest.fixture
def loaded(presslake: Command, write_page: Pages) -> Path:
    """A warehouse with one article."""
    page = write_page("ferry.html", "“We shall keep the ferry,” harbour master Ida Quill said.")
    presslake("add", str(page))
    return page


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    """Hosts under .localhost, and a log of what they were asked."""
    with LocalWeb() as running:
        yield running


@pytest.fixture
def paper(web: LocalWeb, folder: Path) -> Newspaper:
    """A newspaper of four articles whose feed is configured."""
    paper = Newspaper(name="Mill Post", origin=web.origin("mill.localhost"), pages=4)
    web.sites["mill.localhost"] = paper.site()
    (folder / "presslake.toml").write_text(
        'contact = "desk@presslake.example"\nallow_private = ["127.0.0.0/8"]\ndelay = 0\n'
        f'[[sources]]\nid = "mill"\nfeed = "{paper.origin}/feed.rss"\n'
    )
    return paper


Response = Callable[..., FetchResult]


@pytest.fixture(scope="session")
def response() -> Response:
    """A page as it came from the web, changed as wished."""

    def make(
        url: str = "https://harbour.example/ferry?page=1",
        body: bytes = "<p>The ferry sails again, said Zoë Amsel.</p>".encode(),
        **changes: Any,
    ) -> FetchResult:
        asked = FetchRequest(url="https://harbour.example/old", rules=Rules(headers={"Authorization": "Bearer s3cret"}))
        values: dict[str, Any] = {
            "request": asked,
            "outcome": "ok",
            "status": 200,
            "final_url": url,
            "hops": (Hop(status=301, url=asked.url),),
            "headers": {
                "content-type": "text/html; charset=utf-8",
                "content-encoding": "br",
                "content-length": "17",
                "etag": '"a1"',
                "set-cookie": "id=7",
            },
            "protocol": "HTTP/2",
            "body": body,
            "wire_bytes": 17,
            "fetched_at": datetime(2026, 11, 22, 8, 42, 0, 250_000, tzinfo=UTC),
            "duration_ms": 120,
            "attempts": 2,
            "remote_ip": "192.0.2.7",
        }
        return FetchResult(**(values | changes))

    return make


#: When the site is asked, unless a test says otherwise.
QUAY_DAY = datetime(2026, 3, 14, 12, tzinfo=UTC)


class Quay:
    """One site on loopback, and what is remembered of it from run to run."""

    def __init__(self, web: LocalWeb) -> None:
        self.web = web
        self.origin = web.origin("quay.localhost")
        self.answers: dict[str, Answer] = {}
        web.sites["quay.localhost"] = self.answers
        self.known: dict[str, Document] = {}

    def run(self, at: datetime = QUAY_DAY, **site: object) -> Listed:
        """One run."""
        listed = asyncio.run(self._listed(Site(source_id="quay", **site), at))  # type: ignore[arg-type]
        self.known |= {document.url: replace(document, exchange=None) for document in listed.documents}
        return listed

    async def _listed(self, site: Site, at: datetime) -> Listed:
        async with Fetcher(user_agent="presslake-test", open_networks=(ip_network("127.0.0.0/8"),)) as fetcher:
            manners = Manners(delay=0.0)
            polite = PoliteFetcher(fetcher.exchange, user_agent="presslake-test", manners=manners)

            async def fetch(request: FetchRequest) -> tuple[FetchResult, Exchange]:
                result = await polite.get(request)
                return replace(result, fetched_at=at), exchange_of(result)

            return await list_site(site, self.known, fetch, parse, at, jitter=lambda: 0.0)

    def url(self, path: str) -> str:
        return self.origin + path

    def asked(self) -> list[str]:
        """The paths that the server was asked for, what speaks for the whole site left out."""
        return paths(self.web.log)


async def parse(result: FetchResult, source_id: str) -> Parsed:
    return parse_listing(result.body or b"", result.headers.get("content-type"), result.final_url, source_id)


def exchange_of(result: FetchResult) -> Exchange:
    return Exchange(
        status=result.status,
        final_url=result.final_url,
        etag=result.headers.get("etag"),
        last_modified=result.headers.get("last-modified"),
        content_sha256=sha256(result.body).hexdigest() if result.body is not None else None,
    )


@pytest.fixture
def quay(web: LocalWeb) -> Quay:
    """A site without a page, which a source is to be made of."""
    return Quay(web)
