"""A local web, and one exchange with it."""

import asyncio
from collections.abc import Callable, Iterator
from ipaddress import ip_network
from typing import Any

import pytest

from benchmarks.local_web.server import LocalWeb
from flows.web.fetch import Fetcher
from flows.web.model import FetchRequest, FetchResult

LOOPBACK = (ip_network("127.0.0.0/8"),)
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
