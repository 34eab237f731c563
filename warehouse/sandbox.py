"""Ask what somebody else wrote: SQL runs in a process of its own, which reaches the published copy and nothing else.

That process has no files, no network, no settings and no environment; time, memory and size of the answer are limited.
It is killed at the limit, since DuckDB's interrupt() does not stop one huge scalar call, and some queries end the
process that runs them.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import TIMEOUT_MAX, Event, Thread, Timer
from typing import Any

from warehouse.errors import QueryTimeout, WarehouseError
from warehouse.model import Answer, Table
from warehouse.publish import current_copy
from warehouse.refusals import one_line, refusal
from warehouse.wire import line_of, value_of

#: Seconds that a query may take.
TIMEOUT = 60.0
#: Of a query's text; the longest of ours has 4 KB.
QUERY_BYTES = 2**20
#: Of an answer that is kept in memory, as lines of JSON; as Python's objects it takes about four times as much.
ANSWER_BYTES = 128 * 2**20
#: Of a single row, and so of what is read at once.
ROW_BYTES = 64 * 2**20
#: Bytes where the machine does not say how many it has, and more than any has: DuckDB reads no larger figure.
_MEMORY, _MOST_MEMORY = 2 * 2**30, 2**50
#: Seconds after which it is known that nobody waits for an answer any more.
_WATCH_EVERY = 0.2

#: What the child keeps of the environment: where its libraries are, and the time zone.
_KEPT_VARIABLES = ("LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")
#: As POSIX numbers them; Windows knows neither.
_SIGKILL, _SIGXCPU = 9, 24


def run_sql(  # noqa: PLR0913 - the limits of a query
    publish_path: Path,
    sql: str,
    parameters: Sequence[object] = (),
    *,
    limit: int | None = None,
    timeout: float | None = TIMEOUT,
    memory: int | None = None,
    given_up: Event | None = None,
) -> Table:
    """Return what a query of a user's gives, the first ``limit`` rows of it.

    ``timeout`` is in seconds, ``memory`` in bytes, by default half of the machine's. Who waits in another thread sets
    ``given_up`` to end the query. Raises QueryTimeout at the end of
    the time, WarehouseError where the query does not run, or its answer exceeds ANSWER_BYTES.
    """
    with open_answer(
        publish_path,
        sql,
        parameters,
        limit=limit,
        timeout=timeout,
        memory=memory,
        answer_bytes=ANSWER_BYTES,
        given_up=given_up,
    ) as answer:
        return Table(answer.columns, tuple(answer.rows))


@contextmanager
def open_answer(  # noqa: PLR0913 - as above
    publish_path: Path,
    sql: str,
    parameters: Sequence[object] = (),
    *,
    limit: int | None = None,
    timeout: float | None = TIMEOUT,
    memory: int | None = None,
    answer_bytes: int | None = None,
    given_up: Event | None = None,
) -> Iterator[Answer]:
    """Have what a query of a user's gives while it runs; at the end of the block the query is ended.

    Errors are those of run_sql, also while rows are read. The time that is spent on the rows outside does not count.
    """
    memory = default_memory() if memory is None else min(memory, _MOST_MEMORY)
    timeout = None if timeout is None or timeout > TIMEOUT_MAX else timeout
    copy = current_copy(Path(publish_path))
    request = {
        "copy": str(copy),
        "sql": _checked(sql),
        "parameters": list(parameters),
        "limit": limit,
        "memory": memory,
        "cpu_seconds": None if timeout is None else int(timeout * (os.cpu_count() or 1)) + 1,
    }
    child = _Child(copy, timeout, memory)
    if given_up:
        Thread(target=child.watch, args=(given_up,), daemon=True).start()
    try:
        frames = child.frames(line_of(request), answer_bytes)
        columns = tuple(next(frames)["columns"])
        yield Answer(columns, (tuple(row) for rows in frames for row in rows))
    finally:
        child.end()


def default_memory() -> int:
    """Return half of the machine's memory, in bytes."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    except (AttributeError, ValueError, OSError):  # Windows
        return _MEMORY


def _checked(sql: str) -> str:
    try:
        size = len(sql.encode())
    except UnicodeEncodeError:
        raise WarehouseError("the query is no valid UTF-8: save it as UTF-8") from None
    if "\0" in sql:
        raise WarehouseError("the query holds a NUL character, which ends it for DuckDB: take it out")
    if size > QUERY_BYTES:
        raise WarehouseError(
            f"the query has {size:,} bytes, and {QUERY_BYTES:,} are read at most: join a table instead"
        )
    return sql


class _Child:
    """The process that a query runs in, with its clock."""

    def __init__(self, copy: Path, timeout: float | None, memory: int) -> None:
        self._copy = copy
        self._timeout = self._left = timeout
        self._memory = memory
        self._is_late = self._is_given_up = False
        self._process = subprocess.Popen(
            # -S and -P: modules come from where ours come from, and never from the folder that one happens to be in.
            [sys.executable, "-S", "-P", "-m", "warehouse.sandbox_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for this process, which then ends the child
        )
        assert self._process.stdin
        assert self._process.stdout
        assert self._process.stderr
        self._stdin, self._stdout, self._stderr = self._process.stdin, self._process.stdout, self._process.stderr

    def frames(self, request: bytes, answer_bytes: int | None) -> Iterator[Any]:
        """Yield what the child sends, the last line left out."""
        size = 0
        line = self._exchange(request)
        while True:
            size += len(line)
            if answer_bytes is not None and size > answer_bytes:
                raise WarehouseError(
                    f"the answer is larger than {answer_bytes // 2**20} MB: ask for less, such as fewer columns, "
                    "a limit or a sum, or write it as csv or jsonl, which are not kept in memory"
                )
            frame = self._frame(line)
            if frame == {"end": True}:
                return
            yield frame
            line = self._exchange()

    def watch(self, given_up: Event) -> None:
        """End the process as soon as the event is set; return when it ended."""
        while self._process.poll() is None:
            if given_up.wait(_WATCH_EVERY):
                self._is_given_up = True
                self._process.kill()
                return

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._stdin, self._stdout, self._stderr):
            with suppress(BrokenPipeError):  # the part of a question that it did not live to read
                pipe.close()

    def _exchange(self, request: bytes | None = None) -> bytes:
        """Send the question, if it is still to be sent, and return the next line of the answer."""
        with self._clock():
            if request is not None:
                with suppress(BrokenPipeError):  # it died; what it leaves is read next
                    self._stdin.write(request)
                    self._stdin.flush()
            line = self._stdout.readline(ROW_BYTES)
        if line.endswith(b"\n"):
            return line
        raise self._too_large() if len(line) == ROW_BYTES else self._death()

    @contextmanager
    def _clock(self) -> Iterator[None]:
        """Kill the process when its time is over."""
        if self._left is None:
            yield
            return
        started = time.monotonic()
        timer = Timer(max(self._left, 0), self._stop)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self._left -= time.monotonic() - started

    def _stop(self) -> None:
        self._is_late = True
        self._process.kill()

    def _frame(self, line: bytes) -> Any:
        try:
            frame = value_of(line)
        except (ValueError, RecursionError) as error:
            raise WarehouseError(f"the answer holds a value that cannot be read ({error}): cast it to text") from error
        if isinstance(frame, dict) and "error" in frame:
            raise self._complaint(frame["error"], frame["kind"])
        return frame

    def _complaint(self, message: str, kind: str) -> WarehouseError:
        match kind:
            case "memory":
                return self._out_of_memory()
            case "copy":
                found = one_line(message)
                return WarehouseError(f"{self._copy} cannot be read ({found}): run presslake run to publish again")
        return WarehouseError(refusal(message))

    def _death(self) -> WarehouseError:
        code = self._process.wait()
        if self._is_given_up:
            return WarehouseError("the query was given up: nobody waits for its answer")
        if self._is_late or code == -_SIGXCPU:
            return QueryTimeout(
                f"the query was stopped after {self._timeout:g} s: ask for less, or allow it more with --timeout"
            )
        if code == -_SIGKILL:  # by the system, whose memory ended
            return self._out_of_memory()
        said = self._stderr.read().decode(errors="replace").strip().splitlines()
        reason = signal.strsignal(-code) if code < 0 else said[-1] if said else f"exit code {code}"
        return WarehouseError(f"the query ended the process that it ran in ({reason}): ask it in a simpler way")

    def _out_of_memory(self) -> WarehouseError:
        megabytes = self._memory // 2**20
        return WarehouseError(
            f"the query needs more than {megabytes:,} MB of memory: ask for less, or allow it more with --memory"
        )

    def _too_large(self) -> WarehouseError:
        return WarehouseError(
            f"a row of the answer is larger than {ROW_BYTES // 2**20} MB: ask for less of it, as with substr or len"
        )


def _environment() -> dict[str, str]:
    """The environment of the child: where modules are found, and none of our variables, which may hold secrets."""
    found = [str(Path(__file__).parent.parent), *(str(Path(path).absolute()) for path in sys.path if path)]
    kept = {name: os.environ[name] for name in _KEPT_VARIABLES if name in os.environ}
    return kept | {"PYTHONPATH": os.pathsep.join(found)}
