"""The web that the other tests go to: what its log says is what the proofs rest on."""

import gzip
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPResponse, IncompleteRead

import pytest

from benchmarks.local_web import replies
from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.server import LocalWeb
from benchmarks.local_web.towns import FAULTS, open_towns


@pytest.fixture
def web() -> Iterator[LocalWeb]:
    with LocalWeb() as running:
        yield running


def get(web: LocalWeb, host: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", web.port, timeout=20)
    connection.request("GET", path, headers={"host": f"{host}:{web.port}", **headers})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_each_host_has_its_own_pages(web: LocalWeb) -> None:
    web.sites["mill.localhost"] = {"/": replies.page(b"mill")}
    web.sites["quay.localhost"] = {"/": replies.page(b"quay")}

    assert (b"mill", b"quay") == (get(web, "mill.localhost", "/")[1], get(web, "quay.localhost", "/")[1])


def test_a_page_answers_304_to_its_own_validator_only(web: LocalWeb) -> None:
    web.sites["mill.localhost"] = {"/": replies.page(b"mill")}
    etag = get(web, "mill.localhost", "/")[0].headers["etag"]

    asked = [get(web, "mill.localhost", "/", **{"if-none-match": tag})[0].status for tag in (etag, '"other"')]

    assert [304, 200] == asked


def test_the_log_knows_how_many_requests_of_a_host_were_under_way(web: LocalWeb) -> None:
    web.sites["mill.localhost"] = {"/": replies.drip(b"mill", 0.2)}

    with ThreadPoolExecutor(3) as clients:
        list(clients.map(lambda _: get(web, "mill.localhost", "/"), range(3)))

    assert [1, 2, 3] == sorted(logged.at_once for logged in web.log)


def test_the_log_has_a_request_whose_client_went_away(web: LocalWeb) -> None:
    web.sites["mill.localhost"] = {"/hang": replies.hang(0.3), "/": replies.page(b"mill")}
    connection = HTTPConnection("127.0.0.1", web.port, timeout=0.05)
    connection.request("GET", "/hang", headers={"host": "mill.localhost"})
    with pytest.raises(TimeoutError):
        connection.getresponse()
    connection.close()

    get(web, "mill.localhost", "/")

    assert [("/hang", 1), ("/", 1)] == [(logged.path, logged.at_once) for logged in web.log]


def test_a_fault_that_passes_gives_the_article_the_second_time(web: LocalWeb) -> None:
    paper = Newspaper(name="Mill Post", origin=web.origin("mill.localhost"), pages=2)
    web.sites["mill.localhost"] = paper.site({"/news/0001.html": FAULTS["429 for 1 s"].answer(paper, 1)})

    answers = [get(web, "mill.localhost", "/news/0001.html") for _ in range(2)]

    assert [(429, "1"), (200, None)] == [(response.status, response.headers["retry-after"]) for response, _ in answers]


def test_a_body_cut_short_is_shorter_than_stated(web: LocalWeb) -> None:
    web.sites["mill.localhost"] = {"/": replies.cut_short(b"0123456789")}

    with pytest.raises(IncompleteRead):
        get(web, "mill.localhost", "/")


def test_articles_are_the_same_for_the_same_name_and_differ_among_each_other() -> None:
    paper = Newspaper(name="Mill Post", origin="http://mill.localhost", pages=20)
    texts = [paper.article(number) for number in range(20)]

    assert (20, texts) == (len(set(texts)), [paper.article(number) for number in range(20)])


def test_a_town_offers_what_it_says_it_offers(web: LocalWeb) -> None:
    [town] = open_towns(web, 1, 3, patience=5.0, crawl_delay=1.0)

    sitemap = gzip.decompress(get(web, town.host, "/news.xml.gz")[1]).decode()

    assert sorted(town.expected) == sorted(part.partition("<")[0] for part in sitemap.split("<loc>")[1:])
