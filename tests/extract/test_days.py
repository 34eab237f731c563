"""Which days sitemaps are named after, and which day an entry states."""

from datetime import date

import pytest

from extract.days import Days, named_days, stated_day
from extract.model import Entry, StatedTime

SITE = "https://mill.example"
MAY = Days(first=date(2019, 5, 1), last=date(2019, 5, 31))


def months(form: str) -> list[str]:
    return [SITE + form.format(f"{month:02}") for month in range(1, 13)]


@pytest.mark.parametrize(
    "form", ["/sitemap-2019-{}.xml", "/maps/2019/{}/posts.xml", "/map2019{}.xml.gz", "/map?m=2019_{}"]
)
def test_a_sitemap_is_named_after_its_month(form: str) -> None:
    assert MAY == named_days(months(form))[SITE + form.format("05")]


@pytest.mark.parametrize(
    "urls",
    [
        pytest.param([*months("/2019-{}.xml"), f"{SITE}/2019-13.xml"], id="weeks"),
        pytest.param([f"{SITE}/2019-{part:02}.xml" for part in range(1, 10)], id="parts of a year"),
        pytest.param([f"{SITE}/map-{part}.xml" for part in range(1, 2500)], id="parts"),
        pytest.param([f"{SITE}/map-{part}.xml?v=2026-11-22" for part in range(1, 99)], id="the day of writing"),
        pytest.param([f"{SITE}/2019-02-30.xml", f"{SITE}/2019-02-31.xml", f"{SITE}/2019-04-31.xml"], id="no such day"),
    ],
)
def test_a_number_that_may_mean_something_else_is_no_day(urls: list[str]) -> None:
    assert {} == named_days(urls)


def test_a_sitemap_is_named_after_its_day() -> None:
    named = named_days(f"{SITE}/201905{day}.xml" for day in (29, 30, 31))

    assert Days(first=date(2019, 5, 31), last=date(2019, 5, 31)) == named[f"{SITE}/20190531.xml"]


@pytest.mark.parametrize(("day", "may_meet"), [(30, True), (29, False)])
def test_days_of_other_zones_may_meet(day: int, may_meet: bool) -> None:
    april = Days(first=date(2019, 4, 1), last=date(2019, 4, day))

    assert may_meet == MAY.may_meet(april)


@pytest.mark.parametrize(
    ("entry", "day"),
    [
        (Entry(url=f"{SITE}/2019/05/03/a", published=StatedTime(day=date(2019, 5, 4))), 4),
        (Entry(url=f"{SITE}/2019/05/03/a", modified=StatedTime(day=date(2024, 5, 4))), 3),
        (Entry(url=f"{SITE}/a", modified=StatedTime(day=date(2019, 5, 5))), 5),
    ],
)
def test_the_day_of_publication_comes_before_that_of_change(entry: Entry, day: int) -> None:
    assert date(2019, 5, day) == stated_day(entry)


def test_an_entry_may_state_no_day() -> None:
    assert stated_day(Entry(url=f"{SITE}/a")) is None
