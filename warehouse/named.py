"""Entries and documents as rows that the frontier's statements read, and documents as their rows give them back."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime

import pyarrow as pa

from extract.model import Entry
from warehouse.exchanges import EXCHANGE, exchange_struct
from warehouse.hints import hints_of, stated_at
from warehouse.model import Document
from warehouse.rows import Row, host, naive_utc
from warehouse.surrogates import mended

_STRING, _INTEGER, _TIME = pa.string(), pa.int32(), pa.timestamp("us")

_ENTRIES = pa.schema(
    {
        "number": _INTEGER,
        "url_key": _STRING,
        "url": _STRING,
        "source_id": _STRING,
        "domain": _STRING,
        "hints": _STRING,
        "content": _STRING,
        "stated_at": _TIME,
        "modified_at": _TIME,
    }
)
_DOCUMENTS = pa.schema(
    {
        "url": _STRING,
        "kind": _STRING,
        "source_id": _STRING,
        "domain": _STRING,
        "outcome": _STRING,
        "message": _STRING,
        "status": pa.int16(),
        "etag": _STRING,
        "last_modified": _STRING,
        "content_sha256": _STRING,
        "fetched_at": _TIME,
        "ok_at": _TIME,
        "failing_since": _TIME,
        "failures": _INTEGER,
        "next_check_at": _TIME,
        "moved_to": _STRING,
        "moved_runs": _INTEGER,
        "wanted_sha256": _STRING,
        "body": _STRING,
        "exchange": pa.struct(list(EXCHANGE.items())),
        "duration_ms": _INTEGER,
        "wire_bytes": _INTEGER,
    }
)
_TIMES = frozenset(field.name for field in _DOCUMENTS if field.type == _TIME)


def entry_rows(entries: Sequence[Entry], url_keys: Sequence[str]) -> pa.Table:
    """Return one row an entry; one without a source belongs to its site."""
    rows = [_entry_row(*numbered) for numbered in enumerate(zip(entries, url_keys, strict=True))]
    return _table(rows, _ENTRIES)


def document_rows(documents: Sequence[Document]) -> pa.Table:
    """Return one row a document."""
    return _table([_document_row(document) for document in documents], _DOCUMENTS)


def document_of(row: Mapping[str, object]) -> Document:
    """Return the document that a row of ``ops.documents`` holds."""
    return Document(**{name: aware(value) for name, value in row.items()})  # type: ignore[arg-type]  # named as fields


def aware(value: object) -> object:
    """Return a time as aware UTC, anything else as it is."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def _entry_row(number: int, named: tuple[Entry, str]) -> Row:
    entry, url_key = named
    domain = host(entry.url)
    return {
        "number": number,
        "url_key": url_key,
        "url": entry.url,
        "source_id": entry.source_id or domain,
        "domain": domain,
        "hints": hints_of(entry),
        "content": entry.content,
        "stated_at": stated_at(entry.modified or entry.published),
        "modified_at": stated_at(entry.modified),
    }


def _document_row(document: Document) -> Row:
    row = {field.name: getattr(document, field.name) for field in fields(document)}
    times = {name: row[name] and naive_utc(row[name]) for name in _TIMES}
    return row | times | {"domain": host(document.url), "exchange": exchange_struct(document.exchange)}


def _table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    try:
        return pa.Table.from_pylist(rows, schema=schema)
    except UnicodeEncodeError:
        return pa.Table.from_pylist(mended(rows), schema=schema)
