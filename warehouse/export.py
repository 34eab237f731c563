"""Write single tables and views into files that other programs read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError
from warehouse.exported import Format
from warehouse.lake.address import LakeAddress, Location
from warehouse.lake.attach import LAKE, Config
from warehouse.lake.opened import connect_snapshot
from warehouse.nearest import no_such
from warehouse.publish import current_copy
from warehouse.refusals import refusal
from warehouse.sql import literal, statement

_OPTIONS: dict[Format, str] = {"parquet": "format parquet", "csv": "format csv, header", "jsonl": "format json"}

#: The column that tells since when a row is there, in the tables that have one.
_ROW_TIMES = ("last_seen_at", "replaced_at", "removed_at", "fetched_at", "started_at", "loaded_at", "last_failed_at")
#: The rows of any other table are as old as their article.
_SINCE_ARTICLE = "article_id in (select article_id from articles where last_seen_at >= getvariable('since'))"

#: What nobody has opted out of. A page that reserves mining reserves training, which mines: Article 53(1)(c) of
#: Regulation (EU) 2024/1689.
_TRAINABLE = (
    "article_id in (select article_id from articles where is_ai_opt_out is not true and is_tdm_opt_out is not true)"
)
#: The same for the tables whose rows belong to no article; of others nobody could tell.
_TRAINABLE_OTHERS = {
    "speakers": "speaker_id in (select unnest([q.speaker_id, s.speaker_id]) from articles as a"
    " left join quotes as q using (article_id) left join statements as s using (article_id)"
    " where a.is_ai_opt_out is not true and a.is_tdm_opt_out is not true)",
    "sources": "true",
}


def export_tables(  # noqa: PLR0913 - what, where, how and how much
    publish_path: Location,
    folder: Path,
    tables: Sequence[str],
    format: Format = "parquet",  # noqa: A002 - the word of the command line
    since: datetime | None = None,
    *,
    for_training: bool = False,
) -> tuple[Path, ...]:
    """Write each table or view of the newest copy, or of a lake, to ``folder/<table>.<format>``; return the paths.

    With ``since``, an aware time, rows of older articles, readings and runs are left out; tables without such a time
    come whole. ``for_training`` leaves out the rows of articles whose pages or sites have opted out of the training of
    models or of mining. A file that is there is replaced at once, when its successor is complete.
    """
    with exported_from(publish_path) as (connection, _):
        connection.execute("set variable since = ?", [since and since.astimezone(UTC).replace(tzinfo=None)])
        known = _columns(connection)
        for table in tables:
            if table not in known:
                raise WarehouseError(no_such("table or view", table, known))
        selects = {table: f"from {table} where true" for table in tables}
        if since:
            selects = {table: select + _since(known[table]) for table, select in selects.items()}
        if for_training:
            selects = {table: f"{select} and {_trainable(table, known[table])}" for table, select in selects.items()}
        return tuple(_write(connection, select, folder / table, format) for table, select in selects.items())


@contextmanager
def exported_from(place: Location, config: Config | None = None) -> Iterator[tuple[DuckDBPyConnection, str]]:
    """A connection in which the tables and views of the newest copy, or of a lake, go by their names, and its name.

    One of its own: those of readers are locked against writing files. Raises WarehouseError where it cannot be read.
    """
    if isinstance(place, LakeAddress):
        with connect_snapshot(place, config or {}) as connection:
            yield connection, str(place)
        return
    copy = current_copy(place)
    with duckdb.connect(config=config or {}) as connection:
        try:
            connection.execute(f"attach {literal(copy)} as {LAKE} (read_only)")
        except duckdb.Error as error:
            raise WarehouseError(f"{copy} cannot be read: run presslake run to publish again") from error
        connection.execute(f"use {LAKE}")
        yield connection, copy.name


def _columns(connection: DuckDBPyConnection) -> dict[str, list[str]]:
    return dict(connection.execute(statement("queries", "columns")).fetchall())


def _since(columns: Sequence[str]) -> str:
    for column in _ROW_TIMES:
        if column in columns:
            return f" and {column} >= getvariable('since')"
    return f" and {_SINCE_ARTICLE}" if "article_id" in columns else ""


def _trainable(table: str, columns: Sequence[str]) -> str:
    if "article_id" in columns:
        return _TRAINABLE
    if table not in _TRAINABLE_OTHERS:
        raise WarehouseError(
            f"{table}: its rows belong to no article, so that nobody can tell what may be trained with: export v_quotes"
        )
    return _TRAINABLE_OTHERS[table]


def _write(connection: DuckDBPyConnection, select: str, table: Path, form: Format) -> Path:
    path = table.with_name(f"{table.name}.{form}")
    temporary = path.with_name(path.name + ".unfinished")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection.execute(f"copy ({select}) to {literal(temporary)} ({_OPTIONS[form]})")
        temporary.replace(path)
    except (duckdb.Error, OSError) as error:
        if path.parent.is_dir():
            temporary.unlink(missing_ok=True)
        raise WarehouseError(f"{path} could not be written: {refusal(str(error))}") from error
    return path
