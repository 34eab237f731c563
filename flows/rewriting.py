"""Records taken out of the archive: the parts that held them are written anew, under another name.

Three steps, so that whoever dies between them leaves nothing that is wrong: ``drop_records`` writes the new parts, its
caller commits the new places to the warehouse, then ``delete_old_parts`` deletes the old ones. Done again after that,
the same steps find what is left to do.
"""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from fastwarc.warc import ArchiveIterator

from flows.parts import PARTIAL, finished_parts, told
from warehouse.model import WarcPlace
from warehouse.publish import save_names

#: Types of records that a URL gave; a request and its metadata go with them uncounted.
_RESPONSES = frozenset({"response", "revisit"})
#: What follows the name that a part was first written under: -r1 for the first that was made of it.
_REVISION = re.compile(r"(-r\d+)?\.warc\.gz$")


@dataclass(slots=True, kw_only=True)
class Rewriting:
    """What was taken out, and where the rest is now."""

    #: Responses that the new parts do not hold.
    dropped: int = 0
    #: Where each response was that is elsewhere now, as file and offset, and where it is.
    moved: dict[tuple[str, int], WarcPlace] = field(default_factory=dict)
    #: Parts whose place the new ones take; they still hold what is to go.
    old_parts: list[Path] = field(default_factory=list)

    def delete_old_parts(self) -> None:
        """Delete what the new parts stand for, once the warehouse knows where everything is."""
        for part in self.old_parts:
            with told(part):
                part.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    kind: str
    #: None for the record that opens a part.
    url: str | None
    start: int
    end: int


def drop_records(folder: Path, is_dropped: Callable[[str], bool]) -> Rewriting:
    """Write every part anew that holds a record of a URL that is to go, without those records.

    ``is_dropped`` is asked for the URLs that answered, behind all redirects. To be called by the one writer of the
    warehouse while no archive is open, after ``flows.archive.repair``. Raises ArchiveError, nothing being deleted,
    where a part cannot be read or the disk is full.
    """
    rewriting = Rewriting()
    for part in finished_parts(folder):
        with told(part, "read"):
            records = _records(part)
        kept = [record for record in records if not (record.url and is_dropped(record.url))]
        if len(kept) < len(records):
            rewriting.old_parts.append(part)
            rewriting.dropped += _responses(records) - _responses(kept)
            if any(record.url for record in kept):
                with told(folder):
                    rewriting.moved |= _rewritten(part, kept)
    return rewriting


def _responses(records: Iterable[_Record]) -> int:
    return sum(record.kind in _RESPONSES for record in records)


def _records(part: Path) -> tuple[_Record, ...]:
    with part.open("rb") as file:
        found = [
            (record.headers["WARC-Type"], record.headers.get("WARC-Target-URI"), record.stream_pos)
            for record in ArchiveIterator(file, parse_http=False)
        ]
        ends = [*(start for _, _, start in found[1:]), file.seek(0, os.SEEK_END)]
    return tuple(
        _Record(kind=kind, url=url, start=start, end=end) for (kind, url, start), end in zip(found, ends, strict=True)
    )


def _rewritten(part: Path, kept: Sequence[_Record]) -> dict[tuple[str, int], WarcPlace]:
    """The places of the records that stay, in the part that now is there beside the old one."""
    new = _next_name(part)
    partial = new.with_name(new.name + PARTIAL)
    moved = {}
    with part.open("rb") as source, partial.open("wb") as target:
        for record in kept:
            length = record.end - record.start
            if record.kind in _RESPONSES:
                moved[part.name, record.start] = WarcPlace(file=new.name, offset=target.tell(), length=length)
            source.seek(record.start)
            target.write(source.read(length))
        target.flush()
        os.fsync(target.fileno())
    partial.rename(new)
    save_names(new.parent)
    return moved


def _next_name(part: Path) -> Path:
    names = (part.with_name(_REVISION.sub(f"-r{number}.warc.gz", part.name)) for number in count(1))
    return next(name for name in names if not name.exists())
