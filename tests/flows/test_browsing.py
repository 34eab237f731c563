"""The command `presslake browse` as a process: where it listens, who leaves, how it ends."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from conftest import Seeded


@contextmanager
def browse(seeded: "Seeded") -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The command, and the port that it says it has."""
    command = [str(Path(sys.executable).with_name("presslake")), "browse", "--port", "0"]
    with subprocess.Popen(
        command, cwd=seeded.folder, env=seeded.environment, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        yield process, int(process.stderr.readline().split(":")[3].split("/")[0])
        process.kill()


@pytest.fixture(scope="module")
def port(seeded: "Seeded") -> Iterator[int]:
    with browse(seeded) as (_, port):
        yield port


def ask(port: int, sql: str) -> HTTPConnection:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/sql", urlencode({"query": sql}), {"Content-Type": "application/x-www-form-urlencoded"})
    return connection


def test_a_query_ends_when_its_reader_leaves(port: int) -> None:
    leaving = ask(port, "select sleep_ms(600000)")
    time.sleep(1)
    leaving.close()
    codes = (ask(port, "select 1").getresponse().status for _ in range(300))
    assert 200 in codes


def test_a_port_that_is_taken_is_said(port: int, seeded: "Seeded") -> None:
    again = seeded.presslake("browse", "--port", str(port))
    assert (2, True) == (again.returncode, f"port {port} cannot be had" in again.stderr)


def test_ctrl_c_ends_it_without_a_word(seeded: "Seeded") -> None:
    with browse(seeded) as (process, port):
        assert ask(port, "select 1").getresponse().status == 200  # it runs, and is not about to
        process.send_signal(signal.SIGINT)
        assert (0, "") == (process.wait(60), process.stderr and process.stderr.read())
