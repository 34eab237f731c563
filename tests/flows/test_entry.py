import subprocess
import sys

import pytest

#: What is imported in the end, by a program that begins as the command does.
AFTER_VERSION = """
import sys
from flows.entry import main
sys.argv = ["presslake", "--version"]
try:
    main()
except SystemExit:
    pass
import duckdb, pyarrow
duckdb.connect().execute("select ?", [1])
pyarrow.Table.from_pylist([{"a": 1}])
print("pandas" in sys.modules)
"""
#: As a worker imports the script that it was forked from.
AS_A_WORKER = "import sys, flows.entry; print('flows.cli' in sys.modules)"


@pytest.mark.parametrize("program", [AFTER_VERSION, AS_A_WORKER])
def test_what_the_command_or_its_workers_do_not_need_is_not_imported(program: str) -> None:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "False" == done.stdout.split()[-1]
