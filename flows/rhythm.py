"""When a feed or sitemap is asked for again: what it says itself, what HTTP says, and how often it has news."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from extract.model import StatedTime
from flows.web.header_times import http_date, max_age

#: Nothing is asked for more often, or less often.
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=24)
#: Home pages and lists of feeds: new feeds are rare.
HOME = timedelta(days=7)
#: Of a feed that dates nothing.
USUAL = timedelta(hours=1)
#: How far back news are counted, as miniflux does.
_WINDOW = timedelta(days=7)
#: Up to this share is added, so that what was found in one run does not come due in one moment for ever.
_JITTER = 0.1


def next_check(now: datetime, *, headers: Mapping[str, str], pace: timedelta, jitter: float) -> datetime:
    """Return when to look again at what was had: after its ``pace``, or as long as it is fresh by HTTP if longer.

    Both within the limits; ``jitter`` is from 0 to 1.
    """
    return now + min(max(freshness(headers, now), pace, SHORTEST), LONGEST) * (1 + _JITTER * jitter)


def next_try(now: datetime, failures: int, jitter: float, not_before: datetime | None = None) -> datetime:
    """Return when to try again what failed so often in a row: 15 minutes, doubled each time, up to a day.

    ``not_before`` is what the host asks for; more than a day is a day.
    """
    wait = min(SHORTEST * float(2 ** min(failures - 1, 10)), LONGEST) * (1 + _JITTER * jitter)
    return max(now + wait, min(not_before or now, now + LONGEST))


def pace_of(times: Iterable[StatedTime | None], now: datetime) -> timedelta:
    """Return the mean time between two of the entries of the last week; a day where all are older.

    A busy feed holds its last hours only: these are what is divided then, not the week.
    """
    moments = [_moment(time) for time in times if time]
    past = [moment for moment in moments if moment <= now]
    if not past:
        return USUAL
    recent = [moment for moment in past if now - moment <= _WINDOW]
    window = min(_WINDOW, now - min(past))
    return window / len(recent) if recent else LONGEST


def freshness(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Return for how long a response is fresh (RFC 9111 section 4.2): max-age less Age, else Expires less Date."""
    stated = max_age(headers)
    if stated is not None:
        age = headers.get("age", "").strip()
        return max(stated - timedelta(seconds=int(age[:9]) if age.isdecimal() else 0), timedelta())
    expires = http_date(headers.get("expires", ""))
    return max(expires - (http_date(headers.get("date", "")) or now), timedelta()) if expires else timedelta()


def is_uncacheable(headers: Mapping[str, str]) -> bool:
    """Tell whether a response has 'Expires: 0', as those have whose validators are not to be relied on."""
    return headers.get("expires", "").strip() == "0"


def _moment(time: StatedTime) -> datetime:
    """Return the moment, or the beginning of the day where no time is stated."""
    return time.at or datetime(time.day.year, time.day.month, time.day.day, tzinfo=UTC)
