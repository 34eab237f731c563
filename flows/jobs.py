"""What `presslake run` and `presslake add` are asked to do, as jobs of the pipeline."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.errors import SourceError, UsageError
from flows.pipeline import NO_SOURCE, Job, Listing
from flows.places import Place
from flows.settings import Settings, Source
from flows.sources import expand, list_path, list_source
from flows.stdin import keep_input, named_files
from warehouse.model import Source as SourceRow
from warehouse.runs import Trigger


def job_of_sources(settings: Settings, trigger: Trigger = "cli") -> Job:
    """Read every configured source."""
    return _job(settings, [_listing(source) for source in settings.sources], flow="run", trigger=trigger)


def job_of_paths(settings: Settings, paths: Sequence[str], source_id: str | None = None) -> Job:
    """Read files, folders and globs; `-` is standard input, whose bytes are kept in the archive.

    Raises UsageError where a path names nothing, before anything is read.
    """
    for path in paths:
        _require(path)
    listing = Listing(source_id=source_id or NO_SOURCE, places=_places(settings, paths, source_id))
    return _job(settings, [listing], flow="add", trigger="cli")


def _job(settings: Settings, listings: Sequence[Listing], *, flow: str, trigger: Trigger) -> Job:
    return Job(
        warehouse=settings.warehouse,
        publish=settings.publish,
        listings=listings,
        workers=settings.worker_count,
        page_deadline=settings.page_deadline,
        batch_pages=settings.batch_pages,
        flow=flow,
        trigger=trigger,
    )


def _listing(source: Source) -> Listing:
    row = SourceRow(
        source_id=source.id,
        name=source.name or source.id,
        domain=source.domain or "",
        kind=source.kind,
        country=source.country,
        language=source.language,
    )
    return Listing(source_id=source.id, places=list_source(source), source=row)


def _require(path: str) -> None:
    try:
        if path != "-":
            next(expand(path), None)
    except SourceError as error:
        raise UsageError(str(error)) from error


def _places(settings: Settings, paths: Sequence[str], source_id: str | None) -> Iterator[Place]:
    for path in paths:
        for pattern in _piped(settings.archive) if path == "-" else [path]:
            yield from list_path(pattern, source_id)


def _piped(archive: Path) -> list[str]:
    """The files that standard input names, or the one that its bytes are kept in."""
    kept = keep_input(sys.stdin.buffer, archive)
    return named_files(kept) or [str(kept)]
