"""Write the rows of an export's tables into files: Parquet by month of publication, CSV and lines of JSON in one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from duckdb import DuckDBPyConnection

from warehouse.exported import WRITTEN, Format, written_columns
from warehouse.hashes import table_hash
from warehouse.manifest import ExportedTable, described
from warehouse.sql import literal, statement

#: Bytes of text whose months are written in one go.
_PASS_BYTES = 100_000_000

#: An article comes with all of its readings, as with all of its history.
_RECENT_FETCHES = (
    "from ops.fetches where run_id in (select run_id from exported_runs)"
    " or article_id in (select article_id from exported_articles)"
)

_BY_MONTH = "partition_by (month), filename_pattern 'part-{i}', overwrite_or_ignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lake:
    """A copy or a lake, with what is to go out named in temporary tables: exported_runs and exported_articles."""

    connection: DuckDBPyConnection
    #: Name of the copy, or address of the lake.
    copy: str
    since: datetime | None
    #: How many runs have rows that are to go out.
    runs: int
    #: Whether readings were let go of since, so that the log is to go out whole.
    is_log_shorter: bool
    #: Months of the articles that are to go out, in their order, with the bytes of their texts.
    months: tuple[tuple[str, int], ...]


def write_table(lake: Lake, table: str, columns: Mapping[str, str], folder: Path, form: Format) -> ExportedTable:
    """Write the rows of a table that are to go out into the folder."""
    selected = written_columns(columns, form)
    if "article_id" in columns and not table.startswith("ops."):
        is_whole = lake.since is None
        rows = f"from {table} join exported_articles using (article_id)"
        write = _write_months if form == "parquet" else _write_file
    else:
        is_whole = lake.since is None or table != "ops.fetches" or lake.is_log_shorter
        rows = f"from {table}" if is_whole else _RECENT_FETCHES
        write = _write_file
    count, paths = write(lake, folder / table, f"select {selected}", rows, form)
    return ExportedTable(
        columns=dict(columns),
        files=described(folder, paths),
        rows=count,
        is_whole=is_whole,
        table_hash=table_hash(lake.connection, table, columns),
    )


def write_copies(lake: Lake, folder: Path, form: Format) -> ExportedTable:
    """Write down which articles are copies of which."""
    rows = statement("export_steps", "copies").partition("\n")[2].strip().removesuffix(";")
    count, paths = _write_file(lake, folder / "copies", "from", f"({rows})", form)
    columns = {"article_id": "VARCHAR", "cluster_id": "VARCHAR"}
    return ExportedTable(columns=columns, files=described(folder, paths), rows=count, is_whole=True, table_hash=None)


def _write_file(lake: Lake, path: Path, select: str, rows: str, form: Format) -> tuple[int, Sequence[Path]]:
    # Not with_suffix, which would take the schema's name for a part of the file's.
    file = path.with_name(f"{path.name}.{form}")
    return _copy(lake, f"{select} {rows}", file, WRITTEN[form]), [file]


def _write_months(lake: Lake, folder: Path, select: str, rows: str, form: Format) -> tuple[int, Sequence[Path]]:
    count = 0
    for first, last in _passes(lake.months):
        some = f"{select}, month {rows} where month between '{first}' and '{last}'"
        count += _copy(lake, some, folder, f"{WRITTEN[form]}, {_BY_MONTH}")
    return count, list(folder.rglob("part-*.parquet"))


def _passes(months: Sequence[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """The first and the last month of each stretch of months whose texts are written in one go."""
    passes: list[list[str]] = []
    total = _PASS_BYTES
    for month, size in months:
        if total + size > _PASS_BYTES:
            passes.append([])
            total = 0
        passes[-1].append(month)
        total += size
    return ((each[0], each[-1]) for each in passes)


def _copy(lake: Lake, select: str, path: Path, options: str) -> int:
    [(rows,)] = lake.connection.execute(f"copy ({select}) to {literal(path)} ({options})").fetchall()
    return int(rows)
