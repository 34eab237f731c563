"""The figures of a run and of its sources as a text file that Prometheus' node_exporter collects."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile

from flows.progress import Progress
from warehouse.errors import WarehouseError
from warehouse.lake.address import Location
from warehouse.model import Table
from warehouse.query import query_status, reading_copy

_STATES = ("ok", "partial", "failed")
_OUTCOMES = ("new", "updated", "rebuilt", "unchanged", "skipped", "failed")
#: Columns of a source's status, and what they are. Gauges all: what is forgotten on demand leaves the warehouse again.
_SOURCE = {
    "articles": ("presslake_source_articles", "Articles of the source."),
    "quotes": ("presslake_source_quotes", "Quotes in the articles of the source."),
    "in_quarantine": ("presslake_source_quarantined_pages", "Pages of the source that gave no article."),
    "waiting": ("presslake_source_waiting_pages", "Pages of the source whose time to be read has come."),
    "last_ok_at": ("presslake_source_last_ok_timestamp_seconds", "When the source was last read without a failure."),
    "last_new_at": ("presslake_source_last_new_timestamp_seconds", "When the source last gave a new article."),
}


def write_metrics(path: Path, published: Location, progress: Progress, state: str) -> None:
    """Write the file anew, whole or not at all; OSError where it cannot be written."""
    registry = CollectorRegistry()
    _set_run(registry, progress, state)
    try:
        with reading_copy(published) as connection:
            sources = query_status(connection, datetime.now(UTC)).sources
    except WarehouseError:  # the run's own figures tell that something is wrong
        sources = Table((), ())
    _set_sources(registry, sources)
    write_to_textfile(str(path), registry)


def _set_run(registry: CollectorRegistry, progress: Progress, state: str) -> None:
    ended = Gauge("presslake_last_run_timestamp_seconds", "When the last run ended.", registry=registry)
    ended.set_to_current_time()
    states = Gauge("presslake_last_run_state", "1 for how the last run ended.", ["state"], registry=registry)
    for each in _STATES:
        states.labels(each).set(each == state)
    pages = Gauge(
        "presslake_last_run_pages", "What became of the pages of the last run.", ["outcome"], registry=registry
    )
    for outcome in _OUTCOMES:
        pages.labels(outcome).set(getattr(progress.counts, outcome))
    failed = Gauge(
        "presslake_last_run_source_failed",
        "1 where the last run could not list the source.",
        ["source"],
        registry=registry,
    )
    for source_id, tally in progress.sources.items():
        failed.labels(source_id).set(tally.error is not None)


def _set_sources(registry: CollectorRegistry, sources: Table) -> None:
    for column, (name, said) in _SOURCE.items():
        if column in sources.columns:
            gauge = Gauge(name, said, ["source"], registry=registry)
            _fill(gauge, sources.narrowed_to(["source", column]).rows)


def _fill(gauge: Gauge, rows: Iterable[tuple[object, ...]]) -> None:
    for source_id, value in rows:
        if isinstance(value, datetime):
            gauge.labels(source_id).set(value.replace(tzinfo=UTC).timestamp())
        elif isinstance(value, int):
            gauge.labels(source_id).set(value)
