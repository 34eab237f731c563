"""`presslake serve`, as an operator has it: started, looked at, told to end, killed, and started again."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.server import LocalWeb
from warehouse.connection import reading_warehouse
from warehouse.errors import WarehouseError
from warehouse.query import reading_copy

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))
HOST = "mill.localhost"


@dataclass
class Service:
    """A folder in which sources are served, and what can be asked of it."""

    folder: Path
    environment: dict[str, str]

    def start(self) -> "subprocess.Popen[str]":
        self.log = (self.folder / "serve.log").open("w+")
        self.running = subprocess.Popen(
            [PRESSLAKE, "serve"], cwd=self.folder, env=self.environment, stderr=self.log, text=True
        )
        until(lambda: "next at" in self.said())
        return self.running

    def said(self) -> str:
        return (self.folder / "serve.log").read_text()

    @property
    def api(self) -> str:
        [address] = re.findall(r"http://127\.0\.0\.1:\d+", self.said())
        return f"{address}/api"

    def ask(self, path: str, **body: Any) -> Any:
        return httpx.post(f"{self.api}{path}", json=body, timeout=30).raise_for_status().json()

    def flow_runs(self) -> list[str]:
        """States of the runs that were started, the latest last."""
        runs = self.ask("/flow_runs/filter", sort="EXPECTED_START_TIME_ASC", limit=200)
        return [run["state_name"] for run in runs if run["state_name"] not in ("Scheduled", "Late")]

    def runs(self) -> list[tuple[str, str | None, str]]:
        with suppress(WarehouseError), reading_copy(self.folder / "warehouse.read.duckdb") as connection:
            rows = connection.execute("select state, error, trigger from ops.runs order by started_at").fetchall()
            return [(state, error, trigger) for state, error, trigger in rows]
        return []


def until(is_so: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never was so"
        time.sleep(0.2)


@dataclass
class Story:
    """What was seen of a service on its way: each start takes ten seconds of a core, so that all tests share it."""

    collided: list[str]
    after_kill: list[str]
    rows_after_kill: list[tuple[str, str | None, str]]
    #: States of the runs that are shown once only the latest is kept, and how many runs have artifacts.
    shown: list[str]
    runs_with_artifacts: int
    exit_code: int
    rows_after_sigterm: list[tuple[str, str | None, str]]
    is_server_gone: bool
    said: str


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("served")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PRESSLAKE_", "PREFECT_"))}
    service = Service(folder, environment | {"PREFECT_HOME": str(tmp_path_factory.mktemp("prefect"))})
    with LocalWeb() as web:
        paper = Newspaper(name="Mill Post", origin=web.origin(HOST), pages=4)
        (folder / "presslake.toml").write_text(
            'contact = "desk@presslake.example"\nallow_private = ["127.0.0.0/8"]\ndelay = 0\nworkers = 1\n'
            f'[[sources]]\nid = "mill"\nfeed = "{paper.origin}/feed.rss"\n'
        )
        try:
            yield _lived_through(service, web, paper)
        finally:
            service.running.kill()


def _lived_through(service: Service, web: LocalWeb, paper: Newspaper) -> Story:
    def asked(path: str) -> int:
        return sum(logged.path == path for logged in web.log)

    # The first run hangs; a second one collides with it; then everything is killed.
    web.sites[HOST] = paper.site({"/news/0000.html": replies.hang()})
    first = service.start()
    until(lambda: asked("/news/0001.html"))
    [deployment] = service.ask("/deployments/filter", deployments={"name": {"any_": ["sources"]}})
    service.ask(f"/deployments/{deployment['id']}/create_flow_run")
    until(lambda: len(service.flow_runs()) == 2)
    collided = service.flow_runs()
    first.kill()
    first.wait()
    # Started again, the source is overdue; this run ends.
    web.sites[HOST] = paper.site()
    second = service.start()
    until(lambda: "ok" in [state for state, *_ in service.runs()])
    until(lambda: "Completed" in service.flow_runs())
    after_kill, rows_after_kill = service.flow_runs(), service.runs()
    # A source that is new is overdue; its run deletes those before.
    configuration = service.folder / "presslake.toml"
    more = f'[[sources]]\nid = "{{}}"\nfeed = "{paper.origin}/feed.rss"\n'
    configuration.write_text(f"prefect_days = 1e-6\n{configuration.read_text()}{more.format('again')}")
    service.ask(f"/deployments/{deployment['id']}/create_flow_run")
    until(lambda: service.flow_runs() == ["Completed"])
    shown = service.flow_runs()
    runs_with_artifacts = len({artifact["flow_run_id"] for artifact in service.ask("/artifacts/filter")})
    # A last run hangs, and is told to end.
    web.sites[HOST] = paper.site({"/feed.rss": replies.hang()})
    feeds = asked("/feed.rss")
    configuration.write_text(configuration.read_text() + more.format("hanging"))
    service.ask(f"/deployments/{deployment['id']}/create_flow_run")
    until(lambda: asked("/feed.rss") > feeds)
    api = service.api
    second.send_signal(signal.SIGTERM)
    exit_code = second.wait(30)  # what README promises
    return Story(
        collided=collided,
        after_kill=after_kill,
        rows_after_kill=rows_after_kill,
        shown=shown,
        runs_with_artifacts=runs_with_artifacts,
        exit_code=exit_code,
        rows_after_sigterm=_own_rows(service),
        is_server_gone=_is_gone(api),
        said=service.said(),
    )


def _own_rows(service: Service) -> list[tuple[str, str | None, str]]:
    """The runs in the writer's own file: what was interrupted has published nothing."""
    query = "select state, error, trigger from ops.runs order by started_at"
    with reading_warehouse(service.folder / "warehouse.duckdb") as connection:
        return [(state, error, trigger) for state, error, trigger in connection.execute(query).fetchall()]


def _is_gone(api: str) -> bool:
    try:
        httpx.get(f"{api}/health", timeout=5)
    except httpx.TransportError:
        return True
    return False


def test_a_run_that_meets_another_is_cancelled(story: Story) -> None:
    assert ["Running", "Cancelled"] == story.collided


def test_a_killed_service_goes_on_at_its_next_start(story: Story) -> None:
    assert ["Crashed", "Cancelled", "Completed"] == story.after_kill


def test_what_a_killed_service_left_open_is_closed_in_the_warehouse(story: Story) -> None:
    states = [(state, trigger) for state, _, trigger in story.rows_after_kill]
    assert [("failed", "schedule"), ("ok", "schedule")] == states


def test_runs_that_are_too_old_are_shown_no_more(story: Story) -> None:
    assert (["Completed"], 1) == (story.shown, story.runs_with_artifacts)


def test_sigterm_interrupts_the_run_under_way_and_closes_its_row(story: Story) -> None:
    assert ("failed", "interrupted", "schedule") == story.rows_after_sigterm[-1]


def test_sigterm_ends_a_service_as_done(story: Story) -> None:
    assert (0, True) == (story.exit_code, story.is_server_gone)


def test_a_run_that_has_ended_is_a_line_of_the_log(story: Story) -> None:
    said = r"presslake: run \S+ of mill: completed: Loaded 4 articles \(4 new\) with \d+ paragraphs and \d+ quotes\."
    assert re.search(f"^{said}$", story.said, re.MULTILINE)
