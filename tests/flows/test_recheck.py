"""When a page is looked at again."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.recheck import next_check

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def waits(outcome: str, tries: int) -> list[timedelta | None]:
    """How long a page waits after its first failure, its second …"""
    due = [next_check(outcome, now=NOON, failures=failures) for failures in range(tries)]
    return [at and at - NOON for at in due]


def test_an_article_is_looked_at_again_an_hour_after_it_was_loaded() -> None:
    assert next_check("ok", now=NOON) == NOON + HOUR


@pytest.mark.parametrize("outcome", ["ok", "not_modified", "unchanged"])
@pytest.mark.parametrize(
    ("looked", "due"),
    [
        (HOUR, 6 * HOUR),
        (2 * HOUR, 6 * HOUR),
        (6 * HOUR, DAY),
        (DAY, 7 * DAY),
        (7 * DAY, None),
        (30 * DAY, None),
    ],
)
def test_the_checks_of_an_article_are_counted_from_its_first_load(
    outcome: str, looked: timedelta, due: timedelta | None
) -> None:
    assert next_check(outcome, now=NOON + looked, loaded_at=NOON) == (due and NOON + due)


def test_a_look_just_before_its_time_counts_for_it() -> None:
    assert next_check("ok", now=NOON + 0.95 * HOUR, loaded_at=NOON) == NOON + 6 * HOUR


@pytest.mark.parametrize("outcome", ["timeout", "http_error", "too_many", "connection", "dns"])
def test_what_may_pass_is_tried_for_four_days(outcome: str) -> None:
    assert waits(outcome, 5) == [HOUR, 6 * HOUR, DAY, 3 * DAY, None]


def test_what_is_not_found_is_tried_three_times_in_a_week() -> None:
    assert waits("not_found", 3) == [DAY, 6 * DAY, None]


@pytest.mark.parametrize("outcome", ["gone", "too_big", "bad_type", "ssrf", "bad_url"])
def test_what_will_not_change_is_never_tried_again(outcome: str) -> None:
    assert waits(outcome, 1) == [None]


@pytest.mark.parametrize(
    "outcome", ["blocked", "tls", "redirect_loop", "too_short", "list_page", "consent_wall", "not_modified"]
)
def test_what_takes_its_time_is_tried_after_a_day_and_a_week(outcome: str) -> None:
    assert waits(outcome, 3) == [DAY, 7 * DAY, None]


def test_what_robots_txt_forbids_is_looked_up_week_by_week() -> None:
    assert waits("robots", 50)[-1] == 7 * DAY


def test_what_was_put_off_comes_with_the_next_run() -> None:
    assert next_check("deferred", now=NOON) == NOON


@pytest.mark.parametrize("outcome", ["too_many", "deferred", "http_error", "ok"])
def test_a_host_that_asks_for_patience_is_given_it(outcome: str) -> None:
    assert next_check(outcome, now=NOON, retry_at=NOON + DAY) == NOON + DAY


def test_patience_makes_no_wait_shorter() -> None:
    assert next_check("timeout", now=NOON, retry_at=NOON + HOUR / 2) == NOON + HOUR


def test_patience_makes_nothing_of_never() -> None:
    assert next_check("gone", now=NOON, retry_at=NOON + HOUR) is None
