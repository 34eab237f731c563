"""What is remembered of a feed, sitemap or home page after it was asked for."""

from dataclasses import replace
from datetime import datetime, timedelta

from flows.rhythm import LONGEST, is_uncacheable, next_check, next_try
from flows.web.model import FetchResult
from warehouse.model import Document, DocumentKind, Exchange

#: Statuses by which an address says that another one takes its place for good.
_FOR_GOOD = frozenset({301, 308})
#: Runs in which a document has to say so, until the other address is asked.
_RUNS_TO_BELIEVE = 2


def asked_url(url: str, before: Document | None) -> str:
    """Return the address to ask: where the document moved, once it said so in two runs."""
    if before is None or before.moved_to is None or before.moved_runs < _RUNS_TO_BELIEVE:
        return url
    return before.moved_to


def asked(
    url: str, kind: DocumentKind, source_id: str, before: Document | None, answer: tuple[FetchResult, Exchange]
) -> Document:
    """Return the document with what this run's request gave, its next check not yet said."""
    result, exchange = answer
    known = before or Document(url=url, kind=kind, source_id=source_id, outcome="", fetched_at=result.fetched_at)
    return replace(
        known,
        outcome=result.outcome,
        message=result.message,
        status=result.status,
        fetched_at=result.fetched_at,
        next_check_at=None,
        exchange=exchange,
        duration_ms=result.duration_ms,
        wire_bytes=result.wire_bytes,
    )


def is_as_before(before: Document | None, answer: tuple[FetchResult, Exchange]) -> bool:
    """Tell whether a server that knows no validators sent what was read already."""
    sha256 = answer[1].content_sha256
    return before is not None and not before.failures and sha256 is not None and sha256 == before.content_sha256


def had(document: Document, answer: tuple[FetchResult, Exchange], next_check_at: datetime | None) -> Document:
    """Return a document that was had, or that is as it was."""
    result, exchange = answer
    is_new = result.outcome == "ok"
    moved_to, moved_runs = _moved(document, result)
    return replace(
        document,
        etag=_validator(result, exchange.etag, None if is_new else document.etag),
        last_modified=_validator(result, exchange.last_modified, None if is_new else document.last_modified),
        content_sha256=exchange.content_sha256 if is_new else document.content_sha256,
        ok_at=result.fetched_at,
        failing_since=None,
        failures=0,
        next_check_at=next_check_at,
        moved_to=moved_to,
        moved_runs=moved_runs,
    )


def failed(document: Document, result: FetchResult, now: datetime, jitter: float) -> Document:
    """Return a document that was not had; what is gone is never asked for again, what robots.txt forbids once a day."""
    if result.outcome == "deferred":  # nobody was asked, so nothing is known of it
        return replace(document, next_check_at=next_try(now, 1, jitter, result.retry_at))
    failures = document.failures + 1
    next_check_at = next_try(now, failures, jitter, now + LONGEST if result.outcome == "robots" else result.retry_at)
    lost = asked_url(document.url, document) != document.url
    return replace(
        document,
        failures=failures,
        failing_since=document.failing_since or result.fetched_at,
        # Where it moved it is not: its first address may know better.
        moved_runs=0 if lost else document.moved_runs,
        next_check_at=None if result.outcome == "gone" and not lost else next_check_at,
    )


def unread(document: Document, next_check_at: datetime, message: str) -> Document:
    """Return a document of which not all was read, so that the next run reads it again."""
    return replace(
        document,
        message=f"{document.url}: {message}",
        etag=None,
        last_modified=None,
        content_sha256=None,
        next_check_at=next_check_at,
    )


def next_look(
    before: Document | None, result: FetchResult, now: datetime, jitter: float, *, pace: timedelta | None = None
) -> datetime:
    """Return when to look again at what was had; without a ``pace`` after as long as the last time.

    Jitter adds to that each time, so that what stays the same is asked for ever more rarely, until it has news.
    """
    return next_check(now, headers=result.headers, pace=_last_pace(before) if pace is None else pace, jitter=jitter)


def _last_pace(before: Document | None) -> timedelta:
    if before is None or before.failures or before.next_check_at is None:
        return timedelta()
    return before.next_check_at - before.fetched_at


def _validator(result: FetchResult, stated: str | None, before: str | None) -> str | None:
    return None if is_uncacheable(result.headers) else stated or before


def _moved(document: Document, result: FetchResult) -> tuple[str | None, int]:
    """Return where the document says that it is now, and in how many runs in a row it said so."""
    if asked_url(document.url, document) != document.url and not result.hops:
        return document.moved_to, document.moved_runs
    target = _permanent_target(result)
    return target, (document.moved_runs + 1 if target == document.moved_to else 1) if target else 0


def _permanent_target(result: FetchResult) -> str | None:
    """Return where the first redirects lead that are for good; a detour behind them is none."""
    places = [*(hop.url for hop in result.hops), result.final_url]
    lasting = 0
    while lasting < len(result.hops) and result.hops[lasting].status in _FOR_GOOD:
        lasting += 1
    return places[lasting] if lasting else None
