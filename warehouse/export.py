"""Write tables into files that other programs read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError
from warehouse.publish import current_copy
from warehouse.sql import literal, statement

Format = Literal["parquet", "csv", "jsonl"]

_OPTIONS = {"parquet": "format parquet", "csv": "format csv, header", "jsonl": "format json"}

#: The column that tells since when a row is there, in the tables that have one.
_ROW_TIMES = ("last_seen_at", "replaced_at", "removed_at", "fetched_at", "started_at", "loaded_at", "last_failed_at")
#: The rows of any other table are as old as their article.
_SINCE_ARTICLE = "article_id in (select article_id from articles where last_seen_at >= getvariable('since'))"


def export_tables(
    publish_path: Path,
    folder: Path,
    tables: Sequence[str],
    format: Format = "parquet",  # noqa: A002 - the word of the command line
    since: datetime | None = None,
) -> tuple[Path, ...]:
    """Write each table or view of the newest published copy to ``folder/<table>.<format>``; return the paths.

    With ``since``, an aware time, rows of older articles, readings and runs are left out; tables without such a time
    come whole. A file that is there is replaced at once, when its successor is complete.
    """
    # A connection of its own: the readers' connections are locked against writing files.
    with duckdb.connect() as connection:
        _attach(connection, current_copy(publish_path))
        connection.execute("set variable since = ?", [since and since.astimezone(UTC).replace(tzinfo=None)])
        known = _columns(connection)
        for table in tables:
            if table not in known:
                raise WarehouseError(f"{table}: no such table or view: there are {', '.join(known)}")
        selects = {table: f"from {table}{_condition(known[table]) if since else ''}" for table in tables}
        return tuple(_write(connection, select, folder / f"{table}.{format}") for table, select in selects.items())


def _attach(connection: DuckDBPyConnection, copy: Path) -> None:
    try:
        connection.execute(f"attach {literal(copy)} as lake (read_only)")
    except duckdb.Error as error:
        raise WarehouseError(f"{copy} cannot be read: run presslake run to publish again") from error
    connection.execute("use lake")


def _columns(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    return dict(connection.execute(statement("queries", "columns")).fetchall())


def _condition(columns: Sequence[str]) -> str:
    for column in _ROW_TIMES:
        if column in columns:
            return f" where {column} >= getvariable('since')"
    return f" where {_SINCE_ARTICLE}" if "article_id" in columns else ""


def _write(connection: DuckDBPyConnection, select: str, path: Path) -> Path:
    temporary = path.with_name(path.name + ".unfinished")
    options = _OPTIONS[path.suffix.removeprefix(".")]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection.execute(f"copy ({select}) to {literal(temporary)} ({options})")
        temporary.replace(path)
    except (duckdb.Error, OSError) as error:
        if path.parent.is_dir():
            temporary.unlink(missing_ok=True)
        raise WarehouseError(f"{path} could not be written: {str(error).splitlines()[0]}") from error
    return path
