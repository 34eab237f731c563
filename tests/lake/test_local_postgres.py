"""The Postgres that the tests of the lake stand on."""

import shutil
import subprocess
import sys

from benchmarks.local_postgres import LocalPostgres

DIES = """
import os
from benchmarks.local_postgres import local_postgres

with local_postgres() as postgres:
    print(postgres.address("postgres"), flush=True)
    os.kill(os.getpid(), 9)
"""


def test_what_was_committed_outlives_a_stop_without_warning(postgres: LocalPostgres) -> None:
    postgres.execute("create table kept as select 1 as number")

    postgres.stop("immediate")
    postgres.start()

    assert postgres.execute("select number from kept") == "1"


def test_no_postgres_is_left_by_a_killed_process(postgres: LocalPostgres) -> None:
    # It comes back when the last process that has the pipe is gone: the server has it too.
    died = subprocess.run([sys.executable, "-c", DIES], check=False, stdout=subprocess.PIPE, text=True, timeout=60)

    folder = died.stdout.split()[0].removeprefix("host=")
    shutil.rmtree(folder)
    listed = subprocess.run(["ps", "-eo", "args"], check=True, stdout=subprocess.PIPE, text=True).stdout
    assert folder not in listed
