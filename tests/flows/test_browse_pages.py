"""The pages of `presslake browse`, as the application answers them."""

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

from flows.browse.app import create_app
from flows.html.environment import template_environment
from warehouse.query import connect

if TYPE_CHECKING:
    from conftest import Seeded

BARRIER = "ah3smaeikf76m"
LEILA_VARNHAM = "sl4zxvgeit2tf"
#: Read from a file, so that nobody on the web has it.
FROM_A_FILE = "af5qif5zjirny"


@pytest.fixture(scope="module")
def published(seeded: "Seeded") -> Path:
    return seeded.folder / "warehouse.read.duckdb"


@pytest.fixture(scope="module")
def browser(published: Path) -> TestClient:
    return TestClient(create_app(published), base_url="http://127.0.0.1", follow_redirects=False)


def links(page: str) -> set[str]:
    return {link.split("#")[0] for link in re.findall(r'href="(/[^"]*)"', page)}


def test_every_link_of_every_kind_of_page_leads_somewhere(browser: TestClient) -> None:
    starts = ["/", f"/articles/{BARRIER}", f"/articles/{BARRIER}/versions/1..2", f"/speakers/{LEILA_VARNHAM}"]
    pages = set().union(*(links(browser.get(start).text) for start in [*starts, "/sources/north-ledger"]))
    assert [] == [page for page in sorted(pages) if browser.get(page).status_code != 200]


def test_the_marks_of_an_article_are_its_quotes(browser: TestClient, published: Path) -> None:
    page = browser.get(f"/articles/{BARRIER}").text
    with connect(published) as connection:
        ids = connection.execute("select quote_id from quotes where article_id = ?", [BARRIER]).fetchall()
    assert sorted(quote_id for (quote_id,) in ids) == sorted(re.findall(r'<span id="(q\w+)"', page))


def test_an_article_that_is_not_on_the_web_links_to_no_site(browser: TestClient) -> None:
    assert "external" not in browser.get(f"/articles/{FROM_A_FILE}").text


def test_a_title_of_3000_characters_takes_a_line_of_a_list() -> None:
    row = dict.fromkeys(("quote_id", "article_id", "source_id", "source", "published_date", "is_copy"))
    parts = template_environment("flows.browse").get_template("parts.html").module
    line = parts.quote_line(row | {"source_id": "quay", "quote": "No.", "title": "ferry " * 500})  # type: ignore[attr-defined]
    assert 20 < line.count("ferry") < 30


def test_an_article_is_found_by_its_address(browser: TestClient, published: Path) -> None:
    with connect(published) as connection:
        [(url,)] = connection.execute("select url from articles where article_id = ?", [BARRIER]).fetchall()
    assert f"/articles/{BARRIER}" == browser.get("/articles", params={"url": url}).headers["location"]


def test_a_quote_names_everywhere_that_it_was_printed_first_to_last(browser: TestClient, published: Path) -> None:
    with connect(published) as connection:
        rows = connection.execute(
            "select quote_id from quotes join articles using (article_id) "
            "where quote_key = 'the river does not read our minutes' order by published_date"
        ).fetchall()
    page = browser.get(f"/quotes/{rows[2][0]}").text
    assert [quote_id for (quote_id,) in rows] == re.findall(
        r'<p class="quiet" dir="auto"><a href="/quotes/(\w+)"', page
    )


def test_a_quote_that_is_gone_says_since_when_and_leads_to_what_changed(browser: TestClient, published: Path) -> None:
    with connect(published) as connection:
        [(quote_id,)] = connection.execute(
            "select quote_id from history.quotes where text like 'They have bought a gate%'"
        ).fetchall()
    answer = browser.get(f"/quotes/{quote_id}")
    assert (410, True) == (answer.status_code, f"/articles/{BARRIER}/versions/1..2" in answer.text)


def test_the_difference_of_two_versions_is_marked_by_more_than_colour(browser: TestClient) -> None:
    page = browser.get(f"/articles/{BARRIER}/versions/1..2").text
    assert '<del><span class="unseen">removed: </span>have bought</del>' in page


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/articles/none", "No article has the id none."),
        ("/articles?url=https://none.example/", "No article was read from https://none.example/."),
        (f"/articles/{BARRIER}/versions/1..9", "there is 1, 2."),
        (f"/articles/{BARRIER}/versions/first", "Two versions are named as 1..2, not as first."),
        ("/quotes/none", "No quote has the id none."),
        ("/speakers/<script>", "No speaker has the id &lt;script&gt;."),
        ("/sources/none", "No source has the id none."),
        ("/speakers/none/quotes.csv", "No speaker has the id none."),
        (f"/speakers/{LEILA_VARNHAM}?start=-1", "address: start: input should be greater than or equal to 0."),
        ("/?since=2026-13-01", "address: since: input should be a valid date"),
        (f"/?q={'a' * 1001}", "address: q: string should have at most 1000 characters."),
        ("/?" + "speaker=s&" * 101, "address: speaker: tuple should have at most 100 items"),
        ("/none", "There is no page at this address."),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(address: str, said: str, browser: TestClient) -> None:
    answer = browser.get(address)
    assert (404, True) == (answer.status_code, said in answer.text)


def test_a_name_of_somebody_elses_for_this_machine_is_refused(published: Path) -> None:
    rebound = TestClient(create_app(published), base_url="http://rebound.example")
    assert 400 == rebound.get("/").status_code


def test_a_page_may_load_nothing_from_elsewhere_and_run_nothing_of_its_own(browser: TestClient) -> None:
    assert browser.get("/").headers["content-security-policy"].startswith("default-src 'self'; base-uri 'none'")


def test_what_is_not_published_yet_is_said(tmp_path: Path) -> None:
    answer = TestClient(create_app(tmp_path / "none.duckdb"), base_url="http://127.0.0.1").get("/")
    assert (503, True) == (answer.status_code, "run presslake run first" in answer.text)


def test_the_file_of_a_speaker_has_all_quotes(browser: TestClient, published: Path) -> None:
    with connect(published) as connection:
        rows = connection.execute(
            "select quote_id, quote from v_quotes where speaker_id = ? order by quote_id", [LEILA_VARNHAM]
        ).fetchall()
    answer = browser.get(f"/speakers/{LEILA_VARNHAM}/quotes.csv")
    lines = csv.DictReader(io.StringIO(answer.text, newline=""))
    assert rows == sorted((line["quote_id"], line["quote"]) for line in lines)


def test_a_parquet_file_has_the_types_of_the_table(browser: TestClient) -> None:
    answer = browser.get(f"/speakers/{LEILA_VARNHAM}/quotes.parquet")
    schema = pq.read_schema(io.BytesIO(answer.content))
    assert ["date32[day]", "double", "bool"] == [
        str(schema.field(name).type) for name in ("published_date", "confidence", "is_copy")
    ]


def test_a_file_is_named_after_what_it_is(browser: TestClient) -> None:
    answer = browser.get(f"/speakers/{LEILA_VARNHAM}/quotes.csv")
    assert 'filename="presslake-quotes-leila-varnham.csv"' in answer.headers["content-disposition"]
