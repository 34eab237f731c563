"""Files that take the place of a database at once, complete."""

from pathlib import Path

import duckdb

from warehouse.copies import log_of
from warehouse.database_settings import SETTINGS, STORAGE_VERSION
from warehouse.publish import save_names
from warehouse.reasons import reason
from warehouse.sql import literal


def write_anew(path: Path) -> None:
    """Write a closed, checkpointed database anew, without the rows that were deleted from its blocks."""
    fresh = unfinished(path)
    _copy_database(path, fresh)
    put_in_place(fresh, path)


def unfinished(path: Path) -> Path:
    """Return where a file is made that is to take the place of ``path``; what a dead process left there is deleted."""
    fresh = path.with_name(path.name + ".unfinished")
    try:
        for leftover in (fresh, log_of(fresh)):
            leftover.unlink(missing_ok=True)
    except OSError as error:
        raise reason(error, fresh) from error
    return fresh


def put_in_place(fresh: Path, path: Path) -> None:
    """Let a complete file take the place of ``path``, at once."""
    try:
        fresh.replace(path)
        save_names(path.parent)
    except OSError as error:
        raise reason(error, path) from error


def _copy_database(path: Path, fresh: Path) -> None:
    """Copy all tables, views, macros and comments into a new file."""
    with duckdb.connect(config=SETTINGS | {"temp_directory": str(fresh.with_suffix(".tmp"))}) as connection:
        connection.execute(f"attach {literal(path)} as old (read_only)")
        connection.execute(f"attach {literal(fresh)} as fresh (storage_version '{STORAGE_VERSION}')")
        connection.execute("copy from database old to fresh")
        connection.execute("detach fresh")
