"""What the command says of itself."""

import shlex
import subprocess
import sys
from itertools import takewhile

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.commands import PANELS
from flows.help_pages import named_command

NAMES = [name for panel in PANELS.values() for name in panel]
EXAMPLES = [line for panel in PANELS.values() for listed in panel.values() for line in listed.examples]


def said(*arguments: str, columns: int = 80) -> str:
    return CliRunner(env={"COLUMNS": str(columns)}).invoke(app, list(arguments), prog_name="presslake").output


@pytest.mark.parametrize("name", NAMES)
def test_the_help_of_a_command_fits_80_columns(name: str) -> None:
    assert [] == [line for line in said(name, "--help").splitlines() if len(line) > 80]


def test_the_list_of_commands_cuts_no_sentence_off() -> None:
    does = [listed.does for panel in PANELS.values() for listed in panel.values()]
    assert [] == [sentence for sentence in does if f"{sentence}\n" not in said("--help")]


def test_options_of_every_command_stand_under_a_heading_of_their_own() -> None:
    headings = [line for line in said("search", "--help").splitlines() if line.endswith(":") and line[0] != " "]
    assert ["Arguments:", "Options:", "Settings:", "Examples:"] == headings


def test_arguments_are_named_as_one_types_them() -> None:
    assert "Usage: presslake run [OPTIONS] [SOURCE...]" == said("run", "--help").splitlines()[0]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_a_command_line(example: str) -> None:
    name, *words = takewhile(lambda word: word not in "<>", shlex.split(example, comments=True))
    assert name == named_command(name).make_context(name, words).info_name


def test_help_of_a_command_is_asked_for_in_either_way() -> None:
    assert said("sql", "--help") == said("help", "sql")


def test_help_alone_is_that_of_all() -> None:
    assert said("--help") == said("help")


def test_what_a_command_needs_is_not_imported_for_the_help() -> None:
    program = "import sys; from flows.entry import main\ntry:\n    main()\nexcept SystemExit:\n    print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=True)
    names = set(done.stdout.split())
    assert set() == names & {"duckdb", "pyarrow", "pydantic", "prefect", "trafilatura", "flows.settings"}
