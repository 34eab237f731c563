"""Requests a second of the fetcher, without politeness, beside a bare httpx loop and aiohttp (where it is installed).

    python -m benchmarks.fetch            # speed, in alternating rounds
    python -m benchmarks.fetch memory     # resident memory over 20,000 pages

One host on loopback, served by a process of its own, gives articles of about 30 kB as gzip. All clients ask for the
same pages, as many at once, on connections that are kept alive, and take the gzip off.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from ipaddress import ip_network
from itertools import chain, repeat
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

import httpx

from benchmarks.local_web import replies
from benchmarks.local_web.newspaper import Newspaper, padded
from benchmarks.local_web.server import LocalWeb
from flows.archive import Archive
from flows.warc import Crawler
from flows.web.fetch import Fetcher
from flows.web.model import FetchRequest

_AGENT = "presslake/benchmark"
# Not a name: httpx asks the system for names, and only some systems know those that end in .localhost.
_HOST = "127.0.0.1"
_PAGES = 200
_WIRE_BYTES = 30_000
_AT_ONCE = 20
_ROUNDS = 7
_PAGES_A_ROUND = 2_000
_MILESTONES = (1_000, 5_000, 20_000)
_KIB = 1024

#: Fetches a page and returns its decoded size.
Fetch = Callable[[str], Awaitable[int]]
Client = Callable[[], AbstractAsyncContextManager[Fetch]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One client's turn."""

    seconds: float
    #: Of this process.
    cpu_seconds: float


def serve(port: Connection) -> None:
    """Serve the pages until the parent goes."""
    with LocalWeb() as web:
        paper = Newspaper(name="The Fast Post", origin=web.origin(_HOST), pages=_PAGES)
        bodies = (padded(paper.article(number), _WIRE_BYTES) for number in range(_PAGES))
        web.sites[_HOST] = {f"/{number}": replies.page(body, packed=True) for number, body in enumerate(bodies)}
        port.send(web.port)
        port.recv()


@contextmanager
def served_urls() -> Iterator[Sequence[str]]:
    """The addresses of the pages, while another process serves them."""
    context = get_context("spawn")
    here, there = context.Pipe()
    server = context.Process(target=serve, args=(there,), daemon=True)
    server.start()
    origin = f"http://{_HOST}:{here.recv()}"
    try:
        yield [f"{origin}/{number}" for number in range(_PAGES)]
    finally:
        server.kill()
        server.join()


@asynccontextmanager
async def bare_httpx() -> AsyncIterator[Fetch]:
    """``httpx.AsyncClient`` as it comes."""
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=_AT_ONCE), trust_env=False) as client:

        async def fetch(url: str) -> int:
            return len((await client.get(url)).content)

        yield fetch


@asynccontextmanager
async def bare_aiohttp() -> AsyncIterator[Fetch]:
    """``aiohttp.ClientSession`` as it comes; it is no dependency of presslake."""
    aiohttp = import_module("aiohttp")
    connector = aiohttp.TCPConnector(limit=_AT_ONCE, resolver=aiohttp.ThreadedResolver())
    async with aiohttp.ClientSession(connector=connector, auto_decompress=True) as session:

        async def fetch(url: str) -> int:
            async with session.get(url) as response:
                return len(await response.read())

        yield fetch


@asynccontextmanager
async def presslake(archive: Archive | None = None) -> AsyncIterator[Fetch]:
    """The fetcher, with guard, deadline, caps and bounded decoders; what it gets goes into the archive."""
    networks = (ip_network("127.0.0.0/8"),)
    async with Fetcher(user_agent=_AGENT, open_networks=networks, connections=_AT_ONCE) as fetcher:

        async def fetch(url: str) -> int:
            result = await fetcher.exchange(FetchRequest(url=url), url, within=60.0)
            assert result.body is not None, result.message
            if archive:
                archive.keep(result)
            return len(result.body)

        yield fetch


@asynccontextmanager
async def presslake_archived() -> AsyncIterator[Fetch]:
    """The fetcher, everything kept in WARC files."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive(Path(folder), "benchmark", Crawler(software="presslake", user_agent=_AGENT)) as archive,
    ):
        async with presslake(archive) as fetch:
            yield fetch


async def fetch_all(fetch: Fetch, urls: Iterator[str]) -> int:
    """Fetch all, some at once, and return the sum of their sizes."""

    async def work() -> int:
        return sum([await fetch(url) for url in urls])

    return sum(await asyncio.gather(*(work() for _ in range(_AT_ONCE))))


async def one_round(client: Client, urls: Sequence[str], pages: int) -> Round:
    """Fetch so many pages with a new client; its first connections are not counted."""
    async with client() as fetch:
        await fetch_all(fetch, iter(urls))
        begin, cpu_begin = time.perf_counter(), time.process_time()
        await fetch_all(fetch, _so_many(urls, pages))
        return Round(seconds=time.perf_counter() - begin, cpu_seconds=time.process_time() - cpu_begin)


def _so_many(urls: Sequence[str], count: int) -> Iterator[str]:
    pages = chain.from_iterable(repeat(urls))
    return (next(pages) for _ in range(count))


def measure_speed(urls: Sequence[str]) -> None:
    """Print a row for each client: the median of its rounds, and of its ratios to bare httpx in the same round."""
    clients: Mapping[str, Client] = {
        "bare httpx": bare_httpx,
        **({"aiohttp": bare_aiohttp} if find_spec("aiohttp") else {}),
        "presslake": presslake,
        "… archived": presslake_archived,
    }
    rounds: dict[str, list[Round]] = {name: [] for name in clients}
    for _ in range(_ROUNDS):
        for name, client in clients.items():
            rounds[name].append(asyncio.run(one_round(client, urls, _PAGES_A_ROUND)))
    print(f"{'':12} {'pages/s':>8} {'pages/CPU-s':>12} {'x httpx':>8} {'worst':>6} {'x httpx, CPU':>13}")
    for name, turns in rounds.items():
        bare = rounds["bare httpx"]
        ratios = [base.seconds / turn.seconds for base, turn in zip(bare, turns, strict=True)]
        of_cpu = [base.cpu_seconds / turn.cpu_seconds for base, turn in zip(bare, turns, strict=True)]
        print(
            f"{name:12} {_PAGES_A_ROUND / median(turn.seconds for turn in turns):8.0f}"
            f" {_PAGES_A_ROUND / median(turn.cpu_seconds for turn in turns):12.0f}"
            f" {median(ratios):8.2f} {min(ratios):6.2f} {median(of_cpu):13.2f}"
        )


async def measure_memory(urls: Sequence[str]) -> None:
    """Print the resident memory of this process after so many pages, all of them archived."""
    done = 0
    async with presslake_archived() as fetch:
        for milestone in _MILESTONES:
            await fetch_all(fetch, _so_many(urls, milestone - done))
            done = milestone
            print(f"{done:7,} pages: {resident_bytes() / 1e6:6.1f} MB")


def resident_bytes() -> int:
    """The resident memory of this process."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [line] = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * _KIB


if __name__ == "__main__":
    with served_urls() as served:
        if sys.argv[1:] == ["memory"]:
            asyncio.run(measure_memory(served))
        else:
            measure_speed(served)
