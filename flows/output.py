"""Tables on stdout in the form that was asked for; everything else goes to stderr."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import TextIOWrapper
from math import isfinite

from rich import box
from rich.cells import cell_len
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


#: The forms whose rows are printed as they come; of the others all are kept.
STREAMED = frozenset({Format.CSV, Format.JSONL})
#: What a cell of CSV takes; asked first, since a million rows are ten million cells.
_AS_IT_IS = frozenset({str, int, float, bool, type(None)})
#: Control characters, but for tab and new line, and a picture of each.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | dict.fromkeys(
    range(127, 160), 0x2421
)
#: A column no wider than this many characters is not broken on a terminal.
WHOLE_WIDTH = 24
#: Blanks between two columns.
_GAP = 2

#: For messages, progress and errors.
messages = Console(stderr=True, highlight=False, soft_wrap=True)


def speak_utf8() -> None:
    """Print UTF-8 into files and pipes, whatever the locale, and a ? where a terminal does not know a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def print_table(table: Table, form: Format) -> None:
    """Print rows to stdout; dates as ISO 8601, lists as JSON where the form knows none."""
    print_rows(table.columns, table.rows, form)


def print_rows(columns: Sequence[str], rows: Iterable[Sequence[object]], form: Format) -> None:
    """Print rows as they come, in a form of STREAMED; the other forms need all of them first."""
    match form:
        case Format.CSV:
            lines = csv.writer(sys.stdout, lineterminator="\n")
            lines.writerow(columns)
            lines.writerows([flat(value) for value in row] for row in rows)
        case Format.JSONL:
            names = unique_names(columns)
            sys.stdout.writelines(_json(_object(names, row)) + "\n" for row in rows)
        case Format.JSON:
            sys.stdout.write(_json(_objects(columns, rows), indent=2) + "\n")
        case Format.MD:
            sys.stdout.writelines(_md_lines(columns, rows))
        case Format.TABLE:
            _print_for_people(Table(tuple(columns), tuple(map(tuple, rows))))


def print_sections(sections: Mapping[str, Table], form: Format) -> None:
    """Print several tables, each under its name: JSON as one object, JSON lines with the name in every row."""
    match form:
        case Format.JSON:
            sys.stdout.write(
                _json({name: _objects(table.columns, table.rows) for name, table in sections.items()}, indent=2) + "\n"
            )
        case Format.JSONL:
            for name, table in sections.items():
                objects = _objects(table.columns, table.rows)
                sys.stdout.writelines(_json({"section": name} | row) + "\n" for row in objects)
        case _:
            for number, (name, table) in enumerate(sections.items()):
                sys.stdout.write(("\n" if number else "") + _HEADINGS[form].format(name))
                sys.stdout.flush()
                print_table(table, form)


def _print_for_people(table: Table) -> None:
    """Rows under their names where they fit the terminal, otherwise each row as lines of name and value."""
    screen = Console(highlight=False)
    columns = [[_plain(row[n]) for row in table.rows] for n in range(len(table.columns))]
    widths = [max(map(cell_len, [name, *values])) for name, values in zip(table.columns, columns, strict=True)]
    # Long texts give way, down to two columns of words; names, numbers and dates stay in one piece.
    least = [min(width, WHOLE_WIDTH) for width in widths]
    if sum(least) + _GAP * (len(least) - 1) <= screen.width:
        _print(screen, _grid(table, least))
    else:
        for number, row in enumerate(table.rows):
            if number:
                screen.print()
            _print(screen, _record(table.columns, row))


def _print(screen: Console, grid: RichTable) -> None:
    """Print a grid without the blanks that fill its last column, which pipes and copied lines would keep."""
    with screen.capture() as printed:
        screen.print(grid)
    screen.file.writelines(f"{line.rstrip(' ')}\n" for line in printed.get().splitlines())


def _grid(table: Table, least: Sequence[int]) -> RichTable:
    grid = RichTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, _GAP - 1, 0, 0))
    for n, (column, width) in enumerate(zip(table.columns, least, strict=True)):
        is_number = _is_numeric([row[n] for row in table.rows])
        grid.add_column(
            Text(_plain(column)), justify="right" if is_number else "left", overflow="fold", min_width=width
        )
    for row in table.rows:
        # Text: a quote with [brackets] is no mark-up.
        grid.add_row(*(Text(_plain(value)) for value in row))
    return grid


def _record(columns: Sequence[str], row: Sequence[object]) -> RichTable:
    lines = RichTable.grid(padding=(0, _GAP, 0, 0))
    lines.add_column(no_wrap=True)
    lines.add_column(overflow="fold")
    for column, value in zip(columns, row, strict=True):
        lines.add_row(Text(_plain(column), style="bold"), Text(_plain(value)))
    return lines


def _is_numeric(values: Sequence[object]) -> bool:
    kinds = {type(value) for value in values if value is not None}
    return bool(kinds) and kinds <= {int, float, Decimal}


def _plain(value: object) -> str:
    """A value for people, in characters that a terminal only shows: what is quoted may hold its commands."""
    return _text(value).translate(_PICTURES)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case float():
            return f"{value:g}"
        case list() | tuple():
            return ", ".join(map(_text, value))
    return str(flat(value))


def _portable(value: object) -> object:
    """A value as JSON knows it; a decimal that no double holds, a blob as hexadecimal and whatever else as text."""
    match value:
        case str() | int() | None | dict() | list() | tuple():
            return value
        case float():
            return value if isfinite(value) else None
        case Decimal():
            return float(value) if Decimal(repr(float(value))) == value else f"{value:f}"
        case date():
            return value.isoformat()
        case bytes():
            return value.hex()
    return str(value)


def flat(value: object) -> object:
    """A value for a cell of CSV."""
    if type(value) in _AS_IT_IS:
        return value
    match value:
        case Decimal():
            return f"{value:f}"  # str gives 0E-10
        case dict() | list() | tuple():
            return _json(value)
    return _portable(value)


def _json(value: object, indent: int | None = None) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, default=_portable, indent=indent, allow_nan=False)
    except ValueError:  # not a number, inside of a list
        return json.dumps(_finite(value), ensure_ascii=False, default=_portable, indent=indent)


def _finite(value: object) -> object:
    """A value without what is no number in JSON."""
    if isinstance(value, dict):
        return {name: _finite(part) for name, part in value.items()}
    return [_finite(part) for part in value] if isinstance(value, list | tuple) else _portable(value)


def _objects(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[dict[str, object]]:
    names = unique_names(columns)
    return [_object(names, row) for row in rows]


def _object(names: Sequence[str], row: Sequence[object]) -> dict[str, object]:
    return dict(zip(names, map(_portable, row), strict=True))


def unique_names(columns: Sequence[str]) -> list[str]:
    """The names of columns, each another one, as DuckDB names them in a subquery.

    >>> unique_names(["day", "title", "day"])
    ['day', 'title', 'day_1']
    """
    names: list[str] = []
    for column in columns:
        name, number = column, 0
        while name in names:
            number += 1
            name = f"{column}_{number}"
        names.append(name)
    return names


def _md_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield _md_line([_cell(column) for column in columns])
    yield _md_line(["---"] * len(columns))
    for row in rows:
        yield _md_line([_cell(value) for value in row])


def _md_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cell(value: object) -> str:
    return _plain(value).replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


#: How the name of a table stands before it where there are several.
_HEADINGS = {Format.TABLE: "{}\n", Format.MD: "## {}\n\n", Format.CSV: ""}
