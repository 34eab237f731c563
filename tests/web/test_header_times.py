"""Times that headers state."""

from datetime import timedelta

import pytest

from flows.web.header_times import http_date, max_age


@pytest.mark.parametrize(
    "stated",
    [
        "",
        "0",
        "soon",
        "Mon, 02 Mar 2026 25:61:00 GMT",
        "Mon, 02 Mar 99999999999999999999 12:00:00 GMT",
        "Mon, 02 Mar 2026 12:00:00 +99999999999999999",
    ],
)
def test_what_is_no_date_is_none(stated: str) -> None:
    assert http_date(stated) is None


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("max-age=600", 600),
        ('Public;Max-Age = "600"', 600),
        ("max-age=99999999999", 999_999_999),
        ("max-age=600, no-cache", 0),
        ("no-store", 0),
        ("s-maxage=600", None),
        ("x-max-age=600", None),
        ("max-age=-1", None),
        ("", None),
    ],
)
def test_cache_control_is_read_however_it_is_written(stated: str, seconds: int | None) -> None:
    assert (None if seconds is None else timedelta(seconds=seconds)) == max_age({"cache-control": stated})
