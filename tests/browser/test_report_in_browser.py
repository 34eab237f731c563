"""The report in a real browser: by keyboard, on a phone, in the dark, without scripts, and with the search."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page

if TYPE_CHECKING:
    from conftest import Seeded

OpenPage = Callable[..., Page]
PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="session")
def report(seeded: "Seeded") -> str:
    """The address of a report on what ships."""
    done = seeded.presslake("report", "-o", "seen.html")
    return (seeded.folder / "seen.html").as_uri() if done.returncode == 0 else done.stderr


def shown(page: Page) -> int:
    return page.locator("#quotes > li:visible").count()


def test_every_word_narrows_what_is_shown(report: str, open_page: OpenPage) -> None:
    page = open_page(report)
    page.get_by_label("Search these 100 quotes").fill("LUDERSEN")  # as typed without the dots of Lüdersen
    of_one = shown(page)
    page.keyboard.type(" nassen")
    assert (3, 2) == (of_one, shown(page))


def test_the_search_says_how_many_are_left(report: str, open_page: OpenPage) -> None:
    page = open_page(report)
    page.get_by_role("searchbox").fill("hens have stopped")
    assert "1 of 100 quotes" == page.get_by_role("status").inner_text()


def test_without_scripts_everything_is_there_but_the_search(report: str, open_page: OpenPage) -> None:
    page = open_page(report, java_script_enabled=False)
    assert (100, 0) == (shown(page), page.locator("form:visible").count())


def test_a_phone_shows_the_whole_width(report: str, open_page: OpenPage) -> None:
    page = open_page(report, viewport=PHONE)
    assert 360 == page.evaluate("document.documentElement.scrollWidth")


def test_nobody_is_kept_out(report: str, open_page: OpenPage, barriers: Callable[[Page], list[str]]) -> None:
    # Once, in the dark on a phone: axe takes seconds, and tests/flows/test_html.py has the contrast of all colours.
    assert [] == barriers(open_page(report, color_scheme="dark", viewport=PHONE))


def test_the_keyboard_reaches_everything_in_its_order(report: str, open_page: OpenPage) -> None:
    page = open_page(report)
    page.evaluate("window.reached = []; addEventListener('focusin', event => reached.push(event.target))")
    wanted = page.locator("a[href], summary, input").count()
    for _ in range(wanted):
        page.keyboard.press("Tab")
    assert page.evaluate(
        "reached.every((each, nth) => each === document.querySelectorAll('a[href], summary, input')[nth])"
    )


def test_the_first_tab_leads_past_the_head(report: str, open_page: OpenPage) -> None:
    page = open_page(report)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "main" == page.evaluate("document.activeElement.id")


def test_paper_has_the_texts_and_none_of_the_controls(report: str, open_page: OpenPage) -> None:
    page = open_page(report)
    page.emulate_media(media="print")
    assert (100, 0) == (shown(page), page.locator("form:visible, nav:visible").count())
