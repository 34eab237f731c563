"""How long the pages of `presslake browse` take to answer, asked over HTTP on this machine, one after the other.

    python -m benchmarks.browse --articles 100000 --folder DIR

makes a warehouse of invented articles in DIR (or takes the one that is there), starts `presslake browse` on it, waits
until its texts are ready to be searched, and prints for each kind of request the median and the slowest of its answers
in milliseconds, the CPU time of the server, and what the server's memory came to.
"""

import re
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

import httpx
import psutil  # type: ignore[import-untyped]

from benchmarks.warehouse.cookbook import grown
from warehouse.query import connect

_ADDRESS = re.compile(r"http://[\d.:]+")
#: How often the texts are asked for until they are ready, and the seconds after which they never will be.
_TURN, _PATIENCE = 0.5, 600
#: What is asked for besides the pages of one article, quote, speaker and source.
_SEARCHES = {
    "front page": "/",
    "one letter": "/?q=r",
    "two letters": "/?q=ri",
    "three letters": "/?q=riv",
    "a word": "/?q=river+",
    "two words": "/?q=river+barrier",
    "a phrase": "/?q=%22river+barrier%22",
    "a word left out": "/?q=river+-barrier",
    "a word, with filters": "/?q=river&speaker={speaker}&source={source}&confidence=0.5&copies=false",
    "page 200": "/?start=10000",
    "a word in statements": "/?q=river&in=statements",
    "a word in paragraphs": "/?q=river&in=paragraphs",
    "two words in paragraphs": "/?q=river+barrier&in=paragraphs",
}
_PAGES = {
    "latest articles": "/latest",
    "article": "/articles/{article}",
    "quote": "/quotes/{quote}",
    "speaker": "/speakers/{speaker}",
    "source": "/sources/{source}",
    "page of SQL": "/sql",
}
#: Not pages: what they cost is said, and they are not counted among the slowest.
_FILES = {"10,000 rows and more as CSV": "/found.csv?q=riv"}


class Cost(NamedTuple):
    """Of one answer."""

    #: Seconds until its last byte is there.
    wait: float
    #: Seconds of CPU of the server, of all its threads.
    cpu: float


def main() -> None:
    """Print what each kind of request costs."""
    parser = ArgumentParser(prog="python -m benchmarks.browse")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--requests", type=int, default=20, help="of each kind")
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    with TemporaryDirectory() as scratch:
        published = grown(asked.folder or Path(scratch), asked.articles)
        with _browse(published) as (address, server), httpx.Client(base_url=address, timeout=_PATIENCE) as client:
            ids = _ids(published)
            for place in ("/", "/?in=statements", "/?in=paragraphs"):
                _print_ready(client, server, place)
            pages = {
                kind: [_asked(client, server, place.format(**ids)) for _ in range(asked.requests)]
                for kind, place in (_SEARCHES | _PAGES).items()
            }
            files = {kind: [_asked(client, server, place) for _ in range(3)] for kind, place in _FILES.items()}
            print(f"{server.memory_info().rss / 1e6:.0f} MB in memory")
    _print(pages | files)
    slowest = max(pages, key=lambda kind: max(cost.wait for cost in pages[kind]))
    wait = max(cost.wait for cost in pages[slowest])
    of_all = asked.requests * len(pages)
    print(f"{asked.articles:,} articles: the slowest of {of_all} pages {1000 * wait:.0f} ms, {slowest}")


@contextmanager
def _browse(published: Path) -> Iterator[tuple[str, psutil.Process]]:
    command = [sys.executable, "-c", "from flows.entry import main; main()", "browse", "--port", "0"]
    with subprocess.Popen(command, cwd=published.parent, stderr=subprocess.PIPE, text=True) as browse:
        assert browse.stderr is not None
        said = next(iter(browse.stderr))
        found = _ADDRESS.search(said)
        assert found, said
        try:
            yield found.group(), psutil.Process(browse.pid)
        finally:
            browse.terminate()


def _ids(published: Path) -> dict[str, str]:
    """One article, quote and source, and the speaker who is quoted most."""
    with connect(published) as connection:
        [(speaker,)] = connection.execute(
            "select speaker_id from quotes where speaker_id is not null group by 1 order by count(*) desc, 1 limit 1"
        ).fetchall()
        [(quote, article, source)] = connection.execute(
            "select quote_id, article_id, source_id from v_quotes where speaker_id = ? order by 1 limit 1", [speaker]
        ).fetchall()
    return {"speaker": speaker, "quote": quote, "article": article, "source": source}


def _print_ready(client: httpx.Client, server: psutil.Process, place: str) -> None:
    begin, cpu = time.perf_counter(), _cpu(server)
    while "made ready" in client.get(place).text:
        time.sleep(_TURN)
    print(f"{place} ready after {time.perf_counter() - begin:.1f} s, {_cpu(server) - cpu:.1f} CPU-s")


def _asked(client: httpx.Client, server: psutil.Process, place: str) -> Cost:
    begin, cpu = time.perf_counter(), _cpu(server)
    client.get(place).raise_for_status()
    return Cost(time.perf_counter() - begin, _cpu(server) - cpu)


def _cpu(server: psutil.Process) -> float:
    times = server.cpu_times()
    return float(times.user + times.system)


def _print(measured: dict[str, list[Cost]]) -> None:
    print(f"{'median ms':>12}{'slowest ms':>12}{'CPU ms':>9}")
    for kind, costs in measured.items():
        waits = [1000 * cost.wait for cost in costs]
        print(f"{median(waits):12.0f}{max(waits):12.0f}{1000 * median(cost.cpu for cost in costs):9.0f}  {kind}")


if __name__ == "__main__":
    main()
