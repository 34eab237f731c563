"""Who is told how a run went."""

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_network
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from flows.notices import Notices, telling
from flows.progress import Progress
from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.model import Counts

#: Writes what it is told to the file that it is given.
WRITE = "import sys; open(sys.argv[1], 'a').write(sys.stdin.read() + '\\n')"


@pytest.fixture
def partial() -> Progress:
    """A run whose one source is dead."""
    progress = Progress(run_id="20260305T120000Z-ab12", loaded=Counts(found=2, new=2))
    progress.tally("bell").read = 2
    progress.tally("mill").error = "HTTP 503"
    return progress


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told.jsonl"


@pytest.fixture
def notices(tmp_path: Path, told: Path) -> Notices:
    return Notices(command=(sys.executable, "-c", WRITE, str(told)), published=tmp_path / "none.read.duckdb")


class Hook(BaseHTTPRequestHandler):
    """Keeps what is posted."""

    posted: list[Any]

    def do_POST(self) -> None:
        self.posted.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(204 if self.path == "/ok" else 500)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hook() -> Iterator[HTTPServer]:
    Hook.posted = []
    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_command_is_told_of_a_partial_run_once(notices: Notices, told: Path, partial: Progress) -> None:
    with telling(notices, "run", partial):
        pass

    [notice] = [json.loads(line) for line in told.read_text().splitlines()]
    assert (notice["state"], notice["sources"], notice["new"]) == ("partial", {"mill": "HTTP 503"}, 2)


def test_a_run_that_an_error_ends_is_told_of_and_the_error_goes_on(notices: Notices, told: Path) -> None:
    with pytest.raises(WarehouseError, match="disk is full"), telling(notices, "run", Progress()):
        raise WarehouseError("the disk is full")

    assert json.loads(told.read_text())["message"] == "the disk is full"


def test_nobody_is_told_of_a_run_that_went_well(notices: Notices, told: Path) -> None:
    with telling(notices, "run", Progress(loaded=Counts(found=1, new=1))):
        pass

    assert not told.exists()


def test_nobody_is_told_of_a_warehouse_in_use(notices: Notices, told: Path) -> None:
    with suppress(WarehouseBusy), telling(notices, "run", Progress()):
        raise WarehouseBusy("in use")

    assert not told.exists()


def test_a_webhook_is_posted_the_notice(hook: HTTPServer, tmp_path: Path, partial: Progress) -> None:
    url = f"http://127.0.0.1:{hook.server_port}/ok"
    with telling(Notices(url=url, published=tmp_path, open_networks=(ip_network("127.0.0.0/8"),)), "run", partial):
        pass

    assert [notice["message"].partition(" · ")[0] for notice in Hook.posted] == ["mill: HTTP 503"]


@pytest.mark.parametrize(
    ("notices", "said"),
    [
        ({"command": ("/no/such/program",)}, "notify_command: /no/such/program: No such file or directory"),
        ({"command": (sys.executable, "-c", "raise SystemExit('no mail')")}, "ended with 1: no mail"),
        ({"url": "http://127.0.0.1:80/x"}, "notify_url: http://127.0.0.1:80/x: "),
        (
            {"metrics": Path("/no/such/folder/x.prom")},
            "metrics_file: /no/such/folder/x.prom: No such file or directory",
        ),
    ],
)
def test_what_cannot_be_told_is_said_and_fails_nothing(
    notices: dict[str, Any], said: str, tmp_path: Path, partial: Progress, capsys: pytest.CaptureFixture[str]
) -> None:
    with telling(Notices(published=tmp_path, **notices), "run", partial):
        pass

    assert said in capsys.readouterr().err


def test_prometheus_reads_the_figures_of_a_run(tmp_path: Path, partial: Progress) -> None:
    path = tmp_path / "presslake.prom"
    with telling(Notices(metrics=path, published=tmp_path / "none.read.duckdb"), "run", partial):
        pass

    families = {family.name: family for family in text_string_to_metric_families(path.read_text())}
    states = {sample.labels["state"]: sample.value for sample in families["presslake_last_run_state"].samples}
    sources = {sample.labels["source"]: sample.value for sample in families["presslake_last_run_source_failed"].samples}
    assert (states, sources) == ({"ok": 0, "partial": 1, "failed": 0}, {"bell": 0, "mill": 1})
