"""Which outcomes are tried again within a run, and after how long."""

import re
from collections.abc import Mapping
from datetime import datetime

from tenacity import AsyncRetrying, RetryCallState
from tenacity.wait import wait_exponential, wait_random

from flows.web.header_times import http_date
from flows.web.manners import Manners
from flows.web.model import FetchResult

#: A week: who says more means never, and is asked now and then whether that still holds.
_LONGEST = 7 * 86_400.0
#: The back-off between two tries grows to this many seconds.
_LONGEST_BACK_OFF = 30.0


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that Retry-After asks to wait, which states them or a date (RFC 9110 section 10.2.3).

    None where the header is missing or makes no sense; 0 for a date that is past.

    >>> retry_after({"retry-after": "120"}, datetime.fromisoformat("2026-01-01T00:00Z"))
    120.0
    >>> retry_after({"retry-after": "Thu, 01 Jan 2026 00:01:00 GMT"}, datetime.fromisoformat("2026-01-01T00:00Z"))
    60.0
    """
    stated = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", stated):
        return min(float(stated), _LONGEST)
    at = http_date(stated)
    return min(max((at - now).total_seconds(), 0.0), _LONGEST) if at else None


def is_transient(result: FetchResult) -> bool:
    """Tell whether another try may well give what this one did not.

    The statuses are those after which Media Cloud tries again; every 5xx is, 522 and 524 of a proxy among them.
    """
    if result.outcome == "http_error":
        return result.status is not None and (result.status in (408, 425) or result.status >= 500)
    return result.outcome in ("too_many", "connection", "timeout", "unreadable")


def back_off(manners: Manners, tries: int) -> float:
    """Return the seconds to wait after so many tries: twice as long each time, and up to the first of them more."""
    wait = wait_exponential(multiplier=manners.first_wait, max=_LONGEST_BACK_OFF) + wait_random(0, manners.first_wait)
    state = RetryCallState(AsyncRetrying(), None, (), {})
    state.attempt_number = tries
    return wait(state)
