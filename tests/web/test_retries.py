"""What is tried again, and when."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.web.manners import Manners
from flows.web.retries import retry_after

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        (" 7 ", 7.0),
        ("1.5", 1.5),
        ("9" * 400, 7 * 86_400.0),
        ("Mon, 02 Mar 2026 12:02:00 GMT", 120.0),
        ("Mon, 02 Mar 2026 13:02:00 +0100", 120.0),
        ("Mon, 02 Mar 2026 12:02:00 -0000", 120.0),
        ("Monday, 02-Mar-26 12:02:00 GMT", 120.0),
        ("Mon Mar  2 12:02:00 2026", 120.0),
        ("Sun, 01 Mar 2026 12:02:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 7 * 86_400.0),
        ("Mon, 02 Mar 2026 25:61:00 GMT", None),
        ("Mon, 02 Mar 99999999999999999999 12:00:00 GMT", None),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_all_its_forms(stated: str, seconds: float | None) -> None:
    assert seconds == retry_after({"retry-after": stated}, NOW)


@given(st.text(max_size=40))
def test_no_retry_after_is_a_surprise(stated: str) -> None:
    seconds = retry_after({"retry-after": stated}, NOW)

    assert seconds is None or 0 <= seconds <= 7 * 86_400


@pytest.mark.parametrize(
    ("delay", "pause", "wait"), [(0.0, 0.0, 0.0), (0.1, 3.0, 0.1), (1.0, 30.0, 1.0), (9.0, 30.0, 1.0)]
)
def test_who_shortens_the_delay_shortens_the_waits_with_it(delay: float, pause: float, wait: float) -> None:
    manners = Manners(delay=delay)

    assert (pause, wait) == (manners.first_pause, manners.first_wait)
