"""The search of `presslake browse` in a real browser: as one types, by its filters, by the keyboard, by its address."""

import csv
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

OpenPage = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


def test_typing_narrows_and_the_address_follows(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/")
    page.locator("#q").press_sequentially("riv")
    expect(page.locator("#count")).to_have_text("5 quotes with riv")
    expect(page).to_have_url(f"{site}/?q=riv")


def test_filters_combine_and_the_address_can_be_loaded_again(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/?q=riv")
    page.get_by_role("checkbox", name="Leila Varnham").check()
    expect(page.locator("#count")).to_have_text("4 quotes with riv")
    page.get_by_role("checkbox", name="The North Ledger").check()
    expect(page.locator("#count")).to_have_text("1 quote with riv")
    page.reload()
    expect(page.get_by_role("link", name="Speaker: Leila Varnham")).to_be_visible()
    expect(page.locator("#count")).to_have_text("1 quote with riv")


def test_a_filter_is_taken_off_by_its_name(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/?q=riv&speaker=sl4zxvgeit2tf")
    page.get_by_role("link", name="Speaker: Leila Varnham").click()
    expect(page.locator("#count")).to_have_text("5 quotes with riv")


def test_the_keyboard_alone_suffices(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/latest")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/")
    page.keyboard.press("/")
    page.keyboard.type("minutes")
    expect(page.locator("#count")).to_have_text("6 quotes with minutes")
    page.get_by_role("checkbox", name="Hester Coyle").focus()
    page.keyboard.press("Space")
    expect(page.locator("#count")).to_have_text("1 quote with minutes")
    page.locator(".words a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/quotes/*")


def test_the_download_has_the_rows_that_are_counted(site: str, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(f"{site}/?q=riv&speaker=sl4zxvgeit2tf")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "found.csv")
    with (tmp_path / "found.csv").open(encoding="utf-8", newline="") as file:
        speakers = [row["speaker"] for row in csv.DictReader(file)]
    assert ["Leila Varnham"] * 4 == speakers


def test_without_javascript_it_is_a_form(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/", java_script_enabled=False)
    page.locator("#q").fill("riv")
    page.get_by_label("Statements").check()
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#count")).to_have_text("0 statements with riv")


def test_on_a_phone_what_is_found_comes_before_the_filters(site: str, open_page: OpenPage) -> None:
    page = open_page(f"{site}/?q=riv", viewport=PHONE)
    [found, filters] = [page.locator(place).bounding_box() for place in ("#count", "#filters")]
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert (True, 360) == (bool(found and filters and found["y"] < filters["y"]), wide)


def test_nothing_on_the_page_keeps_anybody_out(
    site: str, open_page: OpenPage, barriers: Callable[[Page], list[str]]
) -> None:
    assert [] == barriers(open_page(f"{site}/?q=riv&speaker=sl4zxvgeit2tf", color_scheme="dark"))
