"""Export a warehouse so that ``warehouse.imports`` makes it again, as a whole or what came since an earlier export.

Runs tell what came since: whatever writes an article names its run there. What is small, or changes without that, goes
out whole each time. So does the log once a part of it was let go of, and everything once a page was forgotten, so that
what is left out is gone, or another warehouse was imported, whose runs may have ended before the earlier export.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError
from warehouse.export import exported_from
from warehouse.export_files import Lake, write_copies, write_table
from warehouse.exported import Format
from warehouse.hashes import table_columns
from warehouse.lake.address import Location
from warehouse.lake.attach import Config
from warehouse.manifest import COPIES, NAME, Manifest, load_chain, load_manifest, take_place
from warehouse.migrate import schema_version
from warehouse.refusals import refusal
from warehouse.rows import naive_utc
from warehouse.sql import literal, statement

#: Runs after which nothing may be left out.
_WHOLE_AFTER = frozenset({"forget", "import"})

#: With them an export of any size takes about 600 MB: each open file holds what it was given until it is a row group.
_SETTINGS: Config = {
    "memory_limit": "400MB",
    "threads": 2,
    "partitioned_write_flush_threshold": 10240,
}


def export_whole(publish_path: Location, folder: Path, form: Format = "parquet", since: datetime | None = None) -> Path:
    """Write the newest copy, or a lake, into the folder, in place of an earlier export; return the manifest's path.

    With ``since``, an aware time, articles and readings of the runs that had ended by then are left out, unless a page
    was forgotten or another warehouse imported after it. Raises WarehouseError, with the earlier export as it was,
    where that is impossible.
    """
    if since and (folder / NAME).is_file() and load_manifest(folder).since is None:
        raise WarehouseError(f"{folder} holds a whole export: add to it with --since last, or give another folder")
    with _lake(publish_path, since) as lake:
        return _export(lake, folder, form)


def export_since_last(publish_path: Location, folder: Path, form: Format = "parquet") -> Path | None:
    """Write what came since the folder's last export into a folder below it; return its manifest's path.

    None where nothing came. All is written anew where there is no export yet, or a page was forgotten or another
    warehouse imported since.
    """
    until = load_chain(folder)[-1][1].until if (folder / NAME).is_file() else None
    with _lake(publish_path, until) as lake:
        if until and not lake.runs:
            return None
        return _export(lake, folder / f"since-{lake.since:%Y%m%dT%H%M%S%fZ}" if lake.since else folder, form)


@contextmanager
def _lake(place: Location, since: datetime | None) -> Iterator[Lake]:
    with exported_from(place, _SETTINGS) as (connection, name):
        try:
            runs = _name_runs(connection, since)
            if since and _WHOLE_AFTER.intersection(runs):
                since = None
                runs = _name_runs(connection, None)
            connection.execute(statement("export_steps", "articles"))
            months = connection.execute(statement("export_steps", "months")).fetchall()
        except duckdb.Error as error:
            raise WarehouseError(f"{name}: {refusal(str(error))}") from error
        yield Lake(
            connection=connection,
            copy=name,
            since=since,
            runs=len(runs),
            is_log_shorter="retention" in runs,
            months=tuple(months),
        )


def _name_runs(connection: DuckDBPyConnection, since: datetime | None) -> list[str]:
    """Name the runs whose work is to go out; return the flow of each."""
    connection.execute("set variable since = ?::timestamp", [since and naive_utc(since)])
    connection.execute(statement("export_steps", "runs"))
    return [flow for (flow,) in connection.execute("select flow from exported_runs").fetchall()]


def _export(lake: Lake, folder: Path, form: Format) -> Path:
    unfinished = folder / ".unfinished"
    try:
        shutil.rmtree(unfinished, ignore_errors=True)  # of a process that died
        unfinished.mkdir(parents=True)
        lake.connection.execute(f"set temp_directory = {literal(unfinished / 'spilled')}")
        return take_place(folder, unfinished, _written(lake, unfinished, form))
    except (duckdb.Error, OSError) as error:
        why = getattr(error, "strerror", None) or refusal(str(error))
        raise WarehouseError(f"{folder}: nothing could be exported there ({why}): see to it, then try again") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _written(lake: Lake, folder: Path, form: Format) -> Manifest:
    columns = table_columns(lake.connection)
    tables = {table: write_table(lake, table, columns[table], folder, form) for table in columns}
    if lake.since:
        tables[COPIES] = write_copies(lake, folder, form)
    [(until,)] = lake.connection.execute(statement("export_steps", "until")).fetchall()
    return Manifest(
        presslake=version("presslake"),
        schema_version=schema_version(lake.connection) or 0,
        format=form,
        exported_at=datetime.now(UTC),
        copy=lake.copy,
        since=lake.since,
        until=until and until.replace(tzinfo=UTC),
        tables=tables,
    )
