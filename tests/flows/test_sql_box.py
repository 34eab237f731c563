"""The page on which one asks in SQL goes the way of `presslake sql`; tests/warehouse/test_sandbox.py has more."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from flows.browse.app import create_app
from flows.browse.examples import EXAMPLES

if TYPE_CHECKING:
    from conftest import Seeded


@pytest.fixture(scope="module")
def browser(seeded: "Seeded") -> TestClient:
    app = create_app(seeded.folder / "warehouse.read.duckdb")
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def said(page: str) -> str:
    return unescape("".join(re.findall(r'role="alert">(.*?)</p>', page)))


@pytest.mark.parametrize("sql", EXAMPLES.values(), ids=list(EXAMPLES))
def test_the_questions_to_begin_with_have_answers(sql: str, browser: TestClient) -> None:
    assert re.search(r'id="result">[1-9]\d* row', browser.post("/sql", data={"query": sql}).text)


@pytest.mark.parametrize(
    ("sql", "sentence"),
    [
        ("copy articles to '{folder}/stolen.csv'", "reaches the published copy only"),
        ("from read_text('/etc/passwd')", "reaches the published copy only"),
        ("copy (select 1) to '{folder}/warehouse.read.duckdb' (use_tmp_file false)", "reaches the published copy only"),
        ("set lock_configuration = false", "all settings are locked"),
        ("delete from articles", "the copy is read-only"),
        ("selec 1", "syntax error"),
        ("", "the query is empty"),
    ],
)
@pytest.mark.parametrize(("form", "status"), [("", 200), ("csv", 400)])
def test_what_leaves_the_copy_or_changes_it_is_refused_in_a_sentence(
    sql: str, sentence: str, form: str, status: int, browser: TestClient, seeded: "Seeded"
) -> None:
    answer = browser.post("/sql", data={"query": sql.format(folder=seeded.folder), "form": form})
    assert (status, True) == (answer.status_code, sentence in said(answer.text))


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://a.example"},
        {"origin": "null"},
    ],
)
def test_another_site_cannot_ask(headers: dict[str, str], browser: TestClient) -> None:
    assert 403 == browser.post("/sql", data={"query": "select 1"}, headers=headers).status_code


def test_an_address_asks_nothing(browser: TestClient) -> None:
    assert 'id="result"' not in browser.get("/sql", params={"query": "select 1"}).text


def test_of_two_queries_at_once_one_is_refused_and_taken_later(browser: TestClient) -> None:
    questions = [{"query": "select sleep_ms(1500)"}] * 2
    with ThreadPoolExecutor() as pool:
        codes = [answer.status_code for answer in pool.map(lambda asked: browser.post("/sql", data=asked), questions)]
    assert ([200, 429], 200) == (sorted(codes), browser.post("/sql", data={"query": "select 1"}).status_code)


def test_what_is_shown_of_many_rows_is_said_and_the_file_has_them(browser: TestClient) -> None:
    question = {"query": "from range(500)"}
    page, file = browser.post("/sql", data=question), browser.post("/sql", data=question | {"form": "csv"})
    assert (True, 501) == ("The first 200 rows" in page.text, len(file.text.splitlines()))


def test_an_answer_is_text_and_no_page(browser: TestClient) -> None:
    answer = browser.post("/sql", data={"query": "select '<script>alert(1)</script>' as \"<b>\""})
    assert not re.search("<script>|<b>", answer.text)
