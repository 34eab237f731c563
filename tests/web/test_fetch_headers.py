"""What goes out with a request, and to whom it does not go."""

import asyncio
import json
from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.server import Asked, LocalWeb, Reply
from flows.web.cookies import Cookies
from flows.web.fetch import Fetcher
from flows.web.model import FetchRequest, FetchResult, Kind, Rules

Exchange = Callable[..., FetchResult]
LOOPBACK = (ip_network("127.0.0.0/8"),)


def echo(asked: Asked) -> Reply:
    """Answer with the headers that were sent."""
    return replies.reply(200, json.dumps(dict(asked.headers)).encode(), content_type="text/plain")


@pytest.fixture
def sent(web: LocalWeb, exchange: Exchange) -> Callable[..., dict[str, str]]:
    """The headers that arrive at a host, for a request to mill.localhost."""
    web.sites |= {host: {"/": echo, "/b": echo} for host in ("mill.localhost", "quay.localhost")}

    def headers(host: str = "mill.localhost", path: str = "/", **request: Any) -> dict[str, str]:
        asked = FetchRequest(url=web.origin("mill.localhost") + "/", **request)
        return dict(json.loads(exchange(web.origin(host) + path, request=asked).body or b""))

    return headers


def test_a_request_says_who_asks_and_what_is_understood(web: LocalWeb, sent: Callable[..., dict[str, str]]) -> None:
    assert {
        "host": f"mill.localhost:{web.port}",
        "user-agent": "presslake-test",
        "accept": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
        "accept-encoding": "gzip, deflate, br, zstd",
    } == sent()


@pytest.mark.parametrize(
    ("kind", "first"), [("feed", "application/rss+xml"), ("sitemap", "application/xml"), ("robots", "text/plain")]
)
def test_each_kind_is_asked_for_as_what_it_is(sent: Callable[..., dict[str, str]], kind: Kind, first: str) -> None:
    assert first == sent(kind=kind)["accept"].split(", ")[0].split(";")[0]


def test_a_source_can_have_a_name_of_its_own_everywhere(sent: Callable[..., dict[str, str]]) -> None:
    assert "mill-reader" == sent("quay.localhost", rules=Rules(user_agent="mill-reader"))["user-agent"]


def test_headers_of_a_source_go_to_its_origin(sent: Callable[..., dict[str, str]]) -> None:
    rules = Rules(headers={"Authorization": "Bearer quay", "ACCEPT": "text/plain"})

    headers = sent(path="/b", rules=rules)

    assert ("Bearer quay", "text/plain") == (headers["authorization"], headers["accept"])


def test_headers_of_a_source_go_nowhere_else(sent: Callable[..., dict[str, str]]) -> None:
    assert "authorization" not in sent("quay.localhost", rules=Rules(headers={"Authorization": "Bearer quay"}))


def test_validators_are_sent_for_what_they_validate(sent: Callable[..., dict[str, str]]) -> None:
    headers = sent(etag='W/"7"', last_modified="Tue, 03 Nov 2026 10:00:00 GMT")

    assert ('W/"7"', "Tue, 03 Nov 2026 10:00:00 GMT") == (headers["if-none-match"], headers["if-modified-since"])


def test_of_a_feed_that_is_there_already_the_new_entries_are_enough(sent: Callable[..., dict[str, str]]) -> None:
    asked = [sent(kind="feed", etag=etag).get("a-im") for etag in ('"7"', None)]

    assert ["feed", None] == asked


def test_the_new_entries_of_a_feed_are_taken(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {"/": replies.always(replies.reply(226, b"<rss/>", im="feed"))}

    result = exchange(web.origin("mill.localhost") + "/")

    assert ("ok", b"<rss/>") == (result.outcome, result.body)


def test_validators_are_sent_along_a_redirect_as_they_are_of_what_it_led_to(
    sent: Callable[..., dict[str, str]],
) -> None:
    assert '"7"' == sent(path="/b", etag='"7"')["if-none-match"]


def test_validators_are_not_sent_to_another_origin(sent: Callable[..., dict[str, str]]) -> None:
    assert "if-none-match" not in sent("quay.localhost", etag='"7"')


def test_a_validator_that_holds_gives_no_body(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {"/": replies.page(b"mill")}
    url = web.origin("mill.localhost") + "/"
    etag = exchange(url).headers["etag"]

    result = exchange(url, request=FetchRequest(url=url, etag=etag))

    assert ("not_modified", None, None) == (result.outcome, result.body, result.message)


def test_a_header_that_cannot_be_sent_is_said_to_be_so(web: LocalWeb, exchange: Exchange) -> None:
    url = web.origin("mill.localhost") + "/"

    result = exchange(url, request=FetchRequest(url=url, rules=Rules(headers={"X-Key": "a\nb: c"})))

    assert ("bad_url", f"{url}: cannot be asked: Illegal header value b'a\\nb: c'") == (result.outcome, result.message)


def visit(web: LocalWeb, *urls: str, cookies: Cookies | None) -> list[str | None]:
    """The cookies that arrive with each request, where every answer sets one."""

    def answer(asked: Asked) -> Reply:
        body = json.dumps(asked.headers.get("cookie")).encode()
        return replies.reply(200, body, set_cookie=f"seen={asked.host}; Domain=paper.localhost; Path=/")

    web.sites |= {host: {"/": answer, "/b": answer} for host in ("mill.paper.localhost", "quay.paper.localhost")}

    async def ask() -> list[FetchResult]:
        async with Fetcher(user_agent="test", open_networks=LOOPBACK) as fetcher:
            request = FetchRequest(url=urls[0])
            return [await fetcher.exchange(request, url, within=5, cookies=cookies) for url in urls]

    return [json.loads(result.body or b"") for result in asyncio.run(ask())]


def test_cookies_go_back_to_the_origin_that_set_them_and_to_no_other(web: LocalWeb) -> None:
    mill, quay = web.origin("mill.paper.localhost"), web.origin("quay.paper.localhost")

    arrived = visit(web, f"{mill}/", f"{quay}/", f"{mill}/b", f"{quay}/b", cookies=Cookies())

    assert [None, None, "seen=mill.paper.localhost", "seen=quay.paper.localhost"] == arrived


def test_no_cookie_is_kept_where_nobody_asked_for_it(web: LocalWeb) -> None:
    mill = web.origin("mill.paper.localhost")

    assert [None, None] == visit(web, f"{mill}/", f"{mill}/b", cookies=None)
