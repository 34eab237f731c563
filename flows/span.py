"""The days gone by that a run is asked for."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from extract.days import Days
from flows.errors import UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What of the past is wanted."""

    days: Days
    #: Pages of one source in one run; None is all.
    max_pages: int | None = None

    @property
    def flow(self) -> str:
        """The name of runs for these days, by which the next one knows what was read."""
        return f"backfill {self.days}"


def span_of(since: datetime | None, until: datetime | None, max_pages: int | None) -> Span | None:
    """The span that options state, None where they ask for what is new; UsageError where they make no sense."""
    if since is None and until is None:
        if max_pages:
            raise UsageError("--max-pages goes with --since or --until; what is new has max_pages of its source")
        return None
    days = Days(first=since.date() if since else date.min, last=until.date() if until else datetime.now(UTC).date())
    if days.last < days.first:
        raise UsageError(f"--since {days.first} is after --until {days.last}")
    return Span(days=days, max_pages=max_pages)
