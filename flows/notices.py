"""Who is told when a run did not go well: a webhook, a command, and a file of figures for Prometheus.

What cannot be told is said on stderr and never fails the run.
"""

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import IPvAnyNetwork

from flows.errors import FlowError
from flows.exits import say
from flows.progress import Progress
from warehouse.errors import WarehouseBusy, WarehouseError
from warehouse.lake.address import Location

#: Seconds that the webhook or the command may take: a run under cron must end before the next.
DEADLINE = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """Where to tell what; None or nothing is nowhere."""

    #: Asked by POST with the notice as JSON.
    url: str | None = None
    #: Started with the notice as JSON on its standard input.
    command: Sequence[str] = ()
    #: Written anew at the end of each run.
    metrics: Path | None = None
    #: Where readers find what the figures are made of.
    published: Location
    open_networks: Sequence[IPvAnyNetwork] = ()


@contextmanager
def telling(notices: Notices, flow: str, progress: Progress) -> Iterator[None]:
    """Tell once, when the block ends, of a run that was partial or failed; the errors that end it go on.

    A warehouse in use is no failure to tell of: another run is at work there.
    """
    try:
        yield
    except WarehouseBusy:
        raise
    except (FlowError, WarehouseError, OSError) as error:
        _tell(notices, _notice(flow, "failed", str(error), progress))
        _measure(notices, progress, "failed")
        raise
    if progress.state != "ok":
        from flows.run_report import message  # noqa: PLC0415  # DuckDB

        _tell(notices, _notice(flow, progress.state, message(progress), progress))
    _measure(notices, progress, progress.state)


def _notice(flow: str, state: str, said: str, progress: Progress) -> str:
    counts = progress.counts
    return json.dumps(
        {
            "flow": flow,
            "state": state,
            "message": said,
            "run_id": progress.run_id or None,
            "flow_run_id": str(progress.flow_run_id) if progress.flow_run_id else None,
            "sources": progress.errors,
            "new": counts.new,
            "updated": counts.updated,
            "failed": counts.failed,
        },
        ensure_ascii=False,
    )


def _tell(notices: Notices, notice: str) -> None:
    if notices.url:
        from flows.web.posting import post_json  # noqa: PLC0415  # httpx

        if refused := post_json(notices.url, notice, notices.open_networks, DEADLINE):
            say(f"notify_url: {refused}")
    if notices.command and (refused := _run(notices.command, notice)):
        say(f"notify_command: {refused}")


def _measure(notices: Notices, progress: Progress, state: str) -> None:
    if notices.metrics:
        from flows.metrics import write_metrics  # noqa: PLC0415  # prometheus_client

        try:
            write_metrics(notices.metrics, notices.published, progress, state)
        except OSError as error:
            say(f"metrics_file: {notices.metrics}: {error.strerror or error}")


def _run(command: Sequence[str], notice: str) -> str | None:
    """Start a command, and return what went wrong with it."""
    try:
        done = subprocess.run(  # noqa: S603  # the operator's own command, and no shell
            command,
            input=notice.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=DEADLINE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"{command[0]} was stopped after {DEADLINE:g} s"
    except OSError as error:
        return f"{command[0]}: {error.strerror or error}"
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        return ": ".join([f"{command[0]} ended with {done.returncode}", *said[-1:]])
    return None
