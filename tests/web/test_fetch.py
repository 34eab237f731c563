"""One exchange: what comes back, and what goes out."""

from collections.abc import Callable

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.server import Answer, LocalWeb
from flows.web.fetch import Limits
from flows.web.model import FetchResult, Outcome

Exchange = Callable[..., FetchResult]
#: Enough for a test's body, too little for a bomb's.
SMALL = Limits(body={"page": 2**20, "feed": 2**20, "sitemap": 2**20, "robots": 100})


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

    result = exchange(web.origin("mill.localhost") + "/", within=0.2)

    assert ("timeout", 200) == (result.outcome, result.status)
