"""Articles made again from what is kept of their pages: in the archive, or in files that are still there unchanged.

Nothing is fetched. What is made again is the latest version of each article; an article that this very presslake made,
by the rules that its source has now, would come out the same and is left alone. So a rebuild that was interrupted goes
on where it was, and a second one has nothing to do.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from urllib.parse import unquote, urlsplit

from extract.layout_rules import LAYOUT, NO_LAYOUT_RULES, LayoutRules
from flows.errors import SourceError
from flows.parts import part_of
from flows.places import Place
from flows.progress import Verdict
from flows.readings import Work
from flows.software import software
from flows.sources import list_file
from warehouse.connection import Connection
from warehouse.kept import ALL, KeptPage, Part, kept_pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """Which part of the warehouse is to be made again, and from where."""

    #: Folder of the archive.
    archive: Path
    #: What is known of the pages of each source that has rules of its own.
    layouts: Mapping[str, LayoutRules]
    part: Part = ALL


#: The source of a page, whether it is to be read again, and the work that this is.
Again = tuple[str, Verdict, Work | None]


def pages_again(connection: Connection, rebuild: Rebuild) -> Iterator[Again]:
    """The pages of a part of the warehouse, as they lie on disk.

    Verdicts: due; unchanged, where this presslake made the article; lost, where the bytes are nowhere any more.
    """
    kept = kept_pages(connection, rebuild.part)
    for file, pages in groupby(kept, key=_file_of):
        if file is None:
            for source_id, page in pages:
                yield _judged(source_id, page, place_in(rebuild.archive, page) if page else None, rebuild)
        else:
            yield from _again_in(file, list(pages), rebuild)


def _again_in(file: Path, pages: Sequence[tuple[str, KeptPage | None]], rebuild: Rebuild) -> Iterator[Again]:
    """The pages that were read from one file on this disk, which is listed once for all of them."""
    wanted = {page.entry.url for _, page in pages if page and not _is_made_now(page, rebuild)}
    places: dict[str, Place] = {}
    with suppress(SourceError):  # what comes before the damage is good
        for place in list_file(file, next(iter(wanted))) if wanted else ():
            if place.entry.url in wanted:
                places[place.entry.url] = place
    for source_id, page in pages:
        found = places.get(page.entry.url) if page else None
        is_same = page and found and found.etag == page.etag
        yield _judged(source_id, page, found if is_same else None, rebuild)


def _judged(source_id: str, page: KeptPage | None, place: Place | None, rebuild: Rebuild) -> Again:
    if page and _is_made_now(page, rebuild):
        return source_id, "unchanged", None
    if page is None or place is None:
        return source_id, "lost", None
    entry = replace(place.entry, source_id=source_id)
    layout = rebuild.layouts.get(source_id, NO_LAYOUT_RULES)
    return source_id, "due", Work(place=replace(place, entry=entry, layout=layout), kept=page)


def _is_made_now(page: KeptPage, rebuild: Rebuild) -> bool:
    """Whether an article was made by this very presslake, by the rules that its source has now."""
    rules = rebuild.layouts.get(page.entry.source_id or "", NO_LAYOUT_RULES)
    return page.software == software() and (page.extractor or "").partition(LAYOUT)[2] == rules.key


def _file_of(kept: tuple[str, KeptPage | None]) -> Path | None:
    """The file on this disk that a page was read from, whole or as one record of many."""
    _, page = kept
    return _path(page.entry.url) if page and page.exchange is None else None


def _path(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))


def place_in(archive: Path, page: KeptPage) -> Place | None:
    """Where the archive has the bytes of a page; None where it has not."""
    warc = page.exchange.warc if page.exchange else None
    part = part_of(archive, warc) if warc else None
    if warc is None or part is None:
        return None
    return Place(entry=page.entry, etag=page.etag or "", path=part, offset=warc.offset)
