"""One URL, politely, against a real server whose log says what it was asked."""

import asyncio
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from itertools import pairwise
from typing import Any

import pytest
import trustme

from benchmarks.local_web import replies
from benchmarks.local_web.secure_server import SecureServer
from benchmarks.local_web.secure_server import page as secure_page
from benchmarks.local_web.server import Asked, LocalWeb, Reply
from flows.web.fetch import Fetcher
from flows.web.manners import Manners
from flows.web.model import FetchRequest, FetchResult, Hop, Rules
from flows.web.polite import PoliteFetcher
from flows.web.robots import RobotsText

#: As quick as a test has to be: pauses and waits are counted in delays.
QUICK = Manners(delay=0.01, deadline=5.0)
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROBOTS = "/robots.txt"
TDMREP = "/.well-known/tdmrep.json"
LOOPBACK = (ip_network("127.0.0.0/8"),)


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
#: Of each request where it went, and what its X-Key said.
Seen = list[tuple[str, str | None]]


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


def paths(web: LocalWeb) -> list[str]:
    """What the server was asked for, what speaks for the whole site apart."""
    return [request.path for request in web.log if request.path not in (ROBOTS, TDMREP)]


def robots(text: str) -> replies.Answer:
    return replies.page(text.encode(), content_type="text/plain")


def noting(seen: Seen, answer: replies.Answer) -> replies.Answer:
    def answered(asked: Asked) -> Reply:
        seen.append((asked.host + asked.path, asked.headers.get("x-key")))
        return answer(asked)

    return answered


def remembered(web: LocalWeb, text: str | None, **changes: Any) -> dict[str, RobotsText]:
    """What an earlier run may have kept: robots.txt, and that there was no tdmrep.json a moment ago."""
    origin = web.origin("mill.localhost")
    times = {"ok_at": NOW, "fetched_at": NOW, "fresh_until": NOW + timedelta(hours=24)}
    texts = (
        RobotsText(origin=origin, text=text, **times | changes),
        RobotsText(origin=origin, path=TDMREP, text="", **times | {"fresh_until": datetime.max.replace(tzinfo=UTC)}),
    )
    return {text.url: text for text in texts}


def test_a_page_is_had_after_its_robots_txt(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a": replies.page(b"mill")}

    run = get(web.origin("mill.localhost") + "/a")

    assert ("ok", b"mill", 1, [ROBOTS, TDMREP, "/a"]) == (
        run.result.outcome,
        run.result.body,
        run.result.attempts,
        [request.path for request in web.log],
    )


@pytest.mark.parametrize("url", ["mill.example/a", "ftp://mill.example/a", "http://[::1", "http://", "http://a:b/"])
def test_what_is_no_url_asks_nobody(get: Get, url: str) -> None:
    assert ("bad_url", 0) == (get(url).result.outcome, get(url).result.attempts)


# Redirects


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
    web.sites["weir.localhost"] = {ROBOTS: robots("User-agent: *\nDisallow: /"), "/a": replies.page(b"weir")}

    result = get(web.origin("mill.localhost") + "/a").result

    origin = web.origin("weir.localhost")
    assert ("robots", f"{origin}/a: {origin}/robots.txt asks presslake not to", ["/a"]) == (
        result.outcome,
        result.message,
        paths(web),
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
    web.sites["weir.localhost"] = {ROBOTS: noting(seen, robots("")), "/a": noting(seen, replies.redirect(mill + "/b"))}

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


# robots.txt


def test_what_robots_txt_forbids_is_not_asked_for(web: LocalWeb, get: Get) -> None:
    site = {ROBOTS: robots("User-agent: presslake\nDisallow: /b\n\nUser-agent: *\nDisallow: /")}
    web.sites["mill.localhost"] = site | {path: replies.page(path.encode()) for path in ("/a", "/b")}
    mill = web.origin("mill.localhost")

    run = get(mill + "/a", mill + "/b")

    assert (["ok", "robots"], ["/a"]) == ([result.outcome for result in run.results], paths(web))


def test_an_agent_of_the_sources_own_is_the_one_that_robots_txt_addresses(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {ROBOTS: robots("User-agent: millbot\nDisallow: /"), "/a": replies.page(b"mill")}
    url = web.origin("mill.localhost") + "/a"

    run = get(url, FetchRequest(url=url, rules=Rules(user_agent="Millbot/2 (desk@mill.example)")))

    assert ["ok", "robots"] == [result.outcome for result in run.results]


def test_many_pages_ask_for_one_robots_txt(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {f"/{n}": replies.page(b"mill") for n in range(9)}

    get(*(web.origin("mill.localhost") + f"/{n}" for n in range(9)))

    assert 1 == [request.path for request in web.log].count(ROBOTS)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_a_site_without_robots_txt_allows_everything(web: LocalWeb, get: Get, status: int) -> None:
    web.sites["mill.localhost"] = {ROBOTS: replies.refusal(status), "/a": replies.page(b"mill")}

    assert "ok" == get(web.origin("mill.localhost") + "/a").result.outcome


@pytest.mark.parametrize(
    ("answer", "outcome"), [(replies.refusal(500), "http_error"), (replies.refusal(429), "too_many")]
)
def test_a_robots_txt_that_cannot_be_had_forbids_everything_for_now(
    web: LocalWeb, get: Get, answer: replies.Answer, outcome: str
) -> None:
    web.sites["mill.localhost"] = {ROBOTS: answer, "/a": replies.page(b"mill")}

    result = get(web.origin("mill.localhost") + "/a").result

    assert (outcome, 0, []) == (result.outcome, result.attempts, paths(web)), result.message


@pytest.mark.parametrize(("age", "outcome"), [(timedelta(days=29), "ok"), (timedelta(days=31), "http_error")])
def test_a_good_copy_stands_in_for_a_robots_txt_that_cannot_be_had(
    web: LocalWeb, get: Get, age: timedelta, outcome: str
) -> None:
    web.sites["mill.localhost"] = {ROBOTS: replies.refusal(500), "/a": replies.page(b"mill")}
    then = datetime.now(UTC) - age
    known = remembered(web, "", ok_at=then, fetched_at=then, fresh_until=then)

    assert outcome == get(web.origin("mill.localhost") + "/a", robots=known).result.outcome


def test_a_fresh_copy_is_not_asked_for_again(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a": replies.page(b"mill"), "/b": replies.page(b"mill")}
    mill = web.origin("mill.localhost")
    known = remembered(web, "User-agent: *\nDisallow: /b")

    run = get(mill + "/a", mill + "/b", robots=known, now=lambda: NOW + timedelta(hours=23))

    assert (["ok", "robots"], 0, []) == (
        [result.outcome for result in run.results],
        web.visits["mill.localhost", ROBOTS],
        run.robots,
    )


def test_an_old_copy_is_asked_for_by_its_validators_and_kept_if_unchanged(web: LocalWeb, get: Get) -> None:
    text = "User-agent: *\nDisallow: /b"
    web.sites["mill.localhost"] = {ROBOTS: robots(text), "/b": replies.page(b"mill")}
    first = get(web.origin("mill.localhost") + "/b").robots[0]
    known = remembered(web, first.text, fresh_until=NOW, etag=first.etag)

    second = get(web.origin("mill.localhost") + "/b", robots=known)

    assert ("robots", text, [200, 304]) == (
        second.result.outcome,
        second.robots[0].text,
        [request.status for request in web.log if request.path == ROBOTS],
    )


@pytest.mark.parametrize(
    ("cache_control", "lifetime"),
    [
        ("max-age=600", timedelta(minutes=10)),
        ("max-age=999999", timedelta(hours=24)),
        ("no-cache", timedelta()),
        ("public", timedelta(hours=24)),
    ],
)
def test_a_copy_is_fresh_for_a_day_or_less(web: LocalWeb, get: Get, cache_control: str, lifetime: timedelta) -> None:
    web.sites["mill.localhost"] = {ROBOTS: replies.always(replies.reply(200, b"", cache_control=cache_control))}

    text = get(web.origin("mill.localhost") + "/a").robots[0]

    assert lifetime == text.fresh_until - text.fetched_at


def test_a_robots_txt_that_is_redirected_is_that_of_both_origins(web: LocalWeb, get: Get) -> None:
    mill, www = web.origin("mill.localhost"), web.origin("www.mill.localhost")
    web.sites["mill.localhost"] = {ROBOTS: replies.redirect(www + ROBOTS), "/a": replies.redirect(www + "/a")}
    web.sites["www.mill.localhost"] = {ROBOTS: robots("User-agent: *\nDisallow: /b"), "/a": replies.page(b"mill")}

    run = get(mill + "/a")

    assert ("ok", 1, [mill, www]) == (
        run.result.outcome,
        web.visits["www.mill.localhost", ROBOTS],
        [text.origin for text in run.robots if text.path == ROBOTS],
    )


def test_a_crawl_delay_that_is_not_kept_is_told(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {ROBOTS: robots("User-agent: *\nDisallow: /\nCrawl-delay: 3600")}
    url = web.origin("mill.localhost") + ROBOTS

    text, *_ = get(FetchRequest(url=url, kind="robots"), manners=Manners(delay=0.01)).robots

    assert f"{url}: asks for 3600 s between requests, 60 are kept" == text.message


def test_robots_txt_can_be_had_like_any_document(web: LocalWeb, get: Get) -> None:
    text = "Sitemap: http://mill.localhost/sitemap.xml"
    web.sites["mill.localhost"] = {ROBOTS: robots(text), "/a": replies.page(b"mill")}
    mill = web.origin("mill.localhost")

    run = get(mill + "/a", FetchRequest(url=mill + ROBOTS, kind="robots"))

    assert (text.encode(), 0, [1], 1) == (
        run.results[1].body,
        run.results[1].attempts,
        [each.result and each.result.attempts for each in run.robots if each.path == ROBOTS],
        web.visits["mill.localhost", ROBOTS],
    )


def test_a_remembered_robots_txt_can_be_had_without_a_request(web: LocalWeb, get: Get) -> None:
    request = FetchRequest(url=web.origin("mill.localhost") + ROBOTS, kind="robots")

    result = get(request, robots=remembered(web, "Allow: /"), now=lambda: NOW).result

    assert (b"Allow: /", 0, []) == (result.body, result.attempts, web.log)


def test_what_a_site_reserves_for_all_its_pages_comes_with_the_page(web: LocalWeb, get: Get) -> None:
    tdmrep = replies.page(b'[{"location": "/a", "tdm-reservation": 1}]', content_type="application/json")
    web.sites["mill.localhost"] = {TDMREP: tdmrep} | {path: replies.page(b"mill") for path in ("/a", "/b")}
    mill = web.origin("mill.localhost")

    run = get(mill + "/a", mill + "/b")

    assert ([{"tdm-reservation": "1"}, {}], 1) == (
        [result.tdm for result in run.results],
        web.visits["mill.localhost", TDMREP],
    )


def test_who_refuses_what_speaks_for_a_site_is_not_slowed_down(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {TDMREP: replies.refusal(403), "/a": replies.page(b"mill")}

    # A pause of twice the delay, which a refusal costs elsewhere, would be longer than is waited.
    result = get(web.origin("mill.localhost") + "/a", manners=Manners(delay=0.02, longest_wait=0.03)).result

    assert "ok" == result.outcome


def test_what_robots_txt_says_of_machines_comes_with_the_page(web: LocalWeb, get: Get) -> None:
    text = "License: https://mill.example/rsl.xml\nUser-agent: *\nContent-Signal: ai-train=no, search=yes"
    web.sites["mill.localhost"] = {ROBOTS: robots(text), "/a": replies.page(b"mill")}

    result = get(web.origin("mill.localhost") + "/a").result

    assert ({"ai-train": False, "search": True}, "https://mill.example/rsl.xml") == (
        result.content_signals,
        result.license_url,
    )


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

    assert (1, ["/a"]) == (get(web.origin("mill.localhost") + "/a").result.attempts, paths(web))


def test_three_tries_are_all(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {"/a": replies.refusal(500)}

    result = get(web.origin("mill.localhost") + "/a").result

    assert ("http_error", 3, ["/a"] * 3) == (result.outcome, result.attempts, paths(web))


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
        paths(web),
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
    texts = [RobotsText(origin="http://mill.localhost:1", path=path, text="", **times) for path in (ROBOTS, TDMREP)]
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
        site = {ROBOTS: robots("User-agent: *\nCrawl-delay: 0.2")} if town == "quay" else {}
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
