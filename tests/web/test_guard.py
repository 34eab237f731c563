"""The guard: what it lets through is seen at the backend below it, which connects to nothing."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from ipaddress import ip_address, ip_network
from typing import Any

import httpcore
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.local_web import replies
from benchmarks.local_web.server import LocalWeb
from flows.web.fetch import Limits
from flows.web.guard import is_public
from flows.web.model import FetchRequest, FetchResult
from flows.web.resolving import numeric_addresses

Exchange = Callable[..., FetchResult]
PUBLIC = "93.184.215.14"


class RecordingBackend(httpcore.AsyncNetworkBackend):
    """Refuses every connection, and remembers to where it was wanted."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> httpcore.AsyncNetworkStream:
        self.asked.append((host, port))
        raise httpcore.ConnectError("refused by the test")


class Answers:
    """A resolver that knows some names, one answer after the other, and every way to write an address."""

    def __init__(self, **names: Sequence[Sequence[str]]) -> None:
        self._names = {name.replace("_", "."): iter(answers) for name, answers in names.items()}

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        return numeric_addresses(host) or next(self._names.get(host, iter(())), ())


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "2130706433",
        "0x7f.1",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "10.20.30.40",
        "100.100.100.200",
        "169.254.169.254",
        "[fd00::1]",
        "[64:ff9b::169.254.169.254]",
        "[2002:7f00:1::]",
        "224.0.0.1",
        "half.example",
        "metadata.example",
        "[fe80::1]",
        "[2001:0:7f00:1::]",
        "[64:ff9b:1::1]",
        "[2001:20::1]",
        "[::127.0.0.1]",
        "192.88.99.1",
        "168.63.129.16",
        "255.255.255.255",
        "[ff02::1]",
        "[fec0::1]",
        "[::]",
        "017700000001",
        "127。0。0。1",
        "[0:0:0:0:0:ffff:7f00:1]",
        "localhost",
    ],
)
def test_no_trick_leads_to_an_address_that_is_not_public(exchange: Exchange, host: str) -> None:
    backend = RecordingBackend()
    names = Answers(
        half_example=[[PUBLIC, "10.0.0.1"]], metadata_example=[["169.254.169.254"]], localhost=[["127.0.0.1"]]
    )

    result = exchange(f"http://{host}/", resolve=names, backend=backend, open_networks=())

    assert ("ssrf", []) == (result.outcome, backend.asked)


@pytest.mark.parametrize(
    "url",
    [
        "http://①②⑦.⓪.⓪.①/",
        "http://１２７.0.0.1/",
        "http://news.example@127.0.0.1/",
        "http://news.example:80@127.0.0.1/",
        "http://127.0.0.1\\@news.example/",
        "http://0177.0.0.1/",
        "http://[::1%25lo]/",
        "http://127.0.0.1%2f@news.example/",
        "http://127.0.0.1%23.news.example/",
    ],
)
def test_a_url_that_is_read_differently_by_others_leads_nowhere(exchange: Exchange, url: str) -> None:
    backend = RecordingBackend()

    result = exchange(url, resolve=Answers(), backend=backend, open_networks=())

    assert (True, []) == (result.outcome in {"bad_url", "dns"}, backend.asked)


def test_a_redirect_to_the_metadata_address_is_refused_at_its_hop(exchange: Exchange) -> None:
    backend = RecordingBackend()
    request = FetchRequest(url="http://news.example/a")

    result = exchange("http://169.254.169.254/latest/", request=request, resolve=Answers(), backend=backend)

    assert ("ssrf", []) == (result.outcome, backend.asked)


def test_the_address_that_was_checked_is_the_one_connected_to(exchange: Exchange) -> None:
    backend = RecordingBackend()
    rebinding = Answers(news_example=[[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])

    exchange("http://news.example/", resolve=rebinding, backend=backend)

    assert [(PUBLIC, 80)] == backend.asked


def test_a_name_that_changes_its_address_to_a_private_one_is_refused_the_next_time(exchange: Exchange) -> None:
    backend = RecordingBackend()
    rebinding = Answers(news_example=[[PUBLIC], ["127.0.0.1"]])
    exchange("http://news.example/", resolve=rebinding, backend=backend, open_networks=())

    result = exchange("http://news.example/", resolve=rebinding, backend=backend, open_networks=())

    assert ("ssrf", [(PUBLIC, 80)]) == (result.outcome, backend.asked)


@pytest.mark.parametrize(
    ("url", "outcome"),
    [
        (f"http://{PUBLIC}:25/", "ssrf"),
        (f"https://{PUBLIC}:22/", "ssrf"),
        (f"http://{PUBLIC}:8080/", "connection"),
        (f"https://{PUBLIC}/", "connection"),
        ("http://10.0.0.1:9999/", "connection"),
        ("http://[::ffff:10.0.0.1]:9999/", "connection"),
        ("http://10.1.0.1/", "ssrf"),
        ("ftp://10.0.0.1/", "ssrf"),
        ("file:///etc/passwd", "bad_url"),
        ("gopher://10.0.0.1/", "ssrf"),
    ],
)
def test_ports_and_schemes_are_those_of_the_web_except_on_opened_networks(
    exchange: Exchange, url: str, outcome: str
) -> None:
    result = exchange(url, resolve=Answers(), backend=RecordingBackend(), open_networks=[ip_network("10.0.0.0/16")])

    assert outcome == result.outcome


def test_a_refusal_says_which_address_and_what_would_open_it(exchange: Exchange) -> None:
    result = exchange("http://10.0.0.1/feed", backend=RecordingBackend())

    assert "http://10.0.0.1/feed: the address 10.0.0.1 is not public, and not opened by allow_private" == result.message


def test_the_next_address_is_tried_where_one_does_not_answer(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.example"] = {"/": replies.page(b"mill")}
    names = Answers(mill_example=[["127.0.0.2", "127.0.0.1"]])

    result = exchange(web.origin("mill.example") + "/", resolve=names)

    assert ("ok", "127.0.0.1") == (result.outcome, result.remote_ip)


def test_no_more_than_three_addresses_of_a_host_are_tried(exchange: Exchange) -> None:
    backend = RecordingBackend()
    names = Answers(news_example=[[f"93.184.215.{number}" for number in range(9)]])

    exchange("http://news.example/", resolve=names, backend=backend)

    assert 3 == len(backend.asked)


def test_a_name_server_that_says_nothing_is_not_waited_for(exchange: Exchange) -> None:
    async def silent(host: str, port: int) -> Sequence[str]:
        await asyncio.sleep(60)
        return ()

    result = exchange("http://news.example/", resolve=silent, limits=Limits(connect=0.1))

    assert ("timeout", "http://news.example/: the address of the host was not found within 0.1 s") == (
        result.outcome,
        result.message,
    )


def test_a_host_without_an_address_is_a_matter_of_dns(exchange: Exchange) -> None:
    result = exchange("http://nobody.example/", resolve=Answers(nobody_example=[[]]), backend=RecordingBackend())

    assert ("dns", "http://nobody.example/: the host has no address") == (result.outcome, result.message)


@settings(deadline=None)
@given(st.ip_addresses(v=4).filter(is_public))
def test_what_is_public_stays_so_in_every_form_that_the_network_translates(address: Any) -> None:
    forms: Iterable[Any] = (ip_address(f"::ffff:{address}"), ip_address(f"64:ff9b::{address}"))

    assert [True, True] == [is_public(form) for form in forms]


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_an_address_is_public_only_if_python_thinks_so_too(address: Any) -> None:
    assert not is_public(address) or address.is_global
