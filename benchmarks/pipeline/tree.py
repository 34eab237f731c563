"""What a command and all its processes cost: CPU-seconds from the kernel's accounts, memory from looking often.

Processes that outlive the one that started them, as the server that forks the workers does, become children of the
benchmark, which waits for them. Linux only.
"""

import ctypes
import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_SET_CHILD_SUBREAPER = 36
_EVERY = 0.1
_TICKS = os.sysconf("SC_CLK_TCK")
_SERVER = "flows.orchestration.server"

#: What a process is to the command: itself, Prefect's server, or anything else that it started.
COMMAND, SERVER, WORKER = "command", "server", "worker"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one command took."""

    #: Of the whole tree.
    cpu_seconds: float
    seconds: float
    #: Peak of resident memory by role, of the largest process of each, in MB.
    megabytes: Mapping[str, float]
    #: The same with what several processes share divided among them (PSS).
    proportional_megabytes: Mapping[str, float]
    #: By role, up to the last look at each process.
    cpu_by_role: Mapping[str, float]

    @property
    def busy(self) -> float:
        """The part of the cores that this process may use which was busy."""
        return self.cpu_seconds / self.seconds / len(os.sched_getaffinity(0))


def run_measured(command: Sequence[str], *, cwd: Path, environment: Mapping[str, str], log: Path) -> Cost:
    """Run a command to its end and return what it and all its processes cost; what it prints goes into the log.

    Raises CalledProcessError where it fails.
    """
    ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1)
    before, begun, others = _cpu_of_children(), time.monotonic(), _children(os.getpid())
    with log.open("ab") as output:
        # Not waited for by subprocess: os.wait() below takes every child, and this one's code with it.
        running = subprocess.Popen(
            command, cwd=cwd, env={**os.environ, **environment}, stdout=output, stderr=subprocess.STDOUT
        )
        watch = _Watch(running.pid)
        code = _wait_for_all(running.pid, others)
        seconds = time.monotonic() - begun
        running.returncode = code
        watch.end()
    if code:
        raise subprocess.CalledProcessError(code, list(command))
    return Cost(
        cpu_seconds=_cpu_of_children() - before,
        seconds=seconds,
        megabytes=watch.megabytes,
        proportional_megabytes=watch.proportional_megabytes,
        cpu_by_role=watch.cpu_seconds,
    )


def _wait_for_all(command: int, others: Set[int]) -> int:
    """Wait until no process of the tree is left but those that were there before; return the command's exit code."""
    code = 0
    while _children(os.getpid()) - others:
        pid, status = os.wait()
        if pid == command:
            code = os.waitstatus_to_exitcode(status)
    return code


def _cpu_of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


class _Watch:
    """Looks at every process below the benchmark until it is ended."""

    def __init__(self, command: int) -> None:
        self._command = command
        self._ended = threading.Event()
        self._role: dict[int, str] = {}
        self._megabytes: dict[int, float] = {}
        self._proportional: dict[int, float] = {}
        self._cpu: dict[int, float] = {}
        self._thread = threading.Thread(target=self._look_often)
        self._thread.start()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    @property
    def megabytes(self) -> dict[str, float]:
        """The largest process of each role."""
        return {role: max(self._of(role, self._megabytes)) for role in set(self._role.values())}

    @property
    def proportional_megabytes(self) -> dict[str, float]:
        """The same of proportional memory."""
        return {role: max(self._of(role, self._proportional)) for role in set(self._role.values())}

    @property
    def cpu_seconds(self) -> dict[str, float]:
        """The sum of each role."""
        return {role: sum(self._of(role, self._cpu)) for role in set(self._role.values())}

    def _of(self, role: str, figures: Mapping[int, float]) -> list[float]:
        return [figure for pid, figure in figures.items() if self._role[pid] == role]

    def _look_often(self) -> None:
        while not self._ended.wait(_EVERY):
            for pid in _below(os.getpid()):
                with suppress(OSError, IndexError):  # it may end while it is looked at
                    self._look_at(pid)

    def _look_at(self, pid: int) -> None:
        process = Path("/proc", str(pid))
        peak = (process / "status").read_text().partition("VmHWM:")[2].split()[0]
        shared = (process / "smaps_rollup").read_text().partition("\nPss:")[2].split()[0]
        line = (process / "cmdline").read_bytes().decode(errors="replace")
        self._role[pid] = COMMAND if pid == self._command else SERVER if _SERVER in line else WORKER
        self._megabytes[pid] = int(peak) * 1024 / 1e6
        self._proportional[pid] = max(self._proportional.get(pid, 0.0), int(shared) * 1024 / 1e6)
        self._cpu[pid] = cpu_seconds_of(pid)


def cpu_seconds_of(pid: int) -> float:
    """What a process has taken until now, without its children."""
    fields = Path("/proc", str(pid), "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _below(root: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        with suppress(OSError):
            waiting += _children(pid)
        found.append(pid)
    return found[1:]


def _children(parent: int) -> set[int]:
    """The processes that a process started or adopted, and has not waited for."""
    found: set[int] = set()
    for children in Path("/proc", str(parent), "task").glob("*/children"):
        found.update(map(int, children.read_text().split()))
    return found
