"""What speaks for a whole site: asked for once, remembered, heeded, and told with its pages."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.promises import paths
from benchmarks.local_web.server import LocalWeb
from extract.tdmrep import TDMREP_PATH
from flows.web.manners import Manners
from flows.web.model import FetchRequest, Rules
from flows.web.robots import RobotsText

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ROBOTS = "/robots.txt"
#: One run: what it is given, and what it gave (conftest.py).
Get = Callable[..., Any]


def remembered(web: LocalWeb, text: str | None, **changes: Any) -> dict[str, RobotsText]:
    """What an earlier run may have kept: robots.txt, and that there was no tdmrep.json a moment ago."""
    origin = web.origin("mill.localhost")
    times = {"ok_at": NOW, "fetched_at": NOW, "fresh_until": NOW + timedelta(hours=24)}
    texts = (
        RobotsText(origin=origin, text=text, **times | changes),
        RobotsText(
            origin=origin, path=TDMREP_PATH, text="", **times | {"fresh_until": datetime.max.replace(tzinfo=UTC)}
        ),
    )
    return {text.url: text for text in texts}


def test_what_robots_txt_forbids_is_not_asked_for(web: LocalWeb, get: Get) -> None:
    site = {ROBOTS: replies.robots("User-agent: presslake\nDisallow: /b\n\nUser-agent: *\nDisallow: /")}
    web.sites["mill.localhost"] = site | {path: replies.page(path.encode()) for path in ("/a", "/b")}
    mill = web.origin("mill.localhost")

    run = get(mill + "/a", mill + "/b")

    assert (["ok", "robots"], ["/a"]) == ([result.outcome for result in run.results], paths(web.log))


def test_an_agent_of_the_sources_own_is_the_one_that_robots_txt_addresses(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {
        ROBOTS: replies.robots("User-agent: millbot\nDisallow: /"),
        "/a": replies.page(b"mill"),
    }
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

    assert (outcome, 0, []) == (result.outcome, result.attempts, paths(web.log)), result.message


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
    web.sites["mill.localhost"] = {ROBOTS: replies.robots(text), "/b": replies.page(b"mill")}
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
    web.sites["www.mill.localhost"] = {
        ROBOTS: replies.robots("User-agent: *\nDisallow: /b"),
        "/a": replies.page(b"mill"),
    }

    run = get(mill + "/a")

    assert ("ok", 1, [mill, www]) == (
        run.result.outcome,
        web.visits["www.mill.localhost", ROBOTS],
        [text.origin for text in run.robots if text.path == ROBOTS],
    )


def test_a_crawl_delay_that_is_not_kept_is_told(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {ROBOTS: replies.robots("User-agent: *\nDisallow: /\nCrawl-delay: 3600")}
    url = web.origin("mill.localhost") + ROBOTS

    text, *_ = get(FetchRequest(url=url, kind="robots"), manners=Manners(delay=0.01)).robots

    assert f"{url}: asks for 3600 s between requests, 60 are kept" == text.message


def test_robots_txt_can_be_had_like_any_document(web: LocalWeb, get: Get) -> None:
    text = "Sitemap: http://mill.localhost/sitemap.xml"
    web.sites["mill.localhost"] = {ROBOTS: replies.robots(text), "/a": replies.page(b"mill")}
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
    web.sites["mill.localhost"] = {TDMREP_PATH: tdmrep} | {path: replies.page(b"mill") for path in ("/a", "/b")}
    mill = web.origin("mill.localhost")

    run = get(mill + "/a", mill + "/b")

    assert ([{"tdm-reservation": "1"}, {}], 1) == (
        [result.tdm for result in run.results],
        web.visits["mill.localhost", TDMREP_PATH],
    )


def test_who_refuses_what_speaks_for_a_site_is_not_slowed_down(web: LocalWeb, get: Get) -> None:
    web.sites["mill.localhost"] = {TDMREP_PATH: replies.refusal(403), "/a": replies.page(b"mill")}

    # A pause of twice the delay, which a refusal costs elsewhere, would be longer than is waited.
    result = get(web.origin("mill.localhost") + "/a", manners=Manners(delay=0.02, longest_wait=0.03)).result

    assert "ok" == result.outcome


def test_what_robots_txt_says_of_machines_comes_with_the_page(web: LocalWeb, get: Get) -> None:
    text = "License: https://mill.example/rsl.xml\nUser-agent: *\nContent-Signal: ai-train=no, search=yes"
    web.sites["mill.localhost"] = {ROBOTS: replies.robots(text), "/a": replies.page(b"mill")}

    result = get(web.origin("mill.localhost") + "/a").result

    assert ({"ai-train": False, "search": True}, "https://mill.example/rsl.xml") == (
        result.content_signals,
        result.license_url,
    )
