"""Runs on the web that cannot go on, or are told to end: a sentence, and no traceback."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.local_web import replies
from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.server import LocalWeb

Command = Callable[..., subprocess.CompletedProcess[str]]

HOST = "mill.localhost"
PRESSLAKE = str(Path(sys.executable).with_name("presslake"))


def test_a_page_that_cannot_be_kept_ends_the_run_with_a_sentence(
    presslake: Command, paper: Newspaper, folder: Path
) -> None:
    (folder / "taken").write_text("A file stands where the folder is to be.")
    text = (folder / "presslake.toml").read_text()
    (folder / "presslake.toml").write_text('archive = "taken"\n' + text)

    answer = presslake("add", paper.url(0))

    told = "taken: the archive cannot be written" in answer.stderr
    assert (1, True, 1) == (answer.returncode, told, len(answer.stderr.splitlines())), answer.stderr


def test_ctrl_c_on_a_terminal_ends_a_run_that_waits_for_the_web(
    folder: Path, environment: dict[str, str], web: LocalWeb, paper: Newspaper
) -> None:
    web.sites[HOST] = paper.site({"/news/0000.html": replies.hang()})
    running = subprocess.Popen(
        [PRESSLAKE, "run"], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    while running.poll() is None and not any(logged.path == "/news/0001.html" for logged in web.log):
        time.sleep(0.1)

    os.killpg(running.pid, signal.SIGINT)

    _, said = running.communicate(timeout=60)
    interrupted = "presslake: interrupted; what was loaded stays, and the next run goes on from there\n"
    assert (130, interrupted) == (running.returncode, said)
