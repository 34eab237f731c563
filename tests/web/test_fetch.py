"""One exchange: what comes back, and what goes out."""

import gzip
import socket
import struct
import threading
from collections.abc import Callable

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.server import Answer, LocalWeb, Reply
from flows.web.fetch import Limits
from flows.web.model import FetchRequest, FetchResult, Outcome

Exchange = Callable[..., FetchResult]
#: Enough for a test's body, too little for a bomb's.
SMALL = Limits(body={"page": 2**20, "feed": 2**20, "sitemap": 2**20, "robots": 100})


def nameless(body: bytes) -> Answer:
    """A body without a content type."""
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n\r\n"
    return replies.always(Reply(status=200, wire=head.encode() + body))


def missing(body: bytes, pause: float) -> Answer:
    """A refusal that comes in drops."""
    dripping = replies.drip(body, pause)
    return lambda asked: Reply(
        status=404,
        wire=(drop.replace(b"200 OK", b"404 No") if isinstance(drop, bytes) else drop for drop in dripping(asked).wire),
    )


def reset(server: socket.socket) -> None:
    """Accept one request, and end its connection with a reset."""
    connection, _ = server.accept()
    connection.recv(65536)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def test_a_page_comes_back_with_where_it_came_from(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {"/": replies.page(b"mill")}

    result = exchange(web.origin("mill.localhost") + "/")

    assert ("ok", 200, b"mill", "HTTP/1.1", "127.0.0.1", None) == (
        result.outcome,
        result.status,
        result.body,
        result.protocol,
        result.remote_ip,
        result.message,
    )


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (replies.refusal(304), "not_modified"),
        (replies.redirect("/b", 301), "redirect"),
        (replies.redirect("/b", 308), "redirect"),
        (replies.refusal(302), "redirect_loop"),
        (replies.refusal(401), "blocked"),
        (replies.refusal(403), "blocked"),
        (replies.refusal(404), "not_found"),
        (replies.refusal(410), "gone"),
        (replies.refusal(451), "gone"),
        (replies.refusal(429), "too_many"),
        (replies.refusal(503, retry_after="9"), "too_many"),
        (replies.refusal(503), "http_error"),
        (replies.refusal(206), "http_error"),
        (replies.garbage(), "unreadable"),
        (replies.cut_short(b"a" * 1000), "unreadable"),
        (replies.truncated_gzip(b"<p>mill" * 100), "unreadable"),
        (replies.huge_headers(), "too_big"),
        (replies.gzip_bomb(), "too_big"),
        (replies.endless(), "too_big"),
        (replies.page(b"%PDF", content_type="application/pdf"), "bad_type"),
    ],
)
def test_what_a_server_does_has_one_outcome(
    web: LocalWeb, exchange: Exchange, answer: Answer, outcome: Outcome
) -> None:
    web.sites["mill.localhost"] = {"/": answer}

    result = exchange(web.origin("mill.localhost") + "/", limits=SMALL)

    assert outcome == result.outcome, result.message


def test_a_server_that_says_nothing_is_not_waited_for(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {"/": replies.hang()}

    result = exchange(web.origin("mill.localhost") + "/", limits=Limits(read=0.1))

    assert ("timeout", "nothing sent in time") == (result.outcome, (result.message or "").partition("/: ")[2])


def test_a_body_that_drips_is_not_waited_for(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {"/": replies.drip(b"a" * 10_000, 0.05)}

    result = exchange(web.origin("mill.localhost") + "/", within=0.5)

    assert ("timeout", 200) == (result.outcome, result.status)


def test_a_page_that_refuses_shows_its_beginning(web: LocalWeb, exchange: Exchange) -> None:
    shown = b"<title>Are you a person?</title>" + b"a" * 50_000
    web.sites["mill.localhost"] = {
        "/": replies.always(replies.reply(403, gzip.compress(shown), content_encoding="gzip"))
    }

    result = exchange(web.origin("mill.localhost") + "/")

    assert ("blocked", shown[: 16 * 1024], None) == (result.outcome, result.excerpt, result.body)


def test_a_refusal_that_drips_keeps_its_outcome(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {"/": missing(b"a" * 10_000, 0.1)}

    result = exchange(web.origin("mill.localhost") + "/")

    assert "not_found" == result.outcome


def test_a_robots_txt_is_cut_where_it_is_too_long(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {"/robots.txt": replies.page(b"Disallow: /a\n" * 50_000, packed=True)}
    url = web.origin("mill.localhost") + "/robots.txt"

    result = exchange(url, request=FetchRequest(url=url, kind="robots"))

    assert ("ok", 500 * 1024) == (result.outcome, len(result.body or b""))


def test_a_body_that_says_it_is_too_long_is_not_begun(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {"/": replies.page(b"a" * (2**20 + 1))}

    result = exchange(web.origin("mill.localhost") + "/", limits=SMALL)

    assert ("too_big", 0) == (result.outcome, result.wire_bytes)


def test_a_page_that_does_not_say_what_it_is_is_looked_at(web: LocalWeb, exchange: Exchange) -> None:
    web.sites["mill.localhost"] = {
        "/text": nameless(b"<p>mill"),
        "/image": nameless(b"\x89PNG\r\n\x1a\n"),
        "/vague": replies.page(b"\x89PNG\r\n\x1a\n", content_type="unknown"),
    }

    outcomes = [exchange(web.origin("mill.localhost") + path).outcome for path in ("/text", "/image", "/vague")]

    assert ["ok", "bad_type", "bad_type"] == outcomes


def test_a_packed_sitemap_is_left_as_it_is(web: LocalWeb, exchange: Exchange) -> None:
    packed = gzip.compress(b"<urlset/>")
    web.sites["mill.localhost"] = {"/s.xml.gz": replies.page(packed, content_type="application/gzip")}
    url = web.origin("mill.localhost") + "/s.xml.gz"

    result = exchange(url, request=FetchRequest(url=url, kind="sitemap"))

    assert ("ok", packed) == (result.outcome, result.body)


@pytest.mark.parametrize(
    ("url", "outcome", "message"),
    [
        ("//mill.example/a", "bad_url", "//mill.example/a: no scheme or no host"),
        ("http:///a", "bad_url", "http:///a: no scheme or no host"),
        ("http://[::1", "bad_url", "http://[::1: cannot be asked: Invalid port: ':1'"),
        ("http://mill.example:99999/", "bad_url", "http://mill.example:99999/: no port has the number 99999"),
        (
            "http://anna:secret@mill.example/",
            "bad_url",
            "http://mill.example/: has a name or password; those belong in the source's headers, as Authorization",
        ),
        ("javascript:alert(1)", "bad_url", "javascript:alert(1): no scheme or no host"),
        ("http://a..b/", "dns", "http://a..b/: the host has no address: no valid name"),
        ("", "bad_url", ": no scheme or no host"),
    ],
)
def test_what_is_no_url_for_us_is_said_to_be_so(exchange: Exchange, url: str, outcome: Outcome, message: str) -> None:
    result = exchange(url)

    assert (outcome, message) == (result.outcome, result.message)


def test_a_server_that_is_not_there_is_said_to_be_so(exchange: Exchange) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    result = exchange(f"http://mill.localhost:{port}/")

    assert ("connection", f"http://mill.localhost:{port}/: connection refused") == (result.outcome, result.message)


def test_a_connection_that_is_reset_is_said_to_be_so(exchange: Exchange) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        rude = threading.Thread(target=reset, args=(server,))
        rude.start()
        result = exchange(f"http://mill.localhost:{port}/")
        rude.join()

    assert ("connection", f"http://mill.localhost:{port}/: connection reset by peer") == (
        result.outcome,
        result.message,
    )
