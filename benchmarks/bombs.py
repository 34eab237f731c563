"""Bodies that are damaged, oddly packed or bombs, sent to the fetcher over the wire: the outcome and the memory taken.

Each body is fetched by a process of its own, whose peak of resident memory is compared with what it held before.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import ip_network
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import brotli

from benchmarks.local_web import replies
from benchmarks.local_web.server import Answer, LocalWeb
from flows.web.fetch import Fetcher
from flows.web.model import FetchRequest, FetchResult

_HOST = "outside.localhost"
#: A fetch takes as long as that at most.
_WITHIN = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A body as it goes over the wire."""

    name: str
    body: bytes
    #: The Content-Encoding header; None sends none.
    encoding: str | None = None
    content_type: str = replies.HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What became of it."""

    sent: Sent
    outcome: str
    message: str | None
    #: Of the body, decoded; 0 where there is none.
    size: int
    #: Bytes of memory at the peak of the fetch, above those before it.
    growth: int


def brotli_bomb() -> Sent:
    """455 bytes that unfold to 300 MB: read with httpx's own decoder it took 1,194 MB of memory."""
    body = brotli.compress(bytes(300_000_000), quality=5)
    return Sent(name=f"brotli, {len(body)} bytes for 300 MB", body=body, encoding="br")


def fetch_each(bodies: Sequence[Sent]) -> Iterator[Fetched]:
    """Fetch every body in a process of its own."""
    context = get_context("spawn")
    with LocalWeb() as web:
        web.sites[_HOST] = {
            "/plain": replies.page(b"<p>plain"),
            **{f"/{at}": _answer(s) for at, s in enumerate(bodies)},
        }
        for number, sent in enumerate(bodies):
            here, there = context.Pipe(duplex=False)
            child = context.Process(target=_fetch_alone, args=(web.origin(_HOST), number, there))
            child.start()
            outcome, message, size, growth = here.recv()
            child.join()
            yield Fetched(sent=sent, outcome=outcome, message=message, size=size, growth=growth)


def _answer(sent: Sent) -> Answer:
    headers = {"content_encoding": sent.encoding} if sent.encoding else {}
    return replies.always(replies.reply(200, sent.body, content_type=sent.content_type, **headers))


def _fetch_alone(origin: str, number: int, answer: Connection) -> None:
    """Send outcome, message, decoded size and growth of memory of one fetch, after one of a harmless page."""
    asyncio.run(_fetch(f"{origin}/plain"))
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # begins the peak anew (proc(5))
    result = asyncio.run(_fetch(f"{origin}/{number}"))
    answer.send((result.outcome, result.message, len(result.body or b""), _memory("VmHWM") - before))


async def _fetch(url: str) -> FetchResult:
    async with Fetcher(user_agent="presslake/benchmark", open_networks=(ip_network("127.0.0.0/8"),)) as fetcher:
        return await fetcher.exchange(FetchRequest(url=url), url, within=_WITHIN)


def _memory(line: str) -> int:
    """Bytes of this process: resident now (VmRSS) or at the peak (VmHWM)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition(f"{line}:")[2].split()[0]) * 1024
