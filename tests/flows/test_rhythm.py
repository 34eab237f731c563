"""When a feed is asked for again."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import StatedTime
from flows.rhythm import LONGEST, SHORTEST, USUAL, freshness, is_uncacheable, next_check, next_try, pace_of

NOW = datetime(2026, 3, 14, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def ago(*spans: timedelta) -> list[StatedTime | None]:
    return [StatedTime(day=(NOW - span).date(), at=NOW - span) for span in spans]


@pytest.mark.parametrize(
    ("expected", "pace", "headers"),
    [
        (2 * HOUR, 2 * HOUR, {}),
        (3 * HOUR, HOUR, {"cache-control": "max-age=10800"}),
        (2 * HOUR, 2 * HOUR, {"cache-control": "max-age=60"}),
        (SHORTEST, MINUTE, {"expires": "0"}),
        (LONGEST, 90 * HOUR, {}),
        (LONGEST, HOUR, {"cache-control": "public, max-age=31536000"}),
    ],
)
def test_the_longest_of_pace_and_freshness_counts_within_limits(
    expected: timedelta, pace: timedelta, headers: dict[str, str]
) -> None:
    assert next_check(NOW, headers=headers, pace=pace, jitter=0.0) == NOW + expected


def test_jitter_adds_a_tenth_at_most() -> None:
    assert next_check(NOW, headers={}, pace=10 * HOUR, jitter=1.0) == NOW + 11 * HOUR


@pytest.mark.parametrize(
    ("expected", "headers"),
    [
        (HOUR, {"cache-control": 'public, Max-Age="3600"'}),
        (40 * MINUTE, {"cache-control": "max-age=3600", "age": "1200"}),
        (timedelta(), {"cache-control": "max-age=60", "age": "1200"}),
        (timedelta(), {"cache-control": "no-cache, max-age=3600"}),
        (timedelta(), {"cache-control": "s-maxage=3600"}),
        (MINUTE, {"cache-control": "max-age=60", "expires": "Sat, 14 Mar 2026 14:00:00 GMT"}),
        (2 * HOUR, {"expires": "Sat, 14 Mar 2026 14:00:00 GMT"}),
        (HOUR, {"expires": "Sat, 14 Mar 2026 14:00:00 GMT", "date": "Sat, 14 Mar 2026 13:00:00 GMT"}),
        (timedelta(), {"expires": "Thu, 01 Jan 1970 00:00:00 GMT"}),
        (timedelta(), {"expires": "soon"}),
        (timedelta(), {"expires": "Sat, 14 Mar 99999999999999999999 14:00:00 GMT"}),
        (timedelta(), {}),
    ],
)
def test_a_response_is_fresh_for_as_long_as_it_says(expected: timedelta, headers: dict[str, str]) -> None:
    assert freshness(headers, NOW) == expected


@pytest.mark.parametrize(("expected", "headers"), [(True, {"expires": " 0 "}), (False, {"expires": "-1"}), (False, {})])
def test_what_expires_at_0_has_no_validators_to_rely_on(expected: bool, headers: dict[str, str]) -> None:
    assert is_uncacheable(headers) is expected


@pytest.mark.parametrize(
    ("expected", "times"),
    [
        (12 * MINUTE, ago(*(MINUTE * 12 * number for number in range(1, 11)))),
        (timedelta(days=7) / 2, ago(HOUR, 24 * HOUR, timedelta(days=30))),
        (LONGEST, ago(timedelta(days=8))),
        (USUAL, ago(-HOUR)),
        (USUAL, [None]),
        (USUAL, []),
        (12 * HOUR, [StatedTime(day=date(2026, 3, 14))]),
    ],
)
def test_the_pace_is_the_mean_time_between_entries(expected: timedelta, times: list[StatedTime | None]) -> None:
    assert pace_of(times, NOW) == expected


@pytest.mark.parametrize(
    ("expected", "failures"), [(15 * MINUTE, 1), (30 * MINUTE, 2), (8 * HOUR, 6), (LONGEST, 8), (LONGEST, 10_000)]
)
def test_each_failure_doubles_the_wait_up_to_a_day(expected: timedelta, failures: int) -> None:
    assert next_try(NOW, failures, 0.0) == NOW + expected


@pytest.mark.parametrize(("expected", "asked"), [(3 * HOUR, 3 * HOUR), (15 * MINUTE, MINUTE), (LONGEST, 90 * HOUR)])
def test_the_patience_that_a_host_asks_for_is_kept_up_to_a_day(expected: timedelta, asked: timedelta) -> None:
    assert next_try(NOW, 1, 0.0, NOW + asked) == NOW + expected


@given(
    st.dictionaries(st.sampled_from(["cache-control", "expires", "date", "age"]), st.text()),
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=9999)),
    st.floats(0, 1),
)
def test_whatever_a_server_says_the_next_check_is_within_limits(
    headers: dict[str, str], pace: timedelta, jitter: float
) -> None:
    assert SHORTEST <= next_check(NOW, headers=headers, pace=pace, jitter=jitter) - NOW <= LONGEST * 1.1
