"""When a source is read, as it is written and as it comes."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.times import Cron, Every, duration


@pytest.mark.parametrize(
    ("stated", "length"),
    [
        ("30 min", timedelta(minutes=30)),
        ("90s", timedelta(seconds=90)),
        ("1 h 30 m", timedelta(minutes=90)),
        ("1 Day, 12 hours", timedelta(hours=36)),
        ("0.5 weeks", timedelta(hours=84)),
    ],
)
def test_a_duration_is_read_as_people_write_it(stated: str, length: timedelta) -> None:
    assert length == duration(stated)


@pytest.mark.parametrize("stated", ["30", "", "min", "-1 h", "1 month", "1 h 30", "0 s", "999999999 weeks", 30])
def test_what_is_no_duration_is_refused(stated: object) -> None:
    with pytest.raises(ValueError, match=r"is (no duration|too short|too long)"):
        duration(stated)


def test_an_interval_is_counted_from_midnight() -> None:
    moment = datetime(2026, 3, 5, 9, 59, 30, tzinfo=UTC)
    assert datetime(2026, 3, 5, 10, tzinfo=UTC) == Every(interval=timedelta(minutes=30)).next_after(moment)


def test_a_time_is_not_its_own_next() -> None:
    moment = datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert datetime(2026, 3, 5, 10, 30, tzinfo=UTC) == Every(interval=timedelta(minutes=30)).next_after(moment)


def test_a_cron_expression_is_in_its_zone_in_winter_and_in_summer() -> None:
    cron = Cron(expression="17 6 * * *", timezone="Europe/Berlin")
    after = [cron.next_after(datetime(2026, month, 1, 12, tzinfo=UTC)) for month in (1, 7)]
    assert [datetime(2026, 1, 2, 5, 17, tzinfo=UTC), datetime(2026, 7, 2, 4, 17, tzinfo=UTC)] == after
