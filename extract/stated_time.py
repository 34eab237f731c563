"""Points in time as pages write them."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from extract.model import StatedTime

#: No page on the web is older; years after the last are typing errors, or dates that stand for "never".
FIRST_YEAR, LAST_YEAR = 1990, 2100
_ISO = re.compile(
    r"\s*(\d{4}-\d{2}-\d{2})(?:[T\s]+(\d{2}:?\d{2}(?::?\d{2})?)(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?)?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.]?)([01]?\d)\2([0-3]?\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)([0-3]?\d)\.\s?([01]?\d)\.\s?((?:19|20)\d\d)(?!\d)")
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_DAY_FIRST_IN_URL = re.compile(r"(?<!\d)(1[3-9]|2\d|3[01])([-_.])(0[1-9]|1[0-2])\2((?:19|20)\d\d)(?!\d)")


def parse_time(text: str | None) -> StatedTime | None:
    """Return the time that a text states, or None where it states none between 1990 and 2100.

    ISO 8601 (also with a space, and without a colon in the zone), RFC 2822, year-first dates with any separator, and
    day-first dates with full stops; a slash between day and month is read by nobody without knowing the country.

    >>> parse_time("2024-05-03T23:30:00-04:00")
    StatedTime(day=datetime.date(2024, 5, 3), at=datetime.datetime(2024, 5, 4, 3, 30, tzinfo=datetime.timezone.utc))
    >>> parse_time("3.5.2024")
    StatedTime(day=datetime.date(2024, 5, 3), at=None)
    """
    text = (text or "").strip()
    return _iso(text) or _rfc_2822(text) or _first_day(text)


def time_in_url(url: str | None) -> StatedTime | None:
    """Return the day in a URL's path; with the day first only where it cannot be the month.

    >>> time_in_url("https://news.example/2024/05/03/ferry")
    StatedTime(day=datetime.date(2024, 5, 3), at=None)
    """
    if match := _IN_URL.search(url or ""):
        return _day(match[1], match[3], match[4])
    match = _DAY_FIRST_IN_URL.search(url or "")
    return _day(match[4], match[3], match[1]) if match else None


def _iso(text: str) -> StatedTime | None:
    match = _ISO.match(text)
    if not match:
        return None
    day, clock, zone = match.groups()
    stated = _day(*day.split("-"))
    if stated is None or not clock or not zone:
        return stated
    zone = "+00:00" if zone.upper() in ("Z", "UTC", "GMT") else zone
    try:
        return _at(datetime.fromisoformat(f"{day}T{clock}{zone}"))
    except ValueError:
        return stated


def _rfc_2822(text: str) -> StatedTime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, OverflowError):  # the last for a year of twenty digits
        return None
    if moment.tzinfo is None:  # "-0000" says that the zone is not known
        return _day(moment.year, moment.month, moment.day)
    return _at(moment)


def _at(moment: datetime) -> StatedTime | None:
    stated = _day(moment.year, moment.month, moment.day)
    return stated and StatedTime(day=stated.day, at=moment.astimezone(UTC))


def _first_day(text: str) -> StatedTime | None:
    if match := _YEAR_FIRST.search(text):
        return _day(match[1], match[3], match[4])
    if match := _DAY_FIRST.search(text):
        return _day(match[3], match[2], match[1])
    return None


def _day(year: str | int, month: str | int, day: str | int) -> StatedTime | None:
    try:
        stated = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return StatedTime(day=stated) if FIRST_YEAR <= stated.year <= LAST_YEAR else None
