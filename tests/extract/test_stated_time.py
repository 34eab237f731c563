from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import StatedTime
from extract.stated_time import parse_time, time_in_url

DAY = StatedTime(day=date(2025, 3, 14))
MOMENT = StatedTime(day=date(2025, 3, 14), at=datetime(2025, 3, 14, 6, 40, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-14T07:40:00+01:00",
        "2025-03-14T07:40:00.123+0100",
        "2025-03-14 07:40:00 +01:00",
        "2025-03-14T07:40+01",
        "2025-03-14T06:40:00Z",
        "2025-03-14 06:40 UTC",
        "Fri, 14 Mar 2025 07:40:00 +0100",
        "14 Mar 2025 06:40:00 GMT",
    ],
)
def test_a_time_with_its_zone_is_a_moment(text: str) -> None:
    assert parse_time(text) == MOMENT


@pytest.mark.parametrize(
    "text",
    [
        "2025-03-14",
        "2025-03-14T07:40:00",
        "2025/03/14",
        "20250314",
        "14.03.2025",
        "14.3.2025, 07:40 Uhr",
        "Fri, 14 Mar 2025 07:40:00 -0000",
        "2025-3-14 07:40",
        "2025-03-14T99:99:00+01:00",
    ],
)
def test_without_time_or_zone_it_is_a_day(text: str) -> None:
    assert parse_time(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "",
        None,
        "yesterday",
        "0001-01-01T00:00:00Z",
        "1989-12-31",
        "2101-01-01",
        "2025-02-30",
        "03/04/2025",
        "Fri, 14 Mar 99999999999999999999 07:40:00 GMT",
    ],
)
def test_what_states_no_plausible_day_is_none(text: str | None) -> None:
    assert parse_time(text) is None


@pytest.mark.parametrize(
    ("expected", "url"),
    [
        (DAY, "https://quayside.example/2025/03/14/ferry"),
        (DAY, "https://quayside.example/ferry-2025-03-14.html"),
        (DAY, "https://quayside.example/20250314-ferry"),
        (DAY, "https://quayside.example/news/14-03-2025"),
        (None, "https://quayside.example/news/04-03-2025"),
        (None, "https://quayside.example/2025/03/ferry"),
        (None, "https://quayside.example/120250314000"),
    ],
)
def test_a_day_in_a_url_is_year_month_day(expected: StatedTime | None, url: str) -> None:
    assert time_in_url(url) == expected


@given(st.datetimes(min_value=datetime(1990, 1, 2), max_value=datetime(2100, 12, 30), timezones=st.timezones()))
def test_every_iso_moment_is_read(moment: datetime) -> None:
    exact = moment.replace(microsecond=0)
    assert parse_time(exact.isoformat()[:25]) == parse_time(exact.isoformat()[:25].replace("T", " "))


@given(st.text())
def test_any_text_is_either_a_time_or_none(text: str) -> None:
    assert isinstance(parse_time(text), StatedTime | None)
