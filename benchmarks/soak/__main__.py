"""Scheduled runs as fast as they end, while the press changes and readers ask: what grows, and does it end.

    python -m benchmarks.soak [--runs 500] [--keep 8] [--every 10] [--folder FOLDER]

`presslake serve` on a local server, with everything kept for so many minutes only. After every so many runs a line of
JSON is printed, at the end a table. Exit code 1 where something grows without end (``gauges.growing``), a read failed
or a promise of the tables is broken. Linux only; for figures leave the machine alone.
"""

import argparse
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.local_web.server import LocalWeb
from benchmarks.soak.gauges import Sample, growing, table
from benchmarks.soak.probes import descendants, flow_runs, megabytes, process, reap
from benchmarks.soak.town import Town
from warehouse.check import run_checks
from warehouse.errors import WarehouseError
from warehouse.query import connect, reading_copy

#: Seconds between two reads, and without a new run after which the soak is given up.
_READ_EVERY, _STUCK = 0.5, 600.0
#: Seconds after the service's end by when everything that it started has to be gone.
_GRACE = 3.0
_ADOPT_ORPHANS = 36


def main() -> int:
    """Soak, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak")
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--keep", type=float, default=8.0, help="minutes for which everything is kept")
    parser.add_argument("--every", type=int, default=10, help="runs between two samples")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    # What a dead run leaves behind is ours to see.
    ctypes.CDLL(None).prctl(_ADOPT_ORPHANS, 1, 0, 0, 0)
    with TemporaryDirectory() as temporary, LocalWeb() as web:
        folder = options.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        town = Town(web, folder)
        _configure(folder, town, options.keep)
        with _served(folder, options.keep) as service:
            soak = _Soak(folder, town, service)
            with suppress(KeyboardInterrupt):  # what came until then is told
                soak.run(options.runs, options.every)
        return _told(soak, folder)


class _Soak:
    """The loop that reads, lets the press change with every run, and takes samples."""

    def __init__(self, folder: Path, town: Town, service: "subprocess.Popen[bytes]") -> None:
        self.samples: list[Sample] = []
        self.reads = 0
        self.failed_reads: list[str] = []
        self._folder = folder
        self._town = town
        self._service = service
        self._began = time.monotonic()

    def run(self, runs: int, every: int) -> None:
        """Go on until there were so many runs."""
        latest, done, since = "", 0, time.monotonic()
        while done < runs:
            time.sleep(_READ_EVERY)
            run_id = self._read() or latest
            if self._service.poll() is not None or time.monotonic() - since > _STUCK:
                raise SystemExit(
                    f"{self._folder}: nothing runs any more (exit code {self._service.poll()}): see serve.log there"
                )
            if run_id != latest:
                latest, done, since = run_id, done + 1, time.monotonic()
                self._town.step()
                if done % every == 0:
                    self._sample(done)

    def _read(self) -> str | None:
        """Ask as a reader does, and return the latest run."""
        if not (path := self._folder / "warehouse.read.duckdb").exists():
            return None
        self.reads += 1
        try:
            with connect(path) as lake:
                query = "select max(run_id), (select count(*) from v_quotes) from ops.runs where flow = 'run'"
                return str(lake.execute(query).fetchall()[0][0])
        except Exception as error:  # whatever a reader meets is counted
            self.failed_reads.append(f"{type(error).__name__}: {error}")
            return None

    def _sample(self, runs: int) -> None:
        folder = self._folder
        with connect(folder / "warehouse.read.duckdb") as lake:
            query = "select (select count(*) from articles), (select count(*) from ops.fetches)"
            [(articles, log_rows)] = lake.execute(query).fetchall()
        reap(but=self._service.pid)
        serve = process(self._service.pid)
        below = descendants(os.getpid())
        server = max((each for each in below if each.parent == self._service.pid), key=lambda each: each.seconds)
        assert serve
        waited_for = resource.getrusage(resource.RUSAGE_CHILDREN)
        sample = Sample(
            runs=runs,
            minutes=(time.monotonic() - self._began) / 60,
            articles=articles,
            log_rows=log_rows,
            warehouse=megabytes(folder / "warehouse.duckdb", folder / "warehouse.duckdb.wal"),
            copies=megabytes(*folder.glob("warehouse.read.*.duckdb")),
            archive=megabytes(folder / "pages"),
            prefect=megabytes(folder / "prefect"),
            shown_runs=sum(flow_runs(folder / "prefect" / "prefect.db").values()),
            left=megabytes(folder / "tmp", folder / "home", folder / "warehouse.duckdb.staging"),
            said=megabytes(folder / "serve.log"),
            serve_rss=serve.rss,
            server_rss=server.rss,
            open_files=serve.files + server.files,
            threads=serve.threads + server.threads,
            processes=len(below),
            cpu=sum(each.seconds for each in below) + waited_for.ru_utime + waited_for.ru_stime,
        )
        self.samples.append(sample)
        print(json.dumps(asdict(sample)), flush=True)


def _configure(folder: Path, town: Town, keep: float) -> None:
    days = keep / 1440
    kept = "\n".join(f"{name}_days = {days:.6f}" for name in ("archive", "log", "history", "prefect"))
    (folder / "presslake.toml").write_text(f'every = "6 s"\n{kept}\n{town.configuration()}')
    for name in ("tmp", "home"):
        (folder / name).mkdir()


@contextmanager
def _served(folder: Path, keep: float) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PRESSLAKE_"))}
    environment |= {
        "HOME": str(folder / "home"),
        "TMPDIR": str(folder / "tmp"),
        # Prefect's events are its own affair, kept for a week.
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": f"PT{keep:g}M",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_LOOP_SECONDS": "60",
    }
    command = [str(Path(sys.executable).with_name("presslake")), "serve"]
    with (folder / "serve.log").open("wb") as log:
        service = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            yield service
        finally:
            service.send_signal(signal.SIGTERM)
            try:
                service.wait(60)
            except subprocess.TimeoutExpired:
                service.kill()


def _told(soak: _Soak, folder: Path) -> int:
    """Print what came of it, and return the exit code."""
    time.sleep(_GRACE)
    left = [each.pid for each in descendants(os.getpid())]
    broken = []
    try:
        with reading_copy(folder / "warehouse.read.duckdb") as connection:
            broken = [breach.check for breach in run_checks(connection)]
            states = connection.execute(
                "select flow, state, count(*) from ops.runs group by all order by all"
            ).fetchall()
    except WarehouseError as error:
        raise SystemExit(str(error)) from error
    bad = growing(soak.samples)
    print(table(soak.samples))
    print(f"runs that the log has: {states}; that Prefect shows: {dict(flow_runs(folder / 'prefect' / 'prefect.db'))}")
    print(f"reads: {soak.reads}, failed: {len(soak.failed_reads)} {soak.failed_reads[:3]}")
    print(f"processes left when the service had ended: {left}; promises broken: {broken}; grows: {bad or 'nothing'}")
    return 1 if bad or broken or soak.failed_reads or left else 0


if __name__ == "__main__":
    sys.exit(main())
