"""presslake run on the local web, to its end or killed, and what the warehouse has then.

``python -m benchmarks.local_web.crawls`` is `presslake run` in the working directory without Prefect, whose temporary
server takes longer to start than the crawl: the same job, its batches in threads.
"""

import gzip
import os
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.local_web.towns import Town
from flows.jobs import job_of_sources
from flows.parts import UNFINISHED
from flows.pipeline import run_job
from flows.progress import Progress
from flows.settings import load_settings
from flows.submitting import submitting_to_threads
from flows.summary import summary
from warehouse.check import run_checks
from warehouse.connection import open_warehouse
from warehouse.model import Counts

#: What a run leaves, but for names and times of runs.
_CONTENT = {
    "articles": "select article_id, url, title, text, version, cluster_id, is_copy from articles order by all",
    "paragraphs": "from paragraphs order by all",
    "quotes": "from quotes order by all",
    "statements": "from statements order by all",
    "speakers": "from speakers order by all",
    "links": "from links order by all",
    "history": "select article_id, version, text from history.articles order by all",
    "frontier": "select url_key, url, source_id, outcome, article_id, content_sha256 from ops.frontier order by all",
    "documents": "select url, kind, source_id, outcome, etag, content_sha256 from ops.documents order by all",
    "quarantine": "select url, source_id, reason from ops.quarantine order by all",
}
#: What the pipeline calls a page that was had.
_HAD = frozenset({"new", "updated", "unchanged", "not_modified"})

Row = tuple[object, ...]


def start_crawl(folder: Path) -> subprocess.Popen[str]:
    """Start a run on the presslake.toml of a folder."""
    top = Path(__file__).parents[2]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PRESSLAKE_")}
    path = os.pathsep.join(filter(None, (str(top), environment.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.local_web.crawls"],
        cwd=folder,
        env=environment | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def crawl(folder: Path) -> Counts:
    """Run to the end, and return what the warehouse says of that run."""
    run = start_crawl(folder)
    said, complaints = run.communicate(timeout=3600)
    if run.returncode:
        raise RuntimeError(f"the run in {folder} ended with {run.returncode}: {said}{complaints}")
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        names = [name for name in Counts.__slots__ if name not in ("paragraphs", "quotes")]
        query = f"select {', '.join(names)} from ops.runs order by started_at desc limit 1"
        [row] = warehouse.connection.execute(query).fetchall()
    return Counts(**dict(zip(names, row, strict=True)))


def kill_crawl(folder: Path, when: Callable[[], bool]) -> bool:
    """Start a run and kill it, with -9, as soon as something is so; tell whether it was still running."""
    run = start_crawl(folder)
    while run.poll() is None and not when():
        time.sleep(0.01)
    was_running = run.poll() is None
    run.kill()
    run.communicate()
    return was_running


def outcomes(folder: Path) -> Mapping[str, tuple[str, ...]]:
    """What became of each page in the latest run, by URL: 'ok' for all ways to have it, one for each row of the log."""
    found: dict[str, tuple[str, ...]] = {}
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        latest = "(select arg_max(run_id, started_at) from ops.runs)"
        query = f"select url, outcome from ops.fetches where kind = 'page' and run_id = {latest} order by all"
        for url, outcome in warehouse.connection.execute(query).fetchall():
            found[url] = (*found.get(url, ()), "ok" if outcome in _HAD else outcome)
    return found


def expected(towns: Sequence[Town]) -> Mapping[str, tuple[str, ...]]:
    """What must have become of each page that the towns offer: one outcome."""
    return {url: (outcome,) for town in towns for url, outcome in town.expected.items()}


def content(folder: Path) -> Mapping[str, list[Row]]:
    """What the warehouse holds, by table, whatever the runs that made it; its promises are asked for first."""
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        if breaches := run_checks(warehouse.connection):
            raise RuntimeError(f"{folder}: the warehouse breaks its promises: {breaches}")
        return {name: warehouse.connection.execute(query).fetchall() for name, query in _CONTENT.items()}


def make_due(folder: Path) -> None:
    """Let the time of all pages that were had come, and of all documents."""
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        now = "now() at time zone 'UTC'"
        warehouse.connection.execute(f"update ops.frontier set next_check_at = {now} where loaded_at is not null")
        warehouse.connection.execute(f"update ops.documents set next_check_at = {now} where kind <> 'robots'")


def misplaced(folder: Path) -> Sequence[str]:
    """Return what is wrong with the archive: parts that are not finished, places that hold no response of their URL."""
    torn = [f"{mark.name}: not finished" for mark in sorted((folder / "pages").glob(f"*{UNFINISHED}"))]
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        query = "select final_url, warc_file, warc_offset, warc_length from ops.fetches where warc_file is not null"
        places = warehouse.connection.execute(query).fetchall()
    return [
        *torn,
        *(
            f"{url}: not at {file}:{at}"
            for url, file, at, length in places
            if not _holds(folder / "pages" / file, at, length, url)
        ),
    ]


def _holds(part: Path, offset: int, length: int, url: str) -> bool:
    """Tell whether a part of the archive has a whole response of a URL at a place."""
    with part.open("rb") as file:
        file.seek(offset)
        stored = file.read(length)
    try:
        record = gzip.decompress(stored)
    except (OSError, EOFError, zlib.error):
        return False
    head = record.partition(b"\r\n\r\n")[0].split(b"\r\n")
    return b"WARC-Type: response" in head and f"WARC-Target-URI: {url}".encode() in head


if __name__ == "__main__":
    progress = Progress()
    with submitting_to_threads() as submit:
        run_job(job_of_sources(load_settings()), submit, progress)
    print(" ".join(summary(progress)))
