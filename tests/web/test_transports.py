"""Connections: kept for the next request to the same origin, and never past the guard."""

import asyncio
from collections.abc import Callable
from ipaddress import ip_network

import httpcore
import httpx
import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.server import Answer, LocalWeb
from flows.web.fetch import Fetcher
from flows.web.model import FetchRequest, FetchResult, Rules

Exchange = Callable[..., FetchResult]
LOOPBACK = (ip_network("127.0.0.0/8"),)


class CountingBackend(httpcore.AnyIOBackend):
    """Connects, and counts."""

    count = 0

    async def connect_tcp(self, *arguments: object, **named: object) -> httpcore.AsyncNetworkStream:
        self.count += 1
        return await super().connect_tcp(*arguments, **named)  # type: ignore[arg-type]


async def ask(web: LocalWeb, backend: CountingBackend, *rounds: tuple[str, ...], connections: int = 20) -> list[str]:
    """Ask for the root of hosts, those of a round at once."""
    async with Fetcher(user_agent="test", open_networks=LOOPBACK, backend=backend, connections=connections) as fetcher:
        outcomes = []
        for hosts in rounds:
            urls = [web.origin(host) + "/" for host in hosts]
            asked = (fetcher.exchange(FetchRequest(url=url), url, within=5) for url in urls)
            outcomes += [result.outcome for result in await asyncio.gather(*asked)]
        return outcomes


@pytest.mark.parametrize("answer", [replies.page(b"mill"), replies.redirect("/b"), replies.refusal(404)])
def test_a_connection_is_used_again_whatever_came_over_it(web: LocalWeb, answer: Answer) -> None:
    web.sites["mill.localhost"] = {"/": answer}
    backend = CountingBackend()

    asyncio.run(ask(web, backend, ("mill.localhost",), ("mill.localhost",)))

    assert 1 == backend.count


def test_requests_at_once_have_a_connection_each(web: LocalWeb) -> None:
    web.sites["mill.localhost"] = {"/": replies.drip(b"mill", 0.05)}
    backend = CountingBackend()

    asyncio.run(ask(web, backend, ("mill.localhost",) * 3))

    assert 3 == backend.count


def test_a_connection_is_not_shared_between_origins(web: LocalWeb) -> None:
    web.sites |= {host: {"/": replies.page(b"mill")} for host in ("mill.localhost", "quay.localhost")}
    backend = CountingBackend()

    asyncio.run(ask(web, backend, ("mill.localhost",), ("quay.localhost",)))

    assert 2 == backend.count


def test_only_so_many_idle_connections_are_kept(web: LocalWeb) -> None:
    hosts = tuple(f"mill-{number}.localhost" for number in range(6))
    web.sites |= {host: {"/": replies.page(b"mill")} for host in hosts}
    backend = CountingBackend()

    asyncio.run(ask(web, backend, hosts, hosts[:1], hosts[-1:], connections=1))

    # Those of five hosts are kept for one request that may be under way: the first of the six was closed.
    assert 7 == backend.count


def test_what_a_server_breaks_off_leaves_the_fetcher_whole(web: LocalWeb) -> None:
    web.sites |= {
        "hang.localhost": {"/": replies.hang()},
        "cut.localhost": {"/": replies.cut_short(b"a" * 90)},
        "mill.localhost": {"/": replies.page(b"mill")},
    }

    async def outcomes() -> list[str]:
        async with Fetcher(user_agent="test", open_networks=LOOPBACK) as fetcher:
            visits = [("hang.localhost", 0.2), ("cut.localhost", 10), ("mill.localhost", 10)] * 2
            asked = [(FetchRequest(url=web.origin(host) + "/"), within) for host, within in visits]
            return [(await fetcher.exchange(request, request.url, within=within)).outcome for request, within in asked]

    assert ["timeout", "unreadable", "ok"] * 2 == asyncio.run(outcomes())


def test_httpx_has_its_connections_still_where_the_guard_puts_its_own() -> None:
    assert isinstance(httpx.AsyncHTTPTransport(verify=False)._pool, httpcore.AsyncConnectionPool)


def via(proxy: str, url: str) -> FetchRequest:
    return FetchRequest(url=url, rules=Rules(proxy=proxy))


def test_a_source_can_be_asked_through_a_proxy(web: LocalWeb, exchange: Exchange) -> None:
    url = "http://mill.example/a"
    web.sites["mill.example"] = {url: replies.page(b"mill")}

    result = exchange(url, request=via(web.origin("127.0.0.1"), url))

    assert ("ok", b"mill", None) == (result.outcome, result.body, result.remote_ip)


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "http://0x7f.1/", "http://mill.localhost/", "http://a.example:25/"]
)
def test_a_proxy_is_not_asked_for_what_is_plainly_not_public(web: LocalWeb, exchange: Exchange, url: str) -> None:
    result = exchange(url, request=via(web.origin("127.0.0.1"), url), open_networks=())

    assert ("ssrf", []) == (result.outcome, web.log)


@pytest.mark.parametrize(
    ("proxy", "outcome"),
    [
        ("http://127.0.0.1:1", "connection"),
        ("socks5://127.0.0.1:1", "connection"),
        ("gopher://proxy.example", "bad_url"),
    ],
)
def test_a_proxy_that_cannot_be_used_is_said_to_be_so(exchange: Exchange, proxy: str, outcome: str) -> None:
    url = "http://mill.example/"

    assert outcome == exchange(url, request=via(proxy, url)).outcome
