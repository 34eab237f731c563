"""The process that a query of a user's runs in: one question on stdin, the answer as lines on stdout (warehouse.wire).

    {"copy": …, "sql": …, "parameters": […], "limit": …, "memory": bytes, "cpu_seconds": …}
    -> {"columns": […]}, [row, …] …, {"end": true}

or ``{"error": …, "kind": …}`` at any place. It imports DuckDB and little else, since it is started for every query.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.lockdown import LOCKED
from warehouse.singles import shortened, single_columns
from warehouse.wire import line_of, value_of

if sys.platform != "win32":
    import resource

#: Address space beside the memory of the query: libraries, stacks and arenas of the threads, Python's rows.
_HEADROOM_BYTES = 2 * 2**30
#: Bytes of an answer's line that is aimed at, and rows of it at most.
_LINE_BYTES = 2**20
_LINE_ROWS = 4096


def main() -> None:
    """Answer the question on stdin."""
    reply = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # DuckDB's progress bar must not come between the lines
    request: dict[str, Any] = value_of(sys.stdin.buffer.readline())  # type: ignore[assignment]
    Thread(target=_end_with_parent, daemon=True).start()
    _limit(request["memory"], request["cpu_seconds"])
    for line in _lines(request):
        reply.write(line)
        reply.flush()
    os._exit(0)  # nothing is to be saved, and what a query broke must not fail once more


def _end_with_parent() -> None:
    """End when stdin does: whoever asked is gone, even if it was killed."""
    os.read(0, 1)
    os._exit(1)


def _limit(memory: int, cpu_seconds: int | None) -> None:
    """Have the system stop what DuckDB's own limits do not see; Windows has no such limits."""
    if sys.platform == "win32":
        return
    if sys.platform == "linux":
        # Where memory ends, the kernel takes this process first, and never the one that writes.
        with suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:  # noqa: PTH123
            score.write("1000")
    _set_limit(resource.RLIMIT_AS, memory + _HEADROOM_BYTES)
    _set_limit(resource.RLIMIT_FSIZE, 0)
    _set_limit(resource.RLIMIT_CORE, 0)
    if cpu_seconds is not None:
        _set_limit(resource.RLIMIT_CPU, cpu_seconds)


def _set_limit(which: int, value: int) -> None:
    with suppress(ValueError, OSError, OverflowError):  # a lower one is set already, or the system knows none
        resource.setrlimit(which, (value, value))


def _lines(request: dict[str, Any]) -> Iterator[bytes]:
    try:
        connection = _open(request["copy"], request["memory"])
    except duckdb.Error as error:
        is_small = isinstance(error, duckdb.OutOfMemoryException)
        yield line_of({"error": str(error), "kind": "memory" if is_small else "copy"})
        return
    try:
        _ask(connection, request["sql"], request["parameters"])
        yield line_of({"columns": [column[0] for column in connection.description or ()]})
        yield from _row_lines(connection, request["limit"])
        yield line_of({"end": True})
    except (duckdb.OutOfMemoryException, MemoryError) as error:
        yield line_of({"error": str(error), "kind": "memory"})
    except (duckdb.Error, ValueError, TypeError, RecursionError, RuntimeError) as error:
        yield line_of({"error": str(error), "kind": "query"})


def _open(copy: str, memory: int) -> DuckDBPyConnection:
    # No folder to spill to: a query could fill the disk that the writer needs, and leave it filled when it is killed.
    limits = {"memory_limit": f"{memory // 2**20}MiB", "temp_directory": ""}
    connection = duckdb.connect(copy, read_only=True, config=LOCKED | limits)
    # With no file system left, not even the copy itself is a path any more (warehouse.lockdown).
    connection.execute("set disabled_filesystems = 'LocalFileSystem'")
    connection.execute("set lock_configuration = true")
    return connection


def _ask(connection: DuckDBPyConnection, sql: str, parameters: list[object]) -> None:
    """Run the statements, of which the last one gives the rows."""
    statements = connection.extract_statements(sql)
    if not statements:
        raise ValueError("the query is empty: try from v_quotes limit 5")
    for statement in statements[:-1]:
        if statement.type.name == "SELECT":
            raise ValueError("only the last of several statements may be a query: ask the others by themselves")
        connection.execute(statement)
    connection.execute(statements[-1], parameters)


def _row_lines(connection: DuckDBPyConnection, limit: int | None) -> Iterator[bytes]:
    """Yield the rows in lines of about the same size, whatever a row takes."""
    singles = single_columns(connection)
    count, left = 1, sys.maxsize if limit is None else limit
    while rows := connection.fetchmany(min(count, left)):
        left -= len(rows)
        size = 0
        for line in _whole_lines(shortened(rows, singles)):
            size += len(line)
            yield line
        count = max(1, min(_LINE_ROWS, count * 8, len(rows) * _LINE_BYTES // size))


def _whole_lines(rows: Sequence[Any]) -> Iterator[bytes]:
    line = line_of(rows)
    if len(line) <= 8 * _LINE_BYTES or len(rows) == 1:
        yield line
    else:
        middle = len(rows) // 2
        yield from _whole_lines(rows[:middle])
        yield from _whole_lines(rows[middle:])


if __name__ == "__main__":
    main()
