"""The raw archive: every response that was 200, in WARC files outside of the warehouse.

A part that is being written has an empty file of its name and ``.unfinished`` beside it, so that the part's own name,
which the warehouse keeps, holds from the first record on. Parts of a run that was killed are cut to whole records by
``repair``.
"""

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import FileIO
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import BinaryIO, Self

from flows.parts import PARTIAL, UNFINISHED, mark_of, marks, part_name, told
from flows.warc import Crawler, exchange_records, opening_record
from flows.web.model import FetchResult
from warehouse.model import WarcPlace
from warehouse.publish import save_names

#: A part is closed before it grows beyond this: the size that the specification recommends (annex C.1).
PART_BYTES = 10**9
#: Bytes of a part that are looked at at once, and unfolded at once.
_CHUNK_BYTES = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What the archive has of a response."""

    #: SHA-256 of the decoded body, in hexadecimal.
    sha256: str
    #: Where the body is; None where it is that of an earlier response, which is not written twice.
    place: WarcPlace | None


class Archive:
    """The WARC files that one run writes into a folder; what it writes can be read at once.

    Any thread may call it. Nothing is made before the first response is kept. Raises ArchiveError where the disk is
    full; what was written before is whole.
    """

    def __init__(self, folder: Path, run_id: str, crawler: Crawler, *, part_bytes: int = PART_BYTES) -> None:
        self.folder = folder
        self._run_id = run_id
        self._crawler = crawler
        self._part_bytes = part_bytes
        self._part: FileIO | None = None
        self._parts = 0
        self._lock = Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def keep(self, result: FetchResult, known_sha256: str | None = None) -> Kept:
        """Write a response whose outcome is ok; ``known_sha256`` is the payload that the archive has of its URL.

        Only a URL's own payload is looked for: two URLs that give the same bytes may give them with other headers, and
        those tell what machines may do with them.
        """
        digest = sha256(result.body or b"").hexdigest()
        is_revisit = digest == known_sha256
        request, response, metadata = exchange_records(result, digest, self._crawler, is_revisit=is_revisit)
        with self._lock, told(self.folder):
            file, offset = self._append(request + response + metadata)
        place = WarcPlace(file=file, offset=offset + len(request), length=len(response))
        return Kept(sha256=digest, place=None if is_revisit else place)

    def flush(self) -> None:
        """Return when everything kept so far is on disk, whatever happens to the machine."""
        with self._lock, told(self.folder):
            if self._part:
                os.fsync(self._part.fileno())

    def close(self) -> None:
        """Finish the part that is open."""
        with self._lock, told(self.folder):
            self._finish()

    def _append(self, records: bytes) -> tuple[str, int]:
        """Write records that belong together into one part; return its name and where they begin."""
        if self._part and self._part.tell() + len(records) > self._part_bytes:
            self._finish()
        part = self._part or self._start()
        offset = part.tell()
        _write(part, records)
        return Path(str(part.name)).name, offset

    def _start(self) -> FileIO:
        self._parts += 1
        path = self.folder / part_name(self._run_id, self._parts)
        self.folder.mkdir(parents=True, exist_ok=True)
        mark_of(path).touch()
        part = FileIO(path, "x")  # unbuffered: workers read what was written a moment ago
        self._part = part
        _write(part, opening_record(path.name, self._run_id, self._crawler))
        save_names(self.folder)
        return part

    def _finish(self) -> None:
        if self._part:
            os.fsync(self._part.fileno())
            self._part.close()
            mark_of(Path(str(self._part.name))).unlink()
            self._part = None


def repair(folder: Path) -> tuple[Path, ...]:
    """Cut every part that a dead run left to its whole records, and return those parts.

    To be called by the one writer of the warehouse, before it opens an archive of its own.
    """
    cut = []
    with told(folder):
        for mark in marks(folder):
            part = mark.with_name(mark.name.removesuffix(UNFINISHED))
            if part.exists():
                _cut_to_whole_records(part)
                cut.append(part)
            mark.unlink()
        for partial in folder.glob(f"presslake-*{PARTIAL}"):
            partial.unlink()
    return tuple(cut)


def _cut_to_whole_records(part: Path) -> None:
    with part.open("r+b") as file:
        whole = max(_ends_of_members(file), default=0)
        file.truncate(whole)
        os.fsync(file.fileno())
    if not whole:
        part.unlink()


def _ends_of_members(file: BinaryIO) -> Iterator[int]:
    """Where each gzip member ends that is whole, as its checksum tells; what follows the last of them is torn."""
    member, rest = zlib.decompressobj(zlib.MAX_WBITS | 16), b""
    while rest or (rest := file.read(_CHUNK_BYTES)):
        try:
            member.decompress(rest, _CHUNK_BYTES)
        except zlib.error:
            return
        rest = member.unused_data or member.unconsumed_tail
        if member.eof:
            yield file.tell() - len(rest)
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)


def _write(part: FileIO, records: bytes) -> None:
    """Write all of it or nothing: a disk that is full leaves no torn record behind."""
    start, rest = part.tell(), memoryview(records)
    try:
        while rest:
            rest = rest[part.write(rest) :]
    except BaseException:
        part.truncate(start)
        part.seek(start)
        raise
