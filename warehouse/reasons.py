"""What DuckDB or the disk says, as one sentence that says what to do."""

import re

import duckdb

from warehouse.errors import WarehouseBusy, WarehouseDamaged, WarehouseError, WarehouseTooNew

#: What DuckDB and libc say, in the order in which it is looked for, and what to make of it.
_CASES = (
    ("Could not set lock", WarehouseBusy, "{what} is in use by {holder}: close it there"),
    # A lake's writer that lost its lock, or one beside presslake.
    (
        "ducklake_max_retry_count",
        WarehouseBusy,
        "another program wrote to {what} meanwhile: nothing of this was written, run again",
    ),
    (
        "newer version of DuckDB|Failed to read WAL of version",
        WarehouseTooNew,
        "{what} was written by a newer DuckDB: update presslake, or export it from there",
    ),
    (
        # File too large: a limit of ulimit or of the file system.
        "No space left on device|Disk quota exceeded|File too large",
        WarehouseError,
        "{what}: the disk is full ({said}): make room and run again; what was loaded before is safe",
    ),
    (
        "Permission denied|Operation not permitted|Read-only file system",
        WarehouseError,
        "{what} cannot be written ({said}): run as its owner, or give this user the right to",
    ),
    (
        "Input/output error|Stale file handle|fsync",
        WarehouseError,
        "{what}: the disk fails ({said}): see to it, then run again",
    ),
    (
        "Out of Memory Error",
        WarehouseError,
        "{what}: too little memory ({said}): nothing of this was written; where a run says so, set batch_pages lower",
    ),
    # A file of SQLite makes DuckDB ask for its extension.
    ("not a valid DuckDB database|sqlite_scanner", WarehouseDamaged, "{what} is no DuckDB database"),
    (
        "Corrupt|checksum|Could not read enough bytes|Failure while replaying WAL|Serialization Error|deserialize",
        WarehouseDamaged,
        "{what} is damaged ({said})",
    ),
    (
        "File exists|Is a directory|Not a directory",
        WarehouseError,
        "{what}: something else is in its place ({said}): move it away, then run again",
    ),
    ("", WarehouseError, "{what} cannot be written ({said}): what was loaded before is safe, run again"),
)
_HOLDER = re.compile(r"held in (.*?)\. ")
_KINDS = re.compile(r"(\w+ Error: )+")


def reason(error: duckdb.Error | OSError, what: object = "the warehouse") -> WarehouseError:
    """Return the error that tells what is the matter with ``what``, a path where it is known, and what to do."""
    text = str(error)
    kind, sentence = next((kind, sentence) for signs, kind, sentence in _CASES if re.search(signs, text))
    holder = _HOLDER.search(text)
    return kind(sentence.format(what=what, said=_said(error), holder=holder[1] if holder else "another process"))


def _said(error: duckdb.Error | OSError) -> str:
    """Return the message without the kinds of error that DuckDB puts before it, and without what stands below."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    said = str(error).partition("\n")[0].strip()
    kinds = _KINDS.match(said)
    return said[kinds.end() :] if kinds else said
