"""How a table lies in files: what COPY writes in each format, and what reads it back as it was."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from warehouse.sql import literal

Format = Literal["parquet", "csv", "jsonl"]

#: For ``copy … to``. Row groups of 10,000 articles are 50 MB, which the writer of a file holds at once.
WRITTEN: dict[Format, str] = {
    "parquet": "format parquet, compression zstd, row_group_size 10240",
    "csv": "format csv, header",
    "jsonl": "format json",
}

#: Longest line that is read, in bytes: readers hold two of them at once. A page has 10 MB at most.
_LONGEST_LINE = 40_000_000


def written_columns(columns: Mapping[str, str], form: Format) -> str:
    """Return what is selected to write the columns, so that reading gives the same values.

    JSON is a text in lines of JSON too, since nested in them it would lose its blanks; CSV knows no lists.
    """
    return ", ".join(_written(name, kind, form) for name, kind in columns.items())


def _written(name: str, kind: str, form: Format) -> str:
    if form == "csv" and kind.endswith("[]"):
        return f'to_json("{name}")::varchar as "{name}"'
    if form == "jsonl" and kind == "JSON":
        return f'"{name}"::varchar as "{name}"'
    return f'"{name}"'


def select_written(paths: Sequence[Path], columns: Mapping[str, str], form: Format) -> str:
    """Return a query of the rows in the files of a table, in the order of the files and the types of the columns."""
    if not paths:
        return "select " + ", ".join(f'null::{kind} as "{name}"' for name, kind in columns.items()) + " where false"
    values = ", ".join(_read(name, kind, form) for name, kind in columns.items())
    return f"select {values} from {_reader(paths, columns, form)}"


def _read(name: str, kind: str, form: Format) -> str:
    if form == "csv" and kind.endswith("[]"):
        return f"""from_json("{name}", '["{kind[:-2]}"]') as "{name}\""""
    return f'"{name}"::{kind} as "{name}"'


def _reader(paths: Sequence[Path], columns: Mapping[str, str], form: Format) -> str:
    files = "[" + ", ".join(map(literal, paths)) + "]"
    if form == "parquet":
        return f"read_parquet({files}, hive_partitioning = false)"
    if form == "csv":
        types = ", ".join(f"'{name}': 'varchar'" for name in columns)
        # Not parallel: a text with line breaks has no place at which a second reader could begin.
        return (
            f"read_csv({files}, auto_detect = false, header = true, columns = {{{types}}}, delim = ',', quote = '\"',"
            f" escape = '\"', nullstr = '', allow_quoted_nulls = false, parallel = false,"
            f" max_line_size = {_LONGEST_LINE}, buffer_size = {_LONGEST_LINE})"
        )
    types = ", ".join(f"'{name}': '{'varchar' if kind == 'JSON' else kind}'" for name, kind in columns.items())
    return (
        f"read_json({files}, format = 'newline_delimited', columns = {{{types}}},"
        f" maximum_object_size = {_LONGEST_LINE})"
    )
