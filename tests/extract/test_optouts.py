"""What a page, its response and its site say against the use by machines."""

import pytest

from extract.article import extract_article
from extract.model import Article, Entry, Page
from extract.optouts import OptOuts, find_opt_outs

URL = "https://quayside.example/local/ferry"


def said(headers: dict[str, str] | None = None, *stated: tuple[str, str]) -> OptOuts:
    return find_opt_outs(stated, headers or {}, URL)


def read(head: str, headers: dict[str, str] | None = None) -> Article:
    text = "".join(
        f"<p>The {nth} boat of the morning left the quay with forty people on board, and came back in the evening.</p>"
        for nth in ("first", "second", "third", "fourth", "fifth")
    )
    page = f"<html><head><title>Boats</title>{head}</head><body><article><h1>Boats</h1>{text}</article></body></html>"
    entry = Entry(url=URL)
    return extract_article(Page(entry=entry, body=page.encode(), content_type="text/html", headers=headers or {}))


def test_a_page_that_says_nothing_opts_out_of_nothing() -> None:
    assert OptOuts() == said()


@pytest.mark.parametrize(
    ("head", "kept"),
    [
        ('<meta name="robots" content="index, NoAI, noimageai">', ("meta robots: noai", "meta robots: noimageai")),
        ('<meta name="Googlebot" content="noai">', ("meta googlebot: noai",)),
        ('<meta name="robots" content="noml">', ("meta robots: noml",)),
        ('<meta name="CCBot" content="noindex">', ("meta ccbot: noindex",)),
    ],
)
def test_a_page_speaks_against_training(head: str, kept: tuple[str, ...]) -> None:
    article = read(head)
    assert (kept, True, False) == (article.opt_outs, article.is_ai_opt_out, article.is_tdm_opt_out)


@pytest.mark.parametrize("directive", ["noarchive", "nocache", "nosnippet", "max-snippet: 0", "noimageai"])
def test_what_may_be_meant_otherwise_is_kept_without_a_flag(directive: str) -> None:
    found = said({}, ("robots", directive))
    assert ((f"meta robots: {directive.replace(' ', '')}",), False) == (found.opt_outs, found.is_ai_opt_out)


def test_what_says_nothing_of_use_is_not_kept() -> None:
    assert OptOuts() == said({}, ("robots", "noindex, nofollow, max-snippet:-1"), ("googlebot", "none"))


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        ("noai", ("x-robots-tag: noai",)),
        ("googlebot: nofollow, noai", ("x-robots-tag googlebot: noai",)),
        ("noai, GPTBot: noindex", ("x-robots-tag: noai", "x-robots-tag gptbot: noindex")),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST, noai", ("x-robots-tag: noai",)),
        ("max-snippet: 0, noarchive", ("x-robots-tag: max-snippet:0", "x-robots-tag: noarchive")),
    ],
)
def test_the_response_speaks_to_all_or_to_one(header: str, kept: tuple[str, ...]) -> None:
    assert kept == said({"x-robots-tag": header}).opt_outs


@pytest.mark.parametrize(
    ("headers", "kept", "is_against"),
    [
        ({"content-signal": "search=yes, ai-train=no"}, ("content-signal: ai-train=no",), True),
        ({"content-signal": "ai-input=no,ai-train=yes"}, ("content-signal: ai-input=no",), False),
        ({"content-usage": "train-ai=n, search=y"}, ("content-usage: train-ai=n",), True),
        ({"content-signal": "train-ai=no"}, ("content-signal: train-ai=no",), True),
        ({"content-signal": "search=yes"}, (), False),
    ],
)
def test_signals_of_a_site_are_those_of_its_pages(
    headers: dict[str, str], kept: tuple[str, ...], is_against: bool
) -> None:
    found = said(headers)
    assert (kept, is_against) == (found.opt_outs, found.is_ai_opt_out)


def test_a_reservation_of_mining_is_no_word_on_models_but_its_own_flag() -> None:
    article = read('<meta name="tdm-reservation" content="1"><meta name="tdm-policy" content="/terms.json">')
    assert (("meta tdm-reservation: 1",), True, False, "https://quayside.example/terms.json") == (
        article.opt_outs,
        article.is_tdm_opt_out,
        article.is_ai_opt_out,
        article.license_url,
    )


def test_a_response_reserves_mining() -> None:
    headers = {"tdm-reservation": "1", "tdm-policy": "https://rights.example/terms"}
    assert OptOuts(
        opt_outs=("tdm-reservation: 1",), is_tdm_opt_out=True, license_url="https://rights.example/terms"
    ) == said(headers)


def test_a_page_takes_back_what_its_response_reserves() -> None:
    assert OptOuts() == said({"tdm-reservation": "1", "tdm-policy": "/t"}, ("tdm-reservation", "0"))


def test_a_reservation_of_another_value_is_none() -> None:
    assert OptOuts() == said({"tdm-reservation": "2"})


@pytest.mark.parametrize(
    ("head", "headers"),
    [
        ('<link rel="license" type="application/rsl+xml" href="/license.xml">', {}),
        ("", {"link": '</a.css>; rel=preload, </license.xml>; rel="license"; type="application/rsl+xml"'}),
        ("", {"link": "</license.xml>;type=application/rsl+xml;rel=license"}),
    ],
)
def test_a_licence_for_machines_is_found_and_is_no_opt_out(head: str, headers: dict[str, str]) -> None:
    article = read(head, headers)
    assert ("https://quayside.example/license.xml", ()) == (article.license_url, article.opt_outs)


def test_a_licence_for_people_is_none_for_machines() -> None:
    article = read('<link rel="license" href="https://licences.example/by">', {"link": "</by>; rel=license"})
    assert (None, "https://licences.example/by") == (article.license_url, article.extra["license"])


def test_what_is_said_twice_is_kept_once() -> None:
    assert ("meta robots: noai",) == said({}, ("robots", "noai"), ("robots", "noai, noai")).opt_outs
