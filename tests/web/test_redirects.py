"""Where redirects lead, what goes along and where it ends, against a real server."""

import ssl
from collections.abc import Callable
from typing import Any

import pytest
import trustme

from benchmarks.local_web import replies
from benchmarks.local_web.promises import paths
from benchmarks.local_web.secure_server import SecureServer
from benchmarks.local_web.secure_server import page as secure_page
from benchmarks.local_web.server import Asked, LocalWeb, Reply
from flows.web.model import FetchRequest, Hop, Rules

ROBOTS = "/robots.txt"
#: One run: what it is given, and what it gave (conftest.py).
Get = Callable[..., Any]
#: Of each request where it went, and what its X-Key said.
Seen = list[tuple[str, str | None]]


def noting(seen: Seen, answer: replies.Answer) -> replies.Answer:
    def answered(asked: Asked) -> Reply:
        seen.append((asked.host + asked.path, asked.headers.get("x-key")))
        return answer(asked)

    return answered


def test_redirects_are_followed_and_told(web: LocalWeb, get: Get) -> None:
    a, b = (web.origin(host) + "/a" for host in ("mill.localhost", "weir.localhost"))
    web.sites["mill.localhost"] = {"/a": replies.redirect(b, 301)}
    web.sites["weir.localhost"] = {"/a": replies.redirect("/b", 302), "/b": replies.page(b"weir")}

    result = get(a).result

    assert ("ok", b"weir", (Hop(status=301, url=a), Hop(status=302, url=b)), 1) == (
        result.outcome,
        result.body,
        result.hops,
        result.attempts,
    )


def test_robots_txt_of_where_a_redirect_leads_is_heeded(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a": replies.redirect(web.origin("weir.localhost") + "/a")}
    web.sites["weir.localhost"] = {ROBOTS: replies.robots("User-agent: *\nDisallow: /"), "/a": replies.page(b"weir")}

    result = get(web.origin("mill.localhost") + "/a").result

    origin = web.origin("weir.localhost")
    assert ("robots", f"{origin}/a: {origin}/robots.txt asks presslake not to", ["/a"]) == (
        result.outcome,
        result.message,
        paths(web.log),
    )


@pytest.mark.parametrize(
    ("site", "words"),
    [
        ({"/a": replies.redirect("/a")}, "where we come from"),
        ({"/a": replies.redirect("/b"), "/b": replies.redirect("/a")}, "where we come from"),
        ({"/a": replies.redirect("")}, "without a Location"),
        ({f"/{chr(97 + n)}": replies.redirect(f"/{chr(98 + n)}") for n in range(9)}, "for the 6th time"),
    ],
)
def test_redirects_without_end_are_one_outcome(web: LocalWeb, get: Get, site: Any, words: str) -> None:
    web.sites["mill.localhost"] = site

    result = get(web.origin("mill.localhost") + "/a").result

    assert ("redirect_loop", True) == (result.outcome, words in (result.message or "")), result.message


def test_five_redirects_are_followed(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {f"/{n}": replies.redirect(f"/{n + 1}") for n in range(5)} | {
        "/5": replies.page(b"mill")
    }

    assert "ok" == get(web.origin("mill.localhost") + "/0").result.outcome


def test_a_redirect_that_only_takes_tracking_away_is_no_loop(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a?utm_source=feed": replies.redirect("/a"), "/a": replies.page(b"mill")}

    assert "ok" == get(web.origin("mill.localhost") + "/a?utm_source=feed").result.outcome


@pytest.mark.parametrize("target", ["ftp://mill.localhost/a", "javascript:alert(1)", "http://169.254.169.254/latest/"])
def test_a_redirect_to_what_is_not_to_be_asked_ends_there(web: LocalWeb, get: Get, target: str) -> None:
    web.sites["mill.localhost"] = {"/a": replies.redirect(target, 302)}

    assert "ssrf" == get(web.origin("mill.localhost") + "/a").result.outcome


def test_a_sources_headers_do_not_come_back_from_another_origin(web: LocalWeb, get: Get) -> None:
    seen: Seen = []
    mill, weir = web.origin("mill.localhost"), web.origin("weir.localhost")
    web.sites["mill.localhost"] = {
        "/a": noting(seen, replies.redirect(weir + "/a")),
        "/b": noting(seen, replies.page(b"mill")),
    }
    web.sites["weir.localhost"] = {
        ROBOTS: noting(seen, replies.robots("")),
        "/a": noting(seen, replies.redirect(mill + "/b")),
    }

    get(FetchRequest(url=mill + "/a", rules=Rules(headers={"X-Key": "of the mill"})))

    assert [
        ("mill.localhost/a", "of the mill"),
        ("weir.localhost/robots.txt", None),
        ("weir.localhost/a", None),
        ("mill.localhost/b", None),
    ] == seen


def test_a_redirect_that_gives_up_encryption_is_told_and_takes_no_headers_along(web: LocalWeb, get: Get) -> None:
    seen: Seen = []
    authority, trust = trustme.CA(), ssl.create_default_context()
    authority.configure_trust(trust)
    plain = web.origin("mill.localhost") + "/a"
    web.sites["mill.localhost"] = {"/a": noting(seen, replies.page(b"mill"))}

    with SecureServer(authority.issue_cert("mill.localhost").configure_cert) as server:
        server.answers[ROBOTS] = secure_page(b"")
        server.answers["/a"] = secure_page(b"", status=301, location=plain)
        url = f"https://mill.localhost:{server.port}/a"
        result = get(FetchRequest(url=url, rules=Rules(headers={"X-Key": "of the mill"})), tls=trust).result

    message = f"{url}: redirects from https to {plain}, which is not encrypted"
    assert ("ok", message, [("mill.localhost/a", None)]) == (result.outcome, result.message, seen)


def test_cookies_are_sent_back_within_one_url_where_the_source_wants_it(web: LocalWeb, get: Get) -> None:
    def gate(asked: Asked) -> Reply:
        is_known = "seen=1" in asked.headers.get("cookie", "")
        return replies.reply(200, b"mill") if is_known else replies.reply(302, location="/a", set_cookie="seen=1")

    web.sites["mill.localhost"] = {"/a": gate}
    url = web.origin("mill.localhost") + "/a"

    run = get(FetchRequest(url=url, rules=Rules(cookies=True)), url)

    assert ["ok", "redirect_loop"] == [result.outcome for result in run.results]
