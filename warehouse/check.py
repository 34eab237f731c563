"""The promises of the warehouse: each file under ``checks/`` is a query that must return no rows.

``checks/batch/`` holds promises about the rows of single articles, which every load keeps for what it writes, at a cost
that does not grow with the warehouse; ``checks/whole/`` those that only a look at all rows can tell.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace

from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError
from warehouse.model import Table
from warehouse.sql import statement, statement_names

#: Rows of a breach that are shown.
_SHOWN_ROWS = 10

#: Paragraphs that are looked at at once: with their articles some 150 MB of text, which a check may hold twice.
_AT_ONCE = 250_000

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


def run_checks(
    connection: DuckDBPyConnection,
    *,
    cheap: bool = False,
    shown: int = _SHOWN_ROWS,
    watch: Callable[[str], object] = str,
    at_once: int = _AT_ONCE,
) -> tuple[Breach, ...]:
    """Return the promises that do not hold, each with the first rows that break it.

    With ``cheap`` only those about the rows of single articles. ``watch`` is told what is being looked at. The articles
    are looked at in parts of so many paragraphs ``at_once``, which says how much memory it takes.
    """
    breaches = [*_in_parts(connection, shown, watch, at_once)]
    for check in () if cheap else checks("checks/whole"):
        watch(check.promise)
        breaches += _breaches(connection, check, shown)
    return tuple(breaches)


def checks(*folders: str) -> tuple[Check, ...]:
    """Return the checks in the folders; all where none is named."""
    named = folders or ("checks/batch", "checks/whole")
    return tuple(_check(folder, name) for folder in named for name in statement_names(folder))


def _in_parts(
    connection: DuckDBPyConnection, shown: int, watch: Callable[[str], object], at_once: int
) -> Iterator[Breach]:
    """Look at the articles in parts, since their checks are made for the rows of a batch, which are few."""
    [(database, paragraphs)] = connection.execute("select current_database(), count(*) from paragraphs").fetchall()
    parts = paragraphs // at_once + 1
    found: dict[str, list[Breach]] = {}
    for part in range(parts):
        watch(f"articles, part {part + 1} of {parts}")
        rows = f'table {{0}} as from "{database}".main.{{0}} where hash(article_id) % {parts} = {part}'
        with _narrowed(connection, rows) if parts > 1 else nullcontext():
            for check in checks("checks/batch"):
                found.setdefault(check.name, []).extend(_breaches(connection, check, shown))
    return (_together(breaches, shown) for breaches in found.values() if breaches)


@contextmanager
def _narrowed(connection: DuckDBPyConnection, made: str) -> Iterator[None]:
    """Let temporary tables or views of the tables' names stand before the tables."""
    for table in _NARROWED:
        connection.execute(f"create temp {made.format(table)}")
    yield
    for table in _NARROWED:
        connection.execute(f"drop {made.partition(' ')[0]} temp.{table}")


def _together(breaches: Sequence[Breach], shown: int) -> Breach:
    """Return the breaches of one promise in several parts as one."""
    rows = tuple(row for breach in breaches for row in breach.rows.rows)[:shown]
    return replace(
        breaches[0],
        count=sum(breach.count for breach in breaches),
        rows=replace(breaches[0].rows, rows=rows),
    )


def check_batch(connection: DuckDBPyConnection) -> None:
    """Raise WarehouseError, naming check and rows, where the rows that a load is about to write break a promise.

    Temporary views of the tables' names stand before the tables for the time of the checks, so that the same queries
    see the rows of the batch alone.
    """
    with _narrowed(connection, "view {0} as from batch_{0}"):
        breaches = [breach for check in checks("checks/batch") for breach in _breaches(connection, check, _SHOWN_ROWS)]
    for breach in breaches:
        raise WarehouseError(f"the batch breaks the promise {breach.check} ({breach.promise}): {breach.rows.rows[0]}")


def _breaches(connection: DuckDBPyConnection, check: Check, shown: int) -> list[Breach]:
    """Return what breaks the promise, none or one."""
    cursor = connection.execute(check.query)
    columns = tuple(column[0] for column in cursor.description)
    rows = tuple(cursor.fetchmany(shown))
    if not rows:
        return []
    [(count,)] = connection.execute(f"select count(*) from ({check.query.rstrip().rstrip(';')})").fetchall()  # noqa: S608
    return [Breach(check=check.name, promise=check.promise, count=count, rows=Table(columns, rows))]


def _check(folder: str, name: str) -> Check:
    query = statement(folder, name)
    return Check(name=name, promise=query.partition("\n")[0].removeprefix("--").strip(), query=query)
