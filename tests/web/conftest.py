"""A local web, one exchange with it, and one polite run on it."""

import asyncio
import ssl
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any

import pytest

from benchmarks.local_web.server import LocalWeb
from flows.web.fetch import Fetcher
from flows.web.manners import Manners
from flows.web.model import FetchRequest, FetchResult
from flows.web.polite import PoliteFetcher
from flows.web.robots import RobotsText

LOOPBACK = (ip_network("127.0.0.0/8"),)
#: As quick as a test has to be: pauses and waits are counted in delays.
QUICK = Manners(delay=0.01, deadline=5.0)
Exchange = Callable[..., FetchResult]


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    """Hosts under .localhost, and a log of what they were asked."""
    with LocalWeb() as running:
        yield running


@pytest.fixture
def exchange() -> Exchange:
    """Ask for a URL once; what is not told to the request is told to the fetcher."""

    def ask(url: str, *, request: FetchRequest | None = None, within: float = 10.0, **fetcher: Any) -> FetchResult:
        async def asked() -> FetchResult:
            async with Fetcher(**{"user_agent": "presslake-test", "open_networks": LOOPBACK} | fetcher) as open_fetcher:
                return await open_fetcher.exchange(request or FetchRequest(url=url), url, within=within)

        return asyncio.run(asked())

    return ask


@dataclass
class Run:
    """What one run is given, and what it gave."""

    results: list[FetchResult] = field(default_factory=list)
    robots: list[RobotsText] = field(default_factory=list)

    @property
    def result(self) -> FetchResult:
        (only,) = self.results
        return only


Get = Callable[..., Run]


@pytest.fixture
def get() -> Get:
    """Fetch URLs or requests at once in one run; what is not told to it is told to the PoliteFetcher."""

    def fetch(
        *asked: str | FetchRequest, manners: Manners = QUICK, tls: ssl.SSLContext | None = None, **polite: Any
    ) -> Run:
        requests = [FetchRequest(url=each) if isinstance(each, str) else each for each in asked]
        run = Run()

        async def fetched() -> Sequence[FetchResult]:
            async with Fetcher(user_agent="presslake/0 (test)", open_networks=LOOPBACK, tls=tls) as fetcher:
                asker = PoliteFetcher(
                    fetcher.exchange,
                    **{"user_agent": "presslake/0 (test)", "manners": manners, "keep_robots": run.robots.append}
                    | polite,
                )
                return await asyncio.gather(*map(asker.get, requests))

        run.results = list(asyncio.run(fetched()))
        return run

    return fetch
