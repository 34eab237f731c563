"""The command that tests run is the one that a shell starts."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from benchmarks.forked_command import started

Command = Callable[..., CompletedProcess[str]]

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [([], ""), (["nonsense"], ""), (["sql", "-"], "select 1"), (["explain", "-"], "<p>Too short.</p>")],
)
def test_a_forked_command_says_what_one_of_its_own_says(
    arguments: list[str], stdin: str, run_command: Command, tmp_path: Path
) -> None:
    where = {"cwd": tmp_path, "environment": os.environ, "stdin": stdin}
    forked, alone = run_command(*arguments, **where), started(PRESSLAKE, *arguments, **where)  # type: ignore[arg-type]
    assert vars(alone) == vars(forked)


def test_a_variable_of_the_interpreter_has_its_effect(run_command: Command, tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPROFILEIMPORTTIME": "1"}
    assert "import time:" in run_command("--version", cwd=tmp_path, environment=environment).stderr


def test_a_command_has_the_variables_that_it_is_given(run_command: Command, tmp_path: Path) -> None:
    done = run_command("status", cwd=tmp_path, environment=os.environ | {"PRESSLAKE_WARHOUSE": "x"})
    assert "PRESSLAKE_WARHOUSE" in done.stderr
