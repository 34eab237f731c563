"""What is loaded of one page: what extraction gave, and what HTTP said where the page came from the web."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from extract.model import Entry
from flows.crawling import Fetched
from flows.extraction import Extraction, Failure
from flows.places import Place
from flows.recheck import next_check
from warehouse.kept import KeptPage
from warehouse.model import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One page on its way through a run; it has a place or was fetched, both where its body came."""

    #: Where the page is to be read.
    place: Place | None = None
    #: What came of asking for it; None for a local file.
    fetched: Fetched | None = None
    #: What it gave before, where it is read again from what was kept of it.
    kept: KeptPage | None = None

    @property
    def entry(self) -> Entry:
        """What is known of the page."""
        known = self.place.entry if self.place else self.fetched and self.fetched.page.entry
        assert known, "work has a place or was fetched"
        return known


def reading_of(work: Work, extraction: Extraction | None) -> Reading:
    """The reading of a page; ``extraction`` is there exactly where the work has a place."""
    if work.fetched is None:
        assert work.place, "work has a place or was fetched"
        assert extraction, "a place was extracted"
        reading = _local_reading(work.place, extraction)
        return _again(work.kept, reading) if work.kept else reading
    return _web_reading(work.fetched, extraction)


def _local_reading(place: Place, extraction: Extraction) -> Reading:
    failure = extraction.failure
    return Reading(
        entry=extraction.entry,
        read_at=datetime.now(UTC),
        duration_ms=extraction.duration_ms,
        size=extraction.size,
        etag=place.etag,
        article=extraction.article,
        reason=failure.reason if failure else None,
        message=failure.message if failure else None,
    )


def _again(kept: KeptPage, reading: Reading) -> Reading:
    """The reading of what was kept, with what HTTP said then; the frontier learns of articles alone."""
    is_found = kept.article_id is None and reading.article is not None
    return replace(
        reading,
        etag=kept.etag,
        exchange=kept.exchange,
        rebuilds=kept.article_id,
        url_key=kept.url_key if is_found else None,
        next_check_at=kept.next_check_at,
    )


def _web_reading(fetched: Fetched, extraction: Extraction | None) -> Reading:
    page, article = fetched.page, extraction.article if extraction else None
    failure = _failure(fetched, extraction)
    return Reading(
        entry=extraction.entry if extraction else page.entry,
        read_at=fetched.at,
        duration_ms=fetched.duration_ms + (extraction.duration_ms if extraction else 0),
        size=fetched.wire_bytes,
        etag=fetched.exchange.etag,
        article=article,
        reason=failure.reason if failure else None,
        message=failure.message if failure else None,
        exchange=fetched.exchange,
        url_key=page.url_key,
        next_check_at=next_check(
            failure.reason if failure else fetched.outcome,
            now=fetched.at,
            loaded_at=page.loaded_at,
            failures=page.failures,
            retry_at=fetched.retry_at,
        ),
    )


def _failure(fetched: Fetched, extraction: Extraction | None) -> Failure | None:
    """Why there is no article: the page has none, or could not be had, or is as before."""
    if extraction:
        return extraction.failure
    reason = "not_modified" if fetched.outcome == "ok" else fetched.outcome
    # Wherever the message is shown, the page's address stands before it.
    return Failure(reason=reason, message=(fetched.message or "").removeprefix(f"{fetched.page.entry.url}: "))
