"""One URL, politely, against a real server whose log says what it was asked."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.promises import paths
from benchmarks.local_web.server import LocalWeb
from extract.tdmrep import TDMREP_PATH
from flows.web.manners import Manners
from flows.web.robots import RobotsText

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROBOTS = "/robots.txt"
#: One run: what it is given, and what it gave (conftest.py).
Get = Callable[..., Any]


def test_a_page_is_had_after_its_robots_txt(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a": replies.page(b"mill")}

    run = get(web.origin("mill.localhost") + "/a")

    assert ("ok", b"mill", 1, [ROBOTS, TDMREP_PATH, "/a"]) == (
        run.result.outcome,
        run.result.body,
        run.result.attempts,
        [request.path for request in web.log],
    )


@pytest.mark.parametrize("url", ["mill.example/a", "ftp://mill.example/a", "http://[::1", "http://", "http://a:b/"])
def test_what_is_no_url_asks_nobody(get: Get, url: str) -> None:
    assert ("bad_url", 0) == (get(url).result.outcome, get(url).result.attempts)


# Patience


@pytest.mark.parametrize(
    "answer",
    [
        replies.refusal(500),
        replies.refusal(408),
        replies.refusal(425),
        replies.refusal(522),
        replies.refusal(524),
        replies.refusal(429, retry_after="0"),
        replies.garbage(),
    ],
)
def test_what_may_pass_is_tried_again(web: LocalWeb, get: Get, answer: replies.Answer) -> None:
    web.sites["mill.localhost"] = {"/a": replies.at_first(answer, replies.page(b"mill"))}

    result = get(web.origin("mill.localhost") + "/a").result

    assert ("ok", 2) == (result.outcome, result.attempts), result.message


@pytest.mark.parametrize("status", [400, 401, 402, 403, 404, 410, 418, 451])
def test_what_will_not_pass_is_not_tried_again(web: LocalWeb, get: Get, status: int) -> None:
    web.sites["mill.localhost"] = {"/a": replies.refusal(status)}

    assert (1, ["/a"]) == (get(web.origin("mill.localhost") + "/a").result.attempts, paths(web.log))


def test_three_tries_are_all(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a": replies.refusal(500)}

    result = get(web.origin("mill.localhost") + "/a").result

    assert ("http_error", 3, ["/a"] * 3) == (result.outcome, result.attempts, paths(web.log))


@pytest.mark.parametrize("answer", [replies.refusal(429, retry_after="1"), replies.patience_until(1.0)])
def test_no_page_of_a_host_is_asked_for_before_its_retry_after(web: LocalWeb, get: Get, answer: replies.Answer) -> None:
    web.sites["mill.localhost"] = {f"/{n}": replies.page(b"mill") for n in range(3)}
    web.sites["mill.localhost"] |= {"/a": replies.at_first(answer, replies.page(b"mill"))}

    get(*(web.origin("mill.localhost") + path for path in ("/a", "/0", "/1", "/2")))

    refused = next(index for index, request in enumerate(web.log) if request.status == 429)
    assert 1.0 <= web.log[refused + 1].started - web.log[refused].ended


def test_a_host_that_asks_for_too_much_patience_is_left_alone_for_the_run(web: LocalWeb, get: Get) -> None:
    refusal = replies.refusal(429, retry_after="3600")
    web.sites["mill.localhost"] = {"/a": refusal, "/b": replies.page(b"mill"), "/c": replies.page(b"mill")}

    run = get(*(web.origin("mill.localhost") + path for path in ("/a", "/b", "/c")), now=lambda: NOW)

    first, *others = run.results
    assert (["/a"], "too_many", NOW + timedelta(hours=1), {"deferred"}, [True, True]) == (
        paths(web.log),
        first.outcome,
        first.retry_at,
        {result.outcome for result in others},
        [abs(result.retry_at - first.retry_at) < timedelta(minutes=1) for result in others],
    )


def test_a_host_that_asked_an_earlier_run_for_patience_is_asked_nothing(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a": replies.page(b"mill")}
    until = NOW + timedelta(minutes=5)

    result = get(web.origin("mill.localhost") + "/a", parked={"http://mill.localhost/b": until}, now=lambda: NOW).result

    assert ("deferred", True, []) == (
        result.outcome,
        result.retry_at is not None and abs(until - result.retry_at) < timedelta(minutes=1),
        web.log,
    )


def test_a_url_has_one_deadline_for_all_its_requests(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a": replies.redirect("/b"), "/b": replies.hang()}

    result = get(web.origin("mill.localhost") + "/a", manners=Manners(delay=0.01, deadline=0.3)).result

    assert ("timeout", 1, 1) == (result.outcome, result.attempts, web.visits["mill.localhost", "/b"])


def test_time_in_the_queue_does_not_count(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {f"/{n}": replies.page(b"mill") for n in range(9)}
    manners = Manners(delay=0.1, deadline=0.3)

    run = get(*(web.origin("mill.localhost") + f"/{n}" for n in range(9)), manners=manners)

    assert {"ok"} == {result.outcome for result in run.results}


def test_a_dead_host_is_asked_five_times_at_most(get: Get) -> None:
    urls = [f"http://mill.localhost:1/{n}" for n in range(9)]
    times = {"ok_at": NOW, "fetched_at": NOW, "fresh_until": NOW + timedelta(days=1)}
    texts = [
        RobotsText(origin="http://mill.localhost:1", path=path, text="", **times) for path in (ROBOTS, TDMREP_PATH)
    ]
    known = {text.url: text for text in texts}

    run = get(*urls, robots=known, now=lambda: NOW)

    assert ({"connection", "deferred"}, 5) == (
        {result.outcome for result in run.results},
        sum(result.attempts for result in run.results),
    )


# Blocks


def test_a_challenge_that_is_served_as_a_page_is_a_block(web: LocalWeb, get: Get) -> None:
    challenge = b"<title>Just a moment...</title><script>window._cf_chl_opt = {}</script>"
    web.sites["mill.localhost"] = {"/a": replies.page(challenge)}

    result = get(web.origin("mill.localhost") + "/a").result

    assert ("blocked", "cloudflare", None) == (result.outcome, result.blocked_by, result.body)


def test_the_vendor_of_a_refusal_is_told_by_its_body(web: LocalWeb, get: Get) -> None:
    refusal = replies.reply(403, b"<p>Request unsuccessful. Incapsula incident ID: 7-1</p>")
    web.sites["mill.localhost"] = {"/a": replies.always(refusal)}

    result = get(web.origin("mill.localhost") + "/a").result

    assert ("blocked", "imperva", 1) == (result.outcome, result.blocked_by, result.attempts)


# The promise


def test_no_two_requests_of_a_host_come_closer_than_its_delay(web: LocalWeb, get: Get) -> None:
    faults = {"/0": replies.refusal(500), "/1": replies.redirect("/2"), "/3": replies.drip(b"a" * 300, 0.1)}
    for town in ("mill", "weir", "quay"):
        site = {ROBOTS: replies.robots("User-agent: *\nCrawl-delay: 0.2")} if town == "quay" else {}
        web.sites[f"{town}.localhost"] = site | {f"/{n}": replies.page(b"a") for n in range(8)} | faults

    get(*(web.origin(host) + f"/{n}" for host in web.sites for n in range(8)), manners=Manners(delay=0.1))

    starts = {host: sorted(request.started for request in web.log if request.host == host) for host in web.sites}
    closest = {host: min(later - earlier for earlier, later in pairwise(times)) for host, times in starts.items()}
    assert (True, True, True) == (
        closest["mill.localhost"] >= 0.1,
        closest["weir.localhost"] >= 0.1,
        closest["quay.localhost"] >= 0.2,
    ), closest


def test_a_host_never_has_more_requests_under_way_than_slots(web: LocalWeb, get: Get) -> None:
    slow = replies.drip(b"a" * 300, 0.02)
    web.sites["mill.localhost"] = {f"/{n}": slow for n in range(12)}

    manners = Manners(delay=0.0, connections_per_host=3)
    get(*(web.origin("mill.localhost") + f"/{n}" for n in range(12)), manners=manners)

    assert 3 == max(request.at_once for request in web.log)
