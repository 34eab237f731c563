"""What Prefect says beside a run: nothing."""

import subprocess
import sys

_WARNING = """
from flows.orchestration.defaults import prepare_prefect
prepare_prefect()
import logging
from prefect import flow
logging.getLogger("EventsWorker").warning("Still processing items")
"""


def test_warnings_of_prefects_workers_are_not_printed_between_the_lines_of_a_run() -> None:
    done = subprocess.run([sys.executable, "-c", _WARNING], capture_output=True, text=True, check=True)

    assert done.stderr == ""
