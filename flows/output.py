"""Tables on stdout in the form that was asked for; everything else goes to stderr."""

import csv
import io
import json
import sys
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from warehouse.model import Table


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"


#: A column no wider than this many characters is not broken on a terminal.
WHOLE_WIDTH = 24

#: For messages, progress and errors.
messages = Console(stderr=True, highlight=False, soft_wrap=True)


def print_table(table: Table, form: Format) -> None:
    """Print rows to stdout; dates as ISO 8601, lists as JSON where the form knows none."""
    if form is Format.TABLE:
        _print_for_people(table)
    else:
        sys.stdout.write(_WRITERS[form](table))


def print_sections(sections: Mapping[str, Table], form: Format) -> None:
    """Print several tables, each under its name: JSON as one object, JSON lines with the name in every row."""
    match form:
        case Format.JSON:
            sys.stdout.write(_json({name: _objects(table) for name, table in sections.items()}, indent=2) + "\n")
        case Format.JSONL:
            for name, table in sections.items():
                sys.stdout.write("".join(_json({"section": name} | row) + "\n" for row in _objects(table)))
        case _:
            for number, (name, table) in enumerate(sections.items()):
                sys.stdout.write(("\n" if number else "") + _HEADINGS[form].format(name))
                sys.stdout.flush()
                print_table(table, form)


def _print_for_people(table: Table) -> None:
    """Rows under their names where they fit the terminal, otherwise each row as lines of name and value."""
    screen = Console(highlight=False)
    columns = [[_plain(row[n]) for row in table.rows] for n in range(len(table.columns))]
    widths = [max(map(len, [name, *values])) for name, values in zip(table.columns, columns, strict=True)]
    # Long texts give way, down to two columns of words; names, numbers and dates stay in one piece.
    least = [min(width, WHOLE_WIDTH) for width in widths]
    if sum(least) + 3 * (len(least) - 1) <= screen.width:  # three between two of them
        screen.print(_grid(table, least))
    else:
        for number, row in enumerate(table.rows):
            if number:
                screen.print()
            screen.print(_record(table.columns, row))


def _grid(table: Table, least: Sequence[int]) -> RichTable:
    grid = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for n, (column, width) in enumerate(zip(table.columns, least, strict=True)):
        is_number = _is_numeric([row[n] for row in table.rows])
        grid.add_column(Text(column), justify="right" if is_number else "left", overflow="fold", min_width=width)
    for row in table.rows:
        # Text: a quote with [brackets] is no mark-up.
        grid.add_row(*(Text(_plain(value)) for value in row))
    return grid


def _record(columns: Sequence[str], row: Sequence[object]) -> RichTable:
    lines = RichTable.grid(padding=(0, 2))
    lines.add_column(no_wrap=True)
    lines.add_column(overflow="fold")
    for column, value in zip(columns, row, strict=True):
        lines.add_row(Text(column, style="bold"), Text(_plain(value)))
    return lines


def _is_numeric(values: Sequence[object]) -> bool:
    stated = [value for value in values if value is not None]
    return bool(stated) and all(isinstance(value, int | float | Decimal) for value in stated)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float):
        return f"{value:g}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _portable(value: object) -> object:
    """A value as JSON knows it."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _flat(value: object) -> object:
    """A value for a cell of CSV."""
    portable = _portable(value)
    return _json(portable) if isinstance(portable, list | dict) else portable


def _json(value: object, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, default=_portable, indent=indent)


def _objects(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.columns, map(_portable, row), strict=True)) for row in table.rows]


def _write_json(table: Table) -> str:
    return _json(_objects(table), indent=2) + "\n"


def _write_jsonl(table: Table) -> str:
    return "".join(_json(row) + "\n" for row in _objects(table))


def _write_csv(table: Table) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(table.columns)
    rows.writerows([_flat(value) for value in row] for row in table.rows)
    return text.getvalue()


def _write_md(table: Table) -> str:
    lines = [table.columns, ["---"] * len(table.columns), *([_cell(value) for value in row] for row in table.rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _cell(value: object) -> str:
    return _plain(value).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


#: How the name of a table stands before it where there are several.
_HEADINGS = {Format.TABLE: "{}\n", Format.MD: "## {}\n\n", Format.CSV: ""}

_WRITERS = {
    Format.JSON: _write_json,
    Format.JSONL: _write_jsonl,
    Format.CSV: _write_csv,
    Format.MD: _write_md,
}
