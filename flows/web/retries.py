"""Which outcomes are tried again within a run, and after how long."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from tenacity import AsyncRetrying, RetryCallState, retry_if_result, stop_after_attempt
from tenacity.wait import wait_exponential, wait_random

from flows.web.manners import Manners
from flows.web.model import FetchResult

#: A year: who says more means never.
_LONGEST = 366 * 86_400.0
#: The back-off between two tries grows to this many seconds.
_LONGEST_BACK_OFF = 30.0


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that Retry-After asks to wait, which states them or a date (RFC 9110 section 10.2.3).

    None where the header is missing or makes no sense; 0 for a date that is past.

    >>> retry_after({"retry-after": "120"}, datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    >>> retry_after({"retry-after": "Thu, 01 Jan 2026 00:01:00 GMT"}, datetime(2026, 1, 1, tzinfo=UTC))
    60.0
    """
    stated = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", stated):
        return min(float(stated), _LONGEST)
    try:
        at = parsedate_to_datetime(stated)
    except ValueError:
        return None
    # A zone of -0000 comes back as no zone at all.
    seconds = ((at if at.tzinfo else at.replace(tzinfo=UTC)) - now).total_seconds()
    return min(max(seconds, 0.0), _LONGEST)


def is_transient(result: FetchResult) -> bool:
    """Tell whether another try may well give what this one did not.

    The statuses are those after which Media Cloud tries again; every 5xx is, 522 and 524 of a proxy among them.
    """
    if result.outcome == "http_error":
        return result.status is not None and (result.status in (408, 425) or result.status >= 500)
    return result.outcome in ("too_many", "connection", "timeout", "unreadable")


def retrying(manners: Manners, *, now: Callable[[], datetime], has_time: Callable[[], bool]) -> AsyncRetrying:
    """Return what calls a function again until its FetchResult is not transient, then or at last returns that.

    Nothing is tried again that is to wait for longer than our manners allow, or for which there is no time.
    """
    first = manners.first_wait
    back_off = wait_exponential(multiplier=first, max=_LONGEST_BACK_OFF) + wait_random(0, first)

    def asked_wait(result: FetchResult) -> float:
        return (result.retry_at - now()).total_seconds() if result.retry_at else 0.0

    def wait(state: RetryCallState) -> float:
        return max(back_off(state), asked_wait(_result(state)))

    def may_help(result: FetchResult) -> bool:
        return is_transient(result) and has_time() and asked_wait(result) <= manners.longest_wait

    return AsyncRetrying(
        retry=retry_if_result(may_help),
        wait=wait,
        stop=stop_after_attempt(manners.tries),
        retry_error_callback=_result,
    )


def _result(state: RetryCallState) -> FetchResult:
    assert state.outcome is not None, "there has been a try"
    result = state.outcome.result()
    assert isinstance(result, FetchResult)
    return result
