"""What a source holds: files, folders, WARC archives, tables of articles and feeds on this disk -> places of pages."""

import glob
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from pathlib import Path

from extract.entries import parse_feed
from extract.layout_rules import NO_LAYOUT_RULES
from extract.model import Entry, ExtractError
from extract.stated_time import parse_time
from flows.errors import SourceError
from flows.places import CONTENT_TYPES, Place, content_suffix
from flows.source_settings import Source

#: One article a line; a longer line is no article.
MAX_LINE_BYTES = 64 * 2**20
#: What a damaged container raises; pyarrow's errors are ValueError or OSError, ExtractError is a feed that is none.
DAMAGED = (OSError, EOFError, zlib.error, ValueError, ExtractError)


def list_source(source: Source) -> Iterator[Place]:
    """The places of a configured source's pages, in the order of their names, those of a feed in its order.

    Raises SourceError where it cannot be listed or not to its end; what came before is good.
    """
    feed = _places_in_feed(Path(source.feed), source.id) if source.feed else ()
    listed = chain(feed, *(list_path(pattern, source.id) for pattern in source.files))
    if source.layout == NO_LAYOUT_RULES:
        return listed
    # Whoever changes the rules wants the pages read again.
    rules = _digest(repr(source.layout).encode())
    return (replace(place, layout=source.layout, etag=f"{place.etag} {rules}") for place in listed)


def list_path(pattern: str, source_id: str | None) -> Iterator[Place]:
    """The places of the pages in a file, a folder or what a glob matches.

    Raises SourceError where there is no such file, or where a container of pages is damaged.
    """
    for path in expand(pattern):
        yield from _LISTERS.get(content_suffix(path), _page_file)(path.absolute(), source_id)


def list_file(path: Path, address: str) -> Iterator[Place]:
    """The places of the pages in a file of which one was read before, under this file:// address.

    The entries of a feed, which are named by their own addresses, are told from its page by that.
    """
    _, _, record = address.partition("#")
    if "://" in record:
        return list_source(Source(id="feed", feed=str(path)))
    return list_path(str(path), None)


def expand(pattern: str) -> Iterator[Path]:
    """The files that a path or a glob stands for; of a folder those whose names tell a format that is read here."""
    path = Path(pattern).expanduser()
    if path.is_dir():
        yield from _files_below(path)
    elif path.exists():
        yield path
    elif matches := sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207  # Path.glob takes no absolute one
        for match in matches:
            yield from expand(match)
    else:
        raise SourceError(f"{pattern}: no such file or folder, and no match as a pattern")


def _files_below(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if content_suffix(Path(name)) in FORMATS)


def _page_file(path: Path, source_id: str | None) -> Iterator[Place]:
    yield Place(entry=Entry(url=path.as_uri(), source_id=source_id), etag=_file_etag(path), path=path)


def _places_in_warc(path: Path, source_id: str | None) -> Iterator[Place]:
    """The HTML pages that were answered with 200, and those that were saved without HTTP."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415  # most runs read no archive

    wanted = WarcRecordType.response | WarcRecordType.resource
    with _readable(path), path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=wanted, parse_http=True):
            headers = record.http_headers or record.headers
            if record.http_headers and record.http_headers.status_code != 200:
                continue
            if "html" not in (headers.get("Content-Type") or "html"):
                continue
            url = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
            entry = Entry(url=f"{path.as_uri()}#{record.stream_pos}", source_id=source_id, claimed_url=url)
            etag = record.headers.get("WARC-Payload-Digest") or str(record.record_id)
            captured = parse_time(record.headers.get("WARC-Date"))
            yield Place(
                entry=entry, etag=etag, path=path, offset=record.stream_pos, captured=captured.day if captured else None
            )


def _places_in_lines(path: Path, source_id: str | None) -> Iterator[Place]:
    number = 0
    with _readable(path), gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb") as file:
        while line := file.readline(MAX_LINE_BYTES):
            number += 1
            if line.strip():
                yield _record(path, number, source_id, line)


def _places_in_parquet(path: Path, source_id: str | None) -> Iterator[Place]:
    import pyarrow.parquet as pq  # noqa: PLC0415  # most runs read no Parquet

    number = 0
    with _readable(path), pq.ParquetFile(path) as table:
        for batch in table.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield _record(path, number, source_id, json.dumps(row, default=str).encode())


def _places_in_feed(path: Path, source_id: str) -> Iterator[Place]:
    """The entries of a feed on this disk that carry their full text."""
    with _readable(path):
        entries = parse_feed(path.read_bytes(), path.absolute().as_uri(), source_id).entries
    for entry in entries:
        if entry.content:
            url = f"{path.absolute().as_uri()}#{entry.url}"
            etag = _digest(f"{entry.title}\n{entry.content}".encode())
            yield Place(entry=replace(entry, url=url), etag=etag, path=path)


def _record(path: Path, number: int, source_id: str | None, record: bytes) -> Place:
    entry = Entry(url=f"{path.as_uri()}#{number}", source_id=source_id)
    return Place(entry=entry, etag=_digest(record), path=path, record=record)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=12).hexdigest()


def _file_etag(path: Path) -> str:
    """Size and time of the last change, as rsync compares files: a file is not read to learn that it is unchanged."""
    status = path.stat()
    return f"{status.st_size}-{status.st_mtime_ns}"


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Turn what a damaged container raises into a SourceError that names it."""
    try:
        yield
    except DAMAGED as error:
        raise SourceError(f"{path}: {getattr(error, 'strerror', None) or error}") from error


_LISTERS: dict[str, Callable[[Path, str | None], Iterator[Place]]] = {
    ".jsonl": _places_in_lines,
    ".ndjson": _places_in_lines,
    ".parquet": _places_in_parquet,
    ".warc": _places_in_warc,
}

#: Endings that are read in a folder, also with .gz behind them.
FORMATS = frozenset(CONTENT_TYPES) | frozenset(_LISTERS)
