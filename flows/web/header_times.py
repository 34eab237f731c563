"""Times that headers state: dates, and for how long an answer is fresh."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# Nine digits, which are 31 years: what has more is as good as for ever, and no integer that overflows.
_MAX_AGE = re.compile(r"(?<![\w-])max-age\s*=\s*\"?([0-9]{1,9})")


def http_date(stated: str) -> datetime | None:
    """Return the moment, aware, in any of the forms of RFC 9110 section 5.6.7 and of mail; None where it is none.

    >>> http_date("Thu, 01 Jan 2026 00:01:00 GMT")
    datetime.datetime(2026, 1, 1, 0, 1, tzinfo=datetime.timezone.utc)
    """
    try:
        moment = parsedate_to_datetime(stated)
    except (ValueError, IndexError, OverflowError):  # the last for a year of twenty digits
        return None
    # A zone of -0000 comes back as no zone at all.
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def max_age(headers: Mapping[str, str]) -> timedelta | None:
    """Return for how long Cache-Control lets an answer be used without asking again (RFC 9111 section 5.2.2).

    Nothing where it is not to be used or kept; None where it says neither.

    >>> max_age({"cache-control": "public, max-age=600"}), max_age({"cache-control": "no-cache"}), max_age({})
    (datetime.timedelta(seconds=600), datetime.timedelta(0), None)
    """
    stated = headers.get("cache-control", "").lower()
    if "no-cache" in stated or "no-store" in stated:
        return timedelta()
    age = _MAX_AGE.search(stated)
    return timedelta(seconds=int(age[1])) if age else None
