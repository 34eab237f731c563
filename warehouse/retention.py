"""Let go of what is older than somebody wants to keep: readings, runs, superseded versions, places in the archive.

What is left keeps every promise of the tables. The steps are the statements in ``retention_steps/``.
"""

from collections.abc import Sequence
from datetime import datetime

from duckdb import DuckDBPyConnection

from warehouse.load import drop_left_speakers
from warehouse.rows import naive_utc
from warehouse.sql import statement
from warehouse.transaction import transaction


def is_retention_due(connection: DuckDBPyConnection, since: datetime) -> bool:
    """Tell whether the last retention ended before an aware time, in a warehouse that is older than that."""
    [(is_due,)] = _run(connection, "due", since=naive_utc(since))
    return bool(is_due)


def drop_log(connection: DuckDBPyConnection, before: datetime) -> None:
    """Delete the readings, batches and runs from before an aware time that nothing asks for any more."""
    with transaction(connection):
        _run(connection, "log", before=naive_utc(before))


def drop_history(connection: DuckDBPyConnection, run_id: str, before: datetime) -> None:
    """Delete the versions of articles that were superseded before an aware time, and the quotes that went with them."""
    with transaction(connection):
        _run(connection, "history", before=naive_utc(before), run_id=run_id)
        drop_left_speakers(connection)


def drop_places(connection: DuckDBPyConnection, files: Sequence[str]) -> None:
    """Have no row name these files of the archive, which are to be deleted after that."""
    with transaction(connection):
        _run(connection, "archive", left_files=list(files))


def _run(connection: DuckDBPyConnection, step: str, **variables: object) -> list[tuple[object, ...]]:
    for name, value in variables.items():
        connection.execute(f"set variable {name} = ?", [value])
    return connection.execute(statement("retention_steps", step)).fetchall()
