"""Debian's Chromium, and pages in it that fail a test which complains in the console or asks another host."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

if TYPE_CHECKING:
    from conftest import Seeded

OpenPage = Callable[..., Page]
FindBarriers = Callable[[Page], list[str]]

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}
_HERE = {"127.0.0.1", "localhost", None}
#: Milliseconds that a page may take: two cores that run all tests at once answer late.
_PATIENCE = 30_000
expect.set_options(timeout=_PATIENCE)


# A browser for each file, and not for the session: while it runs, asyncio.run of other tests is refused. Without an
# __init__.py pytest takes a package for the session.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser; where it is missing its tests are skipped, or fail with REQUIRE_BROWSER=1, as in .ci/run."""
    found = shutil.which("chromium")
    if found is None:
        said = "needs Chromium: apt-get install chromium"
        pytest.fail(said) if os.environ.get("REQUIRE_BROWSER") else pytest.skip(said)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found,
            # root has no sandbox; no name leads anywhere but to this machine.
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"],
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open a page in a window of its own, options as of ``Browser.new_context``; the test fails if it complained."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_(url: str, **options: Any) -> Page:
        context = chromium.new_context(**{"viewport": DESKTOP, "accept_downloads": True} | options)
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        context.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("request", lambda request: complaints.append(request.url) if _leaves(request) else None)
        page = context.new_page()
        page.goto(url)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def site(seeded: "Seeded") -> Iterator[str]:
    """The address of `presslake browse` on the articles that ship.

    Another process: DuckDB opens a file in one process by one set of settings only, and other tests have their own.
    """
    command = [PRESSLAKE, "browse", "--port", "0"]
    with subprocess.Popen(
        command, cwd=seeded.folder, env=seeded.environment, stderr=subprocess.PIPE, text=True
    ) as browse:
        assert browse.stderr
        yield browse.stderr.readline().split()[3].rstrip("/")
        browse.terminate()


@pytest.fixture
def barriers() -> FindBarriers:
    """What axe-core finds on a page that keeps somebody out: a rule, and the elements that break it."""

    def find(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{rule['id']}: {node['html']}" for rule in found for node in rule["nodes"]]

    return find


def _leaves(request: Request) -> bool:
    parts = urlsplit(request.url)
    return parts.scheme in {"http", "https", "ws", "wss", "ftp"} and parts.hostname not in _HERE
