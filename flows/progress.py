"""What a run has done so far, kept by the run and read by whoever watches."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from warehouse.model import Counts, Reading

RunState = Literal["ok", "partial", "failed"]

#: Whether a listed page is to be read, or why not; the words are those of SourceTally.
Verdict = Literal["due", "unchanged", "held", "lost"]

#: Counts of pages that are told, whatever else became of the run.
TallyCount = Literal["documents", "deferred", "forgotten", "lost", "standing", "undated", "left"]

#: Pages without an article that are named one by one; the quarantine has them all.
EXAMPLES = 10


@dataclass(slots=True)
class SourceTally:
    """Pages of one source, counted where they are noticed."""

    #: Listed, and due to be read.
    due: int = 0
    #: Gave an article.
    read: int = 0
    #: Not read again: the bytes are those that were loaded.
    unchanged: int = 0
    #: Not read again: the bytes are those that failed, and would fail again.
    held: int = 0
    #: Not read again: the bytes are nowhere any more.
    lost: int = 0
    #: Left out, since no day is known of it and certain days were asked for.
    undated: int = 0
    #: Of the days asked for, and left to a later run.
    left: int = 0
    #: Gave no article when its article was to be made again, which stands as it was.
    standing: int = 0
    #: Asked for again on the web, and found as they were.
    not_modified: int = 0
    #: Not asked for in this run, since their host wants to be left alone.
    deferred: int = 0
    #: Neither asked for nor kept, on demand.
    forgotten: int = 0
    #: Whether its time may not have come: a source on the web has one.
    has_times: bool = False
    #: Feeds, sitemaps and home pages that were asked for.
    documents: int = 0
    #: Reasons of those that gave no article.
    failures: Counter[str] = field(default_factory=Counter)
    #: Why it could not be listed to its end.
    error: str | None = None

    def count(self, verdict: Verdict) -> None:
        """Count a page that was listed."""
        setattr(self, verdict, getattr(self, verdict) + 1)

    def add_read(self, batch: "SourceTally") -> None:
        """Count what became of the pages of a batch."""
        for count in ("read", "standing", "not_modified", "deferred", "forgotten"):
            setattr(self, count, getattr(self, count) + getattr(batch, count))
        self.failures += batch.failures


@dataclass(slots=True)
class Progress:
    """One run: its totals, and the tally of each source."""

    run_id: str = ""
    #: Prefect's flow run, where there is one.
    flow_run_id: UUID | None = None
    #: What was loaded.
    loaded: Counts = field(default_factory=Counts)
    #: Batches that were loaded, or are being.
    batches: int = 0
    sources: dict[str, SourceTally] = field(default_factory=dict)
    #: Where nothing was due: when something will be. Aware UTC.
    next_due: datetime | None = None
    #: Some pages that gave no article: what became of that, where, and why.
    examples: list[str] = field(default_factory=list)

    def tally(self, source_id: str) -> SourceTally:
        """The tally of a source, from its first mention on."""
        return self.sources.setdefault(source_id, SourceTally())

    def note(self, source_id: str, reading: Reading) -> None:
        """Count a page that was read."""
        tally = self.tally(source_id)
        if reading.reason is None:
            tally.read += 1
        elif reading.reason in ("not_modified", "deferred", "forgotten"):
            setattr(tally, reading.reason, getattr(tally, reading.reason) + 1)
        else:
            self._note_failure(tally, reading)

    def add_read(self, batch: "Progress") -> None:
        """Count the pages of a batch that was read by itself, wherever that was."""
        for source_id, tally in batch.sources.items():
            self.tally(source_id).add_read(tally)
        self.examples.extend(batch.examples[: EXAMPLES - len(self.examples)])

    def _note_failure(self, tally: SourceTally, reading: Reading) -> None:
        if reading.rebuilds:
            tally.standing += 1
        else:
            tally.failures[str(reading.reason)] += 1
        if len(self.examples) < EXAMPLES:
            what = "left as it is" if reading.rebuilds else "quarantined"
            self.examples.append(f"{what} {reading.entry.url}: {reading.reason}: {reading.message}")

    @property
    def counts(self) -> Counts:
        """Totals of the run: what was loaded, and what was as before."""
        unchanged = sum(tally.unchanged for tally in self.sources.values())
        skipped = sum(tally.held + tally.lost for tally in self.sources.values())
        return self.loaded + Counts(found=unchanged + skipped, unchanged=unchanged, skipped=skipped)

    def total(self, count: TallyCount) -> int:
        """A count over all sources."""
        return sum(getattr(tally, count) for tally in self.sources.values())

    @property
    def failures(self) -> Counter[str]:
        """Reasons of all pages that gave no article, with their number."""
        return sum((tally.failures for tally in self.sources.values()), Counter[str]())

    @property
    def errors(self) -> dict[str, str]:
        """Sources that could not be listed to their end, and why."""
        return {source_id: tally.error for source_id, tally in self.sources.items() if tally.error}

    @property
    def state(self) -> RunState:
        """ok, partial where a source failed, failed where there was nothing but failures."""
        counts = self.counts
        if counts.found == counts.failed and (self.errors or self.failures):
            return "failed"
        return "partial" if self.errors else "ok"
