"""The files of the archive: their names, and what makes them last."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.errors import ArchiveError
from warehouse.model import WarcPlace

#: Behind the name of a part: an empty file says that it is being written, or that whoever wrote it died.
UNFINISHED = ".unfinished"
#: Behind the name of a part that is being made of another one.
PARTIAL = ".partial"


def part_name(run_id: str, number: int) -> str:
    """The name of the nth part that a run writes.

    >>> part_name("20261122T084200Z-3f9c", 1)
    'presslake-20261122T084200Z-3f9c-00001.warc.gz'
    """
    return f"presslake-{run_id}-{number:05}.warc.gz"


def mark_of(part: Path) -> Path:
    """The file beside a part that is there as long as the part is not finished."""
    return part.with_name(part.name + UNFINISHED)


def marks(folder: Path) -> list[Path]:
    """Those of all parts, also of parts that are not there."""
    return sorted(folder.glob(f"presslake-*.warc.gz{UNFINISHED}"))


def finished_parts(folder: Path) -> list[Path]:
    """The parts that nobody writes to any more, in the order of their runs."""
    return sorted(part for part in folder.glob("presslake-*.warc.gz") if not mark_of(part).exists())


def part_of(folder: Path, place: WarcPlace) -> Path | None:
    """The file that holds a record; None where it is gone.

    A place is a name and no path: a warehouse that came from elsewhere must not lead out of the folder.
    """
    part = folder / place.file
    return part if Path(place.file).name == place.file and part.is_file() else None


@contextmanager
def told(path: Path, work: str = "written") -> Iterator[None]:
    """Say in a sentence what the disk says of a part, or of the folder."""
    try:
        yield
    except OSError as error:
        found = error.strerror or error
        advice = "make room, then run again" if work == "written" else "restore a copy of it, or move it away"
        raise ArchiveError(f"{path}: the archive cannot be {work} ({found}): {advice}") from error
