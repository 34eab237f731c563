"""HTTPS: whom we believe, and HTTP/2 inside of it."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from ipaddress import ip_network

import brotli
import pytest
import trustme

from benchmarks.local_web.secure_server import Answer, SecureServer, farewell, page, reset
from flows.web.fetch import Fetcher, Limits
from flows.web.model import FetchRequest, FetchResult, Kind, Rules

Exchange = Callable[..., FetchResult]
LOOPBACK = (ip_network("127.0.0.0/8"),)
SMALL = Limits(body={"page": 60_000, "feed": 60_000, "sitemap": 60_000, "robots": 10})


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trust(authority: trustme.CA) -> ssl.SSLContext:
    """What believes the authority."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[SecureServer]:
    with SecureServer(authority.issue_cert("mill.localhost").configure_cert) as running:
        yield running


def test_a_page_comes_over_http_2(server: SecureServer, trust: ssl.SSLContext, exchange: Exchange) -> None:
    server.answers["/a"] = page(brotli.compress(b"mill"), content_encoding="br")

    result = exchange(f"https://mill.localhost:{server.port}/a", tls=trust)

    assert ("ok", "HTTP/2", b"mill", "127.0.0.1") == (result.outcome, result.protocol, result.body, result.remote_ip)


def test_a_source_can_keep_to_http_1(server: SecureServer, trust: ssl.SSLContext, exchange: Exchange) -> None:
    url = f"https://mill.localhost:{server.port}/a"

    result = exchange(url, request=FetchRequest(url=url, rules=Rules(http2=False)), tls=trust)

    assert ("HTTP/1.1", b"old") == (result.protocol, result.body)


def test_a_certificate_of_another_host_is_not_believed(
    server: SecureServer, trust: ssl.SSLContext, exchange: Exchange
) -> None:
    result = exchange(f"https://quay.localhost:{server.port}/a", tls=trust)

    assert ("tls", True) == (result.outcome, "Hostname mismatch" in (result.message or ""))


def test_a_certificate_of_an_authority_that_nobody_knows_is_not_believed(
    server: SecureServer, exchange: Exchange
) -> None:
    result = exchange(f"https://mill.localhost:{server.port}/a")

    assert ("tls", True) == (result.outcome, "no trusted certificate: " in (result.message or ""))


def greet(server: socket.socket) -> None:
    """Speak first, and not TLS."""
    with server.accept()[0] as connection:
        connection.sendall(b"220 ready when you are\r\n")
        connection.recv(65536)


def test_a_server_without_tls_has_none(exchange: Exchange) -> None:
    with socket.create_server(("127.0.0.1", 0)) as plain:
        greeter = threading.Thread(target=greet, args=(plain,))
        greeter.start()
        result = exchange(f"https://mill.localhost:{plain.getsockname()[1]}/")
        greeter.join()

    assert ("tls", True) == (result.outcome, "no TLS: " in (result.message or ""))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (reset, "connection"),
        (farewell, "connection"),
        (page(b"a" * 10, content_length="90"), "unreadable"),
        (page(b"a" * 10, x_filler="a" * 70_000), "too_big"),
        (page(b"a" * 60_001, ends=False), "too_big"),
        (page(b"%PDF", content_type="application/pdf", ends=False), "bad_type"),
    ],
)
def test_what_goes_wrong_within_http_2_has_one_outcome(
    server: SecureServer, trust: ssl.SSLContext, exchange: Exchange, answer: Answer, outcome: str
) -> None:
    server.answers["/a"] = answer

    result = exchange(f"https://mill.localhost:{server.port}/a", tls=trust, limits=SMALL)

    assert outcome == result.outcome, result.message


def test_a_body_whose_end_never_comes_is_not_waited_for(
    server: SecureServer, trust: ssl.SSLContext, exchange: Exchange
) -> None:
    server.answers["/a"] = page(b"a" * 10, ends=False)

    result = exchange(f"https://mill.localhost:{server.port}/a", tls=trust, limits=Limits(read=0.5))

    assert ("timeout", 200) == (result.outcome, result.status)


@pytest.mark.parametrize(("kind", "outcome"), [("page", "too_big"), ("robots", "ok")])
def test_a_connection_whose_body_was_left_unread_is_not_used_again(
    server: SecureServer, trust: ssl.SSLContext, kind: Kind, outcome: str
) -> None:
    server.answers |= {"/endless": page(b"a" * 60_001, ends=False), "/a": page(b"mill")}

    async def ask() -> list[str]:
        async with Fetcher(user_agent="test", open_networks=LOOPBACK, tls=trust, limits=SMALL) as fetcher:
            urls = [f"https://mill.localhost:{server.port}/{path}" for path in ("a", "a", "endless", "a")]
            asked = [FetchRequest(url=url, kind=kind) for url in urls]
            return [(await fetcher.exchange(request, request.url, within=10)).outcome for request in asked]

    assert (["ok", "ok", outcome, "ok"], [1, 1, 1, 2]) == (asyncio.run(ask()), server.connections)


def test_a_connection_on_which_an_answer_never_came_is_not_used_again(
    server: SecureServer, trust: ssl.SSLContext
) -> None:
    server.answers |= {"/silent": lambda connection, stream: None, "/a": page(b"mill")}
    visits = [("a", 10), ("silent", 0.3), ("a", 10)]

    async def ask() -> list[str]:
        async with Fetcher(user_agent="test", open_networks=LOOPBACK, tls=trust) as fetcher:
            asked = [(FetchRequest(url=f"https://mill.localhost:{server.port}/{path}"), left) for path, left in visits]
            return [(await fetcher.exchange(request, request.url, within=left)).outcome for request, left in asked]

    assert (["ok", "timeout", "ok"], [1, 1, 2]) == (asyncio.run(ask()), server.connections)
