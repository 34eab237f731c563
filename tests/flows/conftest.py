"""Pages on disk, a folder to work in, and the command as its user has it."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows.web.model import FetchRequest, FetchResult, Hop, Rules

Command = Callable[..., subprocess.CompletedProcess[str]]
Pages = Callable[..., Path]

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))


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
def presslake(folder: Path, environment: dict[str, str]) -> Command:
    """The installed command, run in the working directory."""

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PRESSLAKE, *arguments],
            check=False,
            cwd=folder,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
        )

    return run


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
