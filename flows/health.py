"""How the warehouse is, as people read it on a terminal: few columns, times in words, nothing that is empty."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from warehouse.model import Table

#: What fits a terminal of 80 columns, beside a source's name of 20; the other forms of output have every column.
_SHOWN = {
    "sources": ("source", "articles", "waiting", "in_quarantine", "last_ok_at", "last_new_at", "next_check_at"),
    "runs": ("started_at", "flow", "state", "found", "new", "updated", "unchanged", "failed", "seconds", "error"),
}
#: The largest first; from two of a unit on it is the one to say, so that 90 minutes are no 1 h.
_UNITS = (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("min", timedelta(minutes=1)))


def shown(sections: Mapping[str, Table], now: datetime) -> dict[str, Table]:
    """Return the sections that have rows, with what is to be seen of each."""
    return {name: worded(_narrowed(name, table), now) for name, table in sections.items() if table.rows}


def worded(table: Table, now: datetime) -> Table:
    """Return the table with its times in words, without columns that no row fills."""
    return _filled(_aged(table, now))


def age(time: datetime, now: datetime) -> str:
    """Return how long ago a naive UTC time was, or in how long it will be.

    >>> noon = datetime(2026, 3, 5, 12, tzinfo=UTC)
    >>> age(datetime(2026, 3, 5, 9, 30), noon), age(datetime(2026, 3, 5, 13, 30), noon)
    ('2 h ago', 'in 90 min')
    """
    away = time.replace(tzinfo=UTC) - now
    for unit, length in _UNITS:
        number = abs(away) // length
        if number >= 2 or (number and unit == "min"):
            return f"in {number} {unit}" if away > timedelta(0) else f"{number} {unit} ago"
    return "now"


def _narrowed(name: str, table: Table) -> Table:
    return table.narrowed_to(_SHOWN.get(name, table.columns))


def _aged(table: Table, now: datetime) -> Table:
    """Times as words, and columns of them without their _at; what is to come and is overdue comes now."""
    columns = tuple(column.removesuffix("_at") for column in table.columns)
    rows = tuple(
        tuple(_said(column, value, now) for column, value in zip(columns, row, strict=True)) for row in table.rows
    )
    return Table(columns, rows)


def _said(column: str, value: object, now: datetime) -> object:
    if not isinstance(value, datetime):
        return value
    is_overdue = column.startswith("next_") and value.replace(tzinfo=UTC) <= now
    return "now" if is_overdue else age(value, now)


def _filled(table: Table) -> Table:
    columns = zip(table.columns, *table.rows, strict=True)
    return table.narrowed_to([name for name, *values in columns if any(value is not None for value in values)])
