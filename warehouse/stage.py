"""A batch of readings as one Parquet file, written by whoever has read them, loaded by the one writer.

One row a reading, its paragraphs, quotes, statements and links nested in it: one file is either there or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.exchanges import EXCHANGE
from warehouse.model import Reading
from warehouse.reasons import reason
from warehouse.rows import reading_row
from warehouse.surrogates import mended

# Arrow's own allocator keeps what it once had: 25 MB for batches of 3 MB.
pa.set_memory_pool(pa.system_memory_pool())

_STRING, _INTEGER, _TIME = pa.string(), pa.int32(), pa.timestamp("us")
_SPAN = {"start_char": _INTEGER, "end_char": _INTEGER}

_PARAGRAPH = {
    "paragraph_id": _STRING,
    "position": _INTEGER,
    "kind": _STRING,
    "text": _STRING,
    "word_count": _INTEGER,
} | _SPAN
_SPOKEN = _PARAGRAPH | {
    "speaker_id": _STRING,
    "speaker_text": _STRING,
    "speaker_start_char": _INTEGER,
    "speaker_end_char": _INTEGER,
    "speaker_role": _STRING,
    "cue": _STRING,
    "via": _STRING,
    "method": _STRING,
    "confidence": pa.float32(),
}
_QUOTE = _SPOKEN | {"quote_id": _STRING, "chain": _INTEGER, "nested_in": _INTEGER}
_STATEMENT = _SPOKEN | {"statement_id": _STRING}
_TERM = {"paragraph_id": _STRING, "text": _STRING} | _SPAN
_LINK = {"position": _INTEGER, "url": _STRING, "domain": _STRING, "anchor": _STRING, "is_internal": pa.bool_()}
_SKETCH = {
    "wording": pa.list_(pa.uint16()),
    "facts": pa.list_(pa.uint16()),
    "wording_count": _INTEGER,
    "fact_count": _INTEGER,
}
_SPEAKER = {"speaker_id": _STRING, "name": _STRING, "kind": _STRING, "aliases": pa.list_(_STRING)}


def _structs(fields: dict[str, pa.DataType]) -> pa.DataType:
    return pa.list_(pa.struct(list(fields.items())))


_SCHEMA = pa.schema(
    {
        "reading": _INTEGER,
        "entry_url": _STRING,
        "claimed_url": _STRING,
        "source_id": _STRING,
        "read_at": _TIME,
        "duration_ms": _INTEGER,
        "bytes": _INTEGER,
        "etag": _STRING,
        "reason": _STRING,
        "message": _STRING,
        "page_key": _STRING,
        "next_check_at": _TIME,
        "exchange": pa.struct(list(EXCHANGE.items())),
        "rebuilds": _STRING,
        "article_id": _STRING,
        "url": _STRING,
        "domain": _STRING,
        "url_key": _STRING,
        "site_name": _STRING,
        "title": _STRING,
        "authors": pa.list_(_STRING),
        "published_date": pa.date32(),
        "published_at": _TIME,
        "date_source": _STRING,
        "modified_at": _TIME,
        "language": _STRING,
        "section": _STRING,
        "tags": pa.list_(_STRING),
        "summary": _STRING,
        "text": _STRING,
        "word_count": _INTEGER,
        "text_sha256": _STRING,
        "content_key": _STRING,
        "sketch": pa.struct(list(_SKETCH.items())),
        "extractor": _STRING,
        "extract_sha256": _STRING,
        "quality": pa.float32(),
        "opt_outs": pa.list_(_STRING),
        "is_ai_opt_out": pa.bool_(),
        "is_tdm_opt_out": pa.bool_(),
        "license_url": _STRING,
        "extra": _STRING,
        "paragraphs": _structs(_PARAGRAPH),
        "quotes": _structs(_QUOTE),
        "statements": _structs(_STATEMENT),
        "quoted_terms": _structs(_TERM),
        "links": _structs(_LINK),
        "speakers": _structs(_SPEAKER),
    }
)
#: Readings that are rows of Python at a time: they take several times the memory of what they become.
_SLICE = 20
#: What differs between two readings of the same pages.
_CLOCK = ["read_at", "duration_ms", "next_check_at"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A batch in a file."""

    path: Path
    #: Where it is, if not on a disk: the path is then its name alone.
    url: str | None = None
    #: SHA-256 of its content, without times of reading: the same pages read again give the same.
    sha256: str
    #: Readings in it.
    pages: int


def stage_batch(readings: Sequence[Reading], folder: Path) -> Staged:
    """Write the readings into one Parquet file in ``folder``, which is made where it is missing.

    Half a surrogate pair, which some JSON holds and no file can, becomes U+FFFD. Raises WarehouseError where the disk
    is full or nothing can be written there.
    """
    try:
        batch = _batch(readings)
    except UnicodeEncodeError:
        batch = _batch([mended(reading) for reading in readings])
    digest = _content_sha256(batch)
    path = folder / f"{digest[:16]}-{uuid4().hex[:8]}.parquet"
    temporary = path.with_suffix(".unfinished")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        pq.write_table(batch.replace_schema_metadata({"batch_sha256": digest}), temporary)
        temporary.replace(path)
    except OSError as error:
        raise reason(error, folder) from error
    return Staged(path=path, sha256=digest, pages=len(readings))


def _batch(readings: Sequence[Reading]) -> pa.Table:
    # By day of publication, so that the rows of a day stand together in the tables and a query of some days reads few.
    numbered = sorted(enumerate(readings, 1), key=lambda pair: _day(pair[1]))
    slices = [numbered[start : start + _SLICE] for start in range(0, len(numbered), _SLICE)]
    return pa.concat_tables([_SCHEMA.empty_table(), *map(_slice, slices)])


def _slice(numbered: Sequence[tuple[int, Reading]]) -> pa.Table:
    rows = [reading_row(number, reading) for number, reading in numbered]
    return pa.Table.from_pylist(rows, schema=_SCHEMA)


def _day(reading: Reading) -> date:
    published = reading.article.published if reading.article else None
    return published.day if published else date.max


def _content_sha256(batch: pa.Table) -> str:
    content, sink = batch.drop_columns(_CLOCK), _Sha256()
    with pa.ipc.new_stream(pa.PythonFile(sink, "w"), content.schema) as stream:
        stream.write_table(content)
    return sink.digest.hexdigest()


class _Sha256:
    """A file, to Arrow, that keeps the digest of what is written to it in place of a second copy of the batch."""

    closed = False

    def __init__(self) -> None:
        self.digest = sha256()

    def write(self, data: bytes) -> None:
        self.digest.update(data)

    def flush(self) -> None:
        pass
