"""When to look at a page again, by what came of it; feeds and sitemaps have a rhythm of their own."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)

#: After an article was first loaded. Corrections, and quotes that go, come in the first hours; of what changes after a
#: week the feed or the sitemap tells.
RECHECKS = (_HOUR, 6 * _HOUR, _DAY, 7 * _DAY)
#: A look that comes at most this part of its wait too soon counts for it: the feed said that the page had changed.
_EARLY = 0.1

#: What passes by itself: a server that is down, a network that is. Four days cover a weekend.
_PASSING = (_HOUR, 6 * _HOUR, _DAY, 3 * _DAY)
#: What somebody has to mend, or what a page becomes: a certificate, a block that was lifted, a stub that was filled.
_SLOW = (_DAY, 7 * _DAY)
#: Three tries within a week: a page that is not there yet, or that its editors took down for a day.
_MISSING = (_DAY, 6 * _DAY)
_NEVER = ()

#: Waits after the first failure in a row, the second …; after the last of them never. What is not here gave a page, but
#: no article: _SLOW.
WAITS: Mapping[str, Sequence[timedelta]] = {
    "timeout": _PASSING,
    "http_error": _PASSING,
    "too_many": _PASSING,
    "connection": _PASSING,
    "dns": _PASSING,
    "not_found": _MISSING,
    "gone": _NEVER,
    "forgotten": _NEVER,
    "too_big": _NEVER,
    "bad_type": _NEVER,
    "ssrf": _NEVER,
    "bad_url": _NEVER,
}
#: What robots.txt forbids is looked up there again, which mostly costs no request, and without end.
ROBOTS_WAIT = 7 * _DAY

#: Outcomes of a page that is as it was.
AS_BEFORE = frozenset({"not_modified", "unchanged"})


def next_check(
    outcome: str,
    *,
    now: datetime,
    loaded_at: datetime | None = None,
    failures: int = 0,
    retry_at: datetime | None = None,
) -> datetime | None:
    """Return when a page is to be looked at again, None for never; not before ``retry_at``, which its host stated.

    ``outcome`` is 'ok' for an article, else the reason why there is none. ``loaded_at`` and ``failures`` are those of
    the frontier before this look: when the page first gave an article, and how often in a row it gave none. One that
    was put off comes with the next run.
    """
    due = now if outcome == "deferred" else _due(outcome, now, loaded_at, failures)
    return max(due, retry_at) if due and retry_at else due


def _due(outcome: str, now: datetime, loaded_at: datetime | None, failures: int) -> datetime | None:
    if outcome == "ok" or (outcome in AS_BEFORE and loaded_at):
        return _recheck(now, loaded_at or now)
    if outcome == "robots":
        return now + ROBOTS_WAIT
    waits = WAITS.get(outcome, _SLOW)
    return now + waits[failures] if failures < len(waits) else None


def _recheck(now: datetime, loaded_at: datetime) -> datetime | None:
    return next((loaded_at + wait for wait in RECHECKS if loaded_at + wait * (1 - _EARLY) > now), None)
