"""What a service is at one moment: its processes as Linux tells them, its files, the states of its runs."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

#: Clock ticks a second, in which Linux counts the time of a process.
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """A process that lives; memory in MB, time in CPU-seconds."""

    pid: int
    parent: int
    rss: float
    peak: float
    threads: int
    files: int
    #: Its own, and with that of all children that it has waited for.
    seconds: float


def process(pid: int) -> Process | None:
    """Look at a process; None where it has ended, whether its parent knows it or not."""
    folder = Path(f"/proc/{pid}")
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
        files = sum(1 for _ in (folder / "fd").iterdir())
    except OSError:
        return None
    if fields[0] == "Z":
        return None
    return Process(
        pid=pid,
        parent=int(fields[1]),
        rss=_megabytes(status.get("VmRSS")),
        peak=_megabytes(status.get("VmHWM")),
        threads=int(fields[17]),
        files=files,
        seconds=sum(map(int, fields[11:15])) / _TICKS,
    )


def descendants(pid: int) -> tuple[Process, ...]:
    """Every process below one, children before their own."""
    processes = [found for each in Path("/proc").glob("[0-9]*") if (found := process(int(each.name)))]
    return tuple(_below(pid, processes))


def _below(pid: int, processes: list[Process]) -> Iterator[Process]:
    for child in (each for each in processes if each.parent == pid):
        yield child
        yield from _below(child.pid, processes)


def reap(but: int) -> None:
    """Take note of the end of orphans that this process adopted; of its own child ``but`` somebody else does."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            pid, fields = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
            if pid != but and fields[0] == "Z" and int(fields[1]) == os.getpid():
                os.waitpid(pid, os.WNOHANG)


def megabytes(*paths: Path) -> float:
    """The size of files, and of all that is in folders; what vanishes meanwhile has none."""
    files = [file for path in paths for file in (path.rglob("*") if path.is_dir() else [path])]
    return sum(_size(file) for file in files) / 1e6


def flow_runs(database: Path) -> Counter[str]:
    """How many runs Prefect has in each state, by the state's name; those to come aside."""
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=30) as connection:
        return Counter(
            dict(
                connection.execute(
                    "select state_name, count(*) from flow_run where state_type <> 'SCHEDULED' group by state_name"
                )
            )
        )


def _size(file: Path) -> int:
    try:
        status = file.lstat()
    except OSError:
        return 0
    return status.st_size


def _megabytes(stated: str | None) -> float:
    return int(stated.split()[0]) / 1000 if stated else 0.0
