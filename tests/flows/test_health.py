"""The status as people read it."""

from datetime import UTC, datetime

import pytest

from flows.health import age, shown
from warehouse.model import Table

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (datetime(2026, 3, 5, 12, 0, 59), "now"),
        (datetime(2026, 3, 5, 11, 59), "1 min ago"),
        (datetime(2026, 3, 5, 10, 1), "119 min ago"),
        (datetime(2026, 3, 5, 14), "in 2 h"),
        (datetime(2026, 3, 3, 12, 1), "47 h ago"),
        (datetime(2026, 3, 8, 11), "in 2 d"),
    ],
)
def test_a_time_is_told_by_how_far_away_it_is(time: datetime, words: str) -> None:
    assert age(time, NOON) == words


def test_what_is_overdue_comes_now() -> None:
    table = Table(("next_check_at", "last_ok_at"), ((datetime(2026, 3, 5, 9), datetime(2026, 3, 5, 9)),))

    assert shown({"feeds": table}, NOON) == {"feeds": Table(("next_check", "last_ok"), (("now", "3 h ago"),))}


def test_empty_sections_and_columns_are_left_out() -> None:
    sections = {"runs_of_old": Table(("state", "error"), (("ok", None), (0, None))), "attention": Table(("url",), ())}

    assert shown(sections, NOON) == {"runs_of_old": Table(("state",), (("ok",), (0,)))}
