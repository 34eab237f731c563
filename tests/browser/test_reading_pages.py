"""The pages of articles, quotes and speakers, of versions and of SQL, in a real browser with a real server."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

BARRIER = "/articles/ah3smaeikf76m"
LEILA_VARNHAM = "/speakers/sl4zxvgeit2tf"
PAGES = ["/", BARRIER, f"{BARRIER}/versions/1..2", LEILA_VARNHAM, "/sources/north-ledger", "/sql"]


def test_a_mark_leads_to_its_quote_and_that_to_its_speaker(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + BARRIER)
    page.get_by_role("link", name="The river does not read our minutes,", exact=True).click()
    page.locator(".by").get_by_role("link", name="Leila Varnham").click()
    assert LEILA_VARNHAM == page.url.removeprefix(site)


def test_the_keyboard_alone_leads_from_an_article_to_a_quote(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + BARRIER)
    page.locator(".text a.said").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes/*")
    assert "Tonight we chose dry kitchens" in (page.locator("h1").text_content() or "")


def test_what_changed_is_one_link_from_the_article(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(site + BARRIER)
    page.get_by_role("link", name="2 versions: what changed").click()
    assert "removed: have bought" == page.locator(".sides del").first.text_content()


def test_the_file_of_a_speaker_has_as_many_rows_as_the_page_says(
    site: str, open_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = open_page(site + LEILA_VARNHAM)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "quotes.csv")
    rows = list(csv.reader((tmp_path / "quotes.csv").open(encoding="utf-8", newline="")))[1:]
    assert f"{len(rows)} quotes" == page.locator(".facts li").first.inner_text()


def test_a_question_is_asked_by_keyboard_alone(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site}/sql")
    page.get_by_label("Query").focus()
    page.keyboard.type("select count(*) as articles from articles")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "21" == page.locator(".result td").first.inner_text()


def test_a_question_that_writes_is_refused_in_a_sentence(site: str, open_page: Callable[..., Page]) -> None:
    page = open_page(f"{site}/sql")
    page.get_by_label("Query").fill("copy articles to '/tmp/stolen.csv'")
    page.get_by_role("button", name="Run").click()
    assert "reaches the published copy only" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_keeps_anybody_out_or_is_wider_than_a_phone(
    path: str, site: str, open_page: Callable[..., Page], barriers: Callable[[Page], list[str]]
) -> None:
    page = open_page(site + path, viewport={"width": 360, "height": 740}, color_scheme="dark")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert ([], 360) == (barriers(page), width)
