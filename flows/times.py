"""When a source is read: every so often, or at the times that a cron expression names."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError
from pydantic import BeforeValidator

#: Seconds of each unit, by the shortest beginning that tells it from the others.
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_NAMES = r"(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?|w|weeks?)"
_PART = re.compile(rf"(\d+(?:\.\d+)?)\s*{_NAMES}\b", re.IGNORECASE)
_DURATION = re.compile(rf"\s*(\d+(?:\.\d+)?\s*{_NAMES}\b[\s,]*)+", re.IGNORECASE)
_SHORTEST, _LONGEST = timedelta(seconds=1), timedelta(days=366)
#: Intervals are counted from here: midnight of a Monday, so that hours, days and weeks begin where people expect it.
ANCHOR = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Again and again, counted from ANCHOR: 30 minutes are the full and the half hours."""

    interval: timedelta

    def __str__(self) -> str:
        return f"every {duration_text(self.interval)}"

    def next_after(self, moment: datetime) -> datetime:
        """The first time after a moment."""
        return ANCHOR + ((moment - ANCHOR) // self.interval + 1) * self.interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Cron:
    """At the times that five fields name, in a time zone."""

    expression: str
    timezone: str

    def __str__(self) -> str:
        return f"cron {self.expression} ({self.timezone})"

    def next_after(self, moment: datetime) -> datetime:
        """The first time after a moment; aware UTC."""
        return next(CronSim(self.expression, moment.astimezone(ZoneInfo(self.timezone)))).astimezone(UTC)


Times = Every | Cron


def duration(stated: object) -> timedelta:
    """A duration as people write it; ValueError, in a sentence, where it is none.

    >>> duration("30 min"), duration("1 h 30 m"), duration("2 days")
    (datetime.timedelta(seconds=1800), datetime.timedelta(seconds=5400), datetime.timedelta(days=2))
    """
    if isinstance(stated, timedelta):
        return stated
    if not isinstance(stated, str) or not _DURATION.fullmatch(stated):
        raise ValueError(f'{stated!r} is no duration, such as "30 min", "2 h" or "1 day"')
    parts = _PART.findall(stated)
    length = timedelta(seconds=min(sum(float(number) * _UNITS[unit[0].lower()] for number, unit in parts), 1e9))
    if not _SHORTEST <= length <= _LONGEST:
        raise ValueError(f"{stated!r} is too {'short' if length < _SHORTEST else 'long'}: from 1 s to 366 days")
    return length


def duration_text(length: timedelta) -> str:
    """A duration in the largest unit that it is whole in.

    >>> duration_text(timedelta(minutes=90)), duration_text(timedelta(days=14)), duration_text(timedelta(seconds=10))
    ('90 min', '14 days', '10 s')
    """
    for name, unit in (("days", timedelta(days=1)), ("h", timedelta(hours=1)), ("min", timedelta(minutes=1))):
        if not length % unit:
            return f"{length // unit} {'day' if name == 'days' and length == unit else name}"
    return f"{length.total_seconds():g} s"


def cron(stated: str) -> str:
    """A cron expression of five fields as it was stated; ValueError, in a sentence, where it is none."""
    wanted = 'five fields, such as "17 6 * * *" for 6:17 every day'
    if len(stated.split()) != 5:
        raise ValueError(f"{stated!r} is no cron expression: it has {wanted}")
    try:
        next(CronSim(stated, ANCHOR))
    except (CronSimError, StopIteration) as error:
        raise ValueError(
            f"{stated!r} is no cron expression ({str(error).lower() or 'never'}): it has {wanted}"
        ) from error
    return stated


def timezone(stated: str) -> str:
    """The name of a time zone as it was stated; ValueError, in a sentence, where there is none of this name."""
    try:
        ZoneInfo(stated)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f'{stated!r} is no time zone, such as "UTC" or "Europe/Berlin"') from error
    return stated


def _stated(check: Any) -> Any:
    return BeforeValidator(check)


Duration = Annotated[timedelta, _stated(duration)]
CronExpression = Annotated[str, _stated(cron)]
TimeZone = Annotated[str, _stated(timezone)]
