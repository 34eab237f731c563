"""The command `presslake`, forked from a process that has its imports behind it: for tests, of which hundreds run it.

Of the 0.6 CPU-seconds of a short command 0.4 are imports. What is forked has them done, and is otherwise what a shell
starts: a process of its own with its arguments, folder, environment, streams and exit code, which ends as an
interpreter ends.
"""

import gc
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any, Self

import duckdb

from flows.commands import PANELS

#: What commands import when they run; without Prefect, which reads the environment as it is imported.
IMPORTS = (
    "extract.article",
    "extract.explain",
    "flows.extraction",
    "flows.forecast",
    "flows.pipeline",
    "warehouse.connection",
    "warehouse.load",
    "warehouse.query",
    "warehouse.sandbox",
    "warehouse.search",
)
#: Variables that nothing reads before the command begins; any other may be the interpreter's.
READ_LATER = ("PRESSLAKE_", "PREFECT_", "PYTEST_", "COLUMNS")
#: Seconds that a command may take.
TIMEOUT = 300.0
#: Bytes that a pipe takes before anybody reads.
PIPE_BYTES = 2**16
#: Bytes of a request, most of which is the environment.
REQUEST_BYTES = 2**17


def started(
    program: str, *arguments: str, cwd: Path, environment: Mapping[str, str], stdin: str = ""
) -> subprocess.CompletedProcess[str]:
    """What comes of the command, started by itself."""
    return subprocess.run(
        [program, *arguments],
        check=False,
        cwd=cwd,
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
    )


class ForkedCommand:
    """The command in a Python environment; the process that it is forked from ends with the block. Linux only."""

    def __init__(self, program: str) -> None:
        self._program = program
        self._environment = _for_the_interpreter(os.environ)
        self._channel, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._channel.settimeout(TIMEOUT)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.forked_command", str(theirs.fileno()), program],
                cwd=Path(__file__).parent.parent,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.close()
        self._process.wait()

    def run(
        self, *arguments: str, cwd: Path, environment: Mapping[str, str], stdin: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """What comes of the command; it is started by itself where the environment has more than ours for it."""
        if _for_the_interpreter(environment) != self._environment or len(stdin.encode()) > PIPE_BYTES:
            return started(self._program, *arguments, cwd=cwd, environment=environment, stdin=stdin)
        request = json.dumps({"arguments": arguments, "cwd": str(cwd), "environment": dict(environment)})
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            code = self._fork(request.encode(), stdin.encode(), out.fileno(), err.fileno())
            said = [Path(f"/proc/self/fd/{file.fileno()}").read_text(encoding="utf-8") for file in (out, err)]
        return subprocess.CompletedProcess([self._program, *arguments], code, *said)

    def _fork(self, request: bytes, stdin: bytes, out: int, err: int) -> int:
        reading, writing = os.pipe()
        os.write(writing, stdin)
        os.close(writing)
        socket.send_fds(self._channel, [request], [reading, out, err])
        os.close(reading)
        return int(self._channel.recv(16))


def _for_the_interpreter(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if not name.startswith(READ_LATER)}


def fork_for_each(channel: socket.socket, program: str) -> None:
    """Fork a process for each request and tell its exit code; return in the one that is to be the command."""
    commands = {listed.at.partition(":")[0] for panel in PANELS.values() for listed in panel.values()}
    for name in (*commands, *IMPORTS):
        import_module(name)
    duckdb.execute("set threads = 1")  # the thread of the module's own connection is not forked with it
    gc.freeze()  # what all share is not for the collector of each
    while True:
        request, streams, _, _ = socket.recv_fds(channel, REQUEST_BYTES, 3)
        if not request:
            sys.exit()
        child = os.fork()
        if not child:
            _become(json.loads(request), streams, program)
            return
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        channel.send(str(os.waitstatus_to_exitcode(status)).encode())


def _become(request: dict[str, Any], streams: Sequence[int], program: str) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["cwd"])
    os.environ.clear()
    os.environ.update(request["environment"])
    sys.argv = [program, *request["arguments"]]
    sys.path[0] = str(Path(program).parent)
    # Workers import the script that their parent is, and the help has its name.
    script = sys.modules["__main__"]
    script.__spec__, script.__package__, script.__file__ = None, None, program


if __name__ == "__main__":
    with closing(socket.socket(fileno=int(sys.argv[1]))) as given:
        fork_for_each(given, sys.argv[2])
    from flows.entry import main

    main()
