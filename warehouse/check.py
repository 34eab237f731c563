"""The promises of the warehouse: each file under ``checks/`` is a query that must return no rows.

``checks/batch/`` holds promises about the rows of single articles, which every load keeps for what it writes, at a cost
that does not grow with the warehouse; ``checks/whole/`` those that only a look at all rows can tell.
"""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError
from warehouse.model import Table
from warehouse.sql import statement, statement_names

#: Rows of a breach that are shown.
_SHOWN_ROWS = 10

_NARROWED = ("articles", "paragraphs", "quotes", "statements", "quoted_terms", "links", "sketches")


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A promise that does not hold."""

    #: Name of the file under ``checks/``.
    check: str
    #: The promise, in words.
    promise: str
    #: The first rows that break it.
    rows: Table


def run_checks(connection: DuckDBPyConnection, *, cheap: bool = False) -> tuple[Breach, ...]:
    """Return the promises that do not hold; with ``cheap`` only those about the rows of single articles."""
    folders = ("checks/batch",) if cheap else ("checks/batch", "checks/whole")
    breaches = (_breach(connection, folder, name) for folder in folders for name in statement_names(folder))
    return tuple(breach for breach in breaches if breach)


def check_batch(connection: DuckDBPyConnection) -> None:
    """Raise WarehouseError, naming check and rows, where the rows that a load is about to write break a promise.

    Temporary views of the tables' names stand before the tables for the time of the checks, so that the same queries
    see the rows of the batch alone.
    """
    for table in _NARROWED:
        connection.execute(f"create temp view {table} as from batch_{table}")
    breaches = run_checks(connection, cheap=True)
    for table in _NARROWED:
        connection.execute(f"drop view temp.{table}")
    for breach in breaches:
        raise WarehouseError(f"the batch breaks the promise {breach.check} ({breach.promise}): {breach.rows.rows[0]}")


def _breach(connection: DuckDBPyConnection, folder: str, name: str) -> Breach | None:
    query = statement(folder, name)
    cursor = connection.execute(query)
    rows = cursor.fetchmany(_SHOWN_ROWS)
    if not rows:
        return None
    columns = tuple(column[0] for column in cursor.description)
    promise = query.partition("\n")[0].removeprefix("--").strip()
    return Breach(check=name, promise=promise, rows=Table(columns, tuple(rows)))
