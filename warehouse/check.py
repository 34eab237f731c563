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
class Check:
    """A promise, and the query for the rows that break it."""

    #: Name of the file under ``checks/``.
    name: str
    #: The promise, in words.
    promise: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A promise that does not hold."""

    #: Name of the file under ``checks/``.
    check: str
    #: The promise, in words.
    promise: str
    #: How many rows break it.
    count: int
    #: The first rows that break it.
    rows: Table


def checks(*, cheap: bool = False) -> tuple[Check, ...]:
    """Return all checks; with ``cheap`` only those about the rows of single articles."""
    folders = ("checks/batch",) if cheap else ("checks/batch", "checks/whole")
    return tuple(_check(folder, name) for folder in folders for name in statement_names(folder))


def run_check(connection: DuckDBPyConnection, check: Check, shown: int = _SHOWN_ROWS) -> Breach | None:
    """Return what breaks the promise, the first rows of it, or None where it holds."""
    cursor = connection.execute(check.query)
    columns = tuple(column[0] for column in cursor.description)
    rows = tuple(cursor.fetchmany(shown))
    if not rows:
        return None
    [(count,)] = connection.execute(f"select count(*) from ({check.query.rstrip().rstrip(';')})").fetchall()  # noqa: S608
    return Breach(check=check.name, promise=check.promise, count=count, rows=Table(columns, rows))


def run_checks(connection: DuckDBPyConnection, *, cheap: bool = False) -> tuple[Breach, ...]:
    """Return the promises that do not hold; with ``cheap`` only those about the rows of single articles."""
    breaches = (run_check(connection, check) for check in checks(cheap=cheap))
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


def _check(folder: str, name: str) -> Check:
    query = statement(folder, name)
    return Check(name=name, promise=query.partition("\n")[0].removeprefix("--").strip(), query=query)
