"""What the shell is told that could come next."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer import Context
from typer.core import TyperCommand
from typer.testing import CliRunner

from flows.cli import app
from flows.completing import source_ids, table_names

TWO_SOURCES = '[[sources]]\nid = "council"\nfeed = "https://council.example/feed"\n[[sources]]\nid = "mill-post"\n'
#: Completes the last of the given words, as bash does when Tab is pressed.
PRESS_TAB = """
PATH="$1:$PATH"; shift
eval "$(presslake --show-completion)"
for line in "$@"; do
    COMP_WORDS=($line); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    _presslake_completion presslake
    echo "${COMPREPLY[@]}"
done
"""


@pytest.fixture
def context() -> Context:
    """Of a command that was given no option."""
    return Context(TyperCommand("run"))


def test_bash_completes_commands_and_sources(folder: Path, environment: dict[str, str]) -> None:
    (folder / "presslake.toml").write_text(TWO_SOURCES)
    bash = ["bash", "--norc", "-c", PRESS_TAB, "bash", str(Path(sys.executable).parent)]
    lines = ["presslake se", "presslake run c"]
    done = subprocess.run([*bash, *lines], check=False, cwd=folder, env=environment, capture_output=True, text=True)
    assert ("serve search\ncouncil\n", "") == (done.stdout, done.stderr)


def test_the_sources_that_ship_stand_in_for_a_configuration(folder: Path, context: Context) -> None:
    assert ["ravelsby-today"] == source_ids(context, "rav")


def test_sources_come_from_the_configuration_that_the_line_names(folder: Path, context: Context) -> None:
    (folder / "other.toml").write_text(TWO_SOURCES)
    context.params["config"] = "other.toml"
    assert ["council", "mill-post"] == source_ids(context, "")


@pytest.mark.parametrize("text", ["sources = 7", "sources = [3]", "[[sources", "\udcff"])
def test_a_configuration_that_cannot_be_read_completes_nothing(text: str, folder: Path, context: Context) -> None:
    (folder / "presslake.toml").write_bytes(os.fsencode(text))
    assert [] == source_ids(context, "")


def test_tables_and_views_are_completed() -> None:
    assert ["quotations", "quote_context", "quotes", "quoted_terms"] == table_names("quot")


def test_fish_shows_what_a_command_does(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "presslake expo")
    asked = CliRunner(env={"_PRESSLAKE_COMPLETE": "complete_fish"})
    assert "export\tWrite the warehouse into files.\n" == asked.invoke(app, prog_name="presslake").stdout
