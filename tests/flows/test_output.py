"""How rows are printed for people."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Callable

import pytest
from rich.cells import cell_len

from flows.output import Format, print_table
from warehouse.model import Table

TOWNS = Table(("town", "mill", "since"), (("Sill", "Moor", 1871), ("Ouse", "Tarn", 96)))
#: One cell, two cells and no cell wide, and from right to left.
LETTERS = ("said again", "河は議事録を読まない", "🌊🚢" * 9, "e\u0301" * 30, "النهر لا يقرأ محاضرنا")
VOICES = Table(
    ("quote_id", "speaker", "quote"),
    tuple((f"q{n:012}", letters[:8], letters * 4) for n, letters in enumerate(LETTERS)),
)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """The lines that a table has on so many columns."""

    def lines(table: Table, columns: int) -> list[str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        print_table(table, Format.TABLE)
        return capsys.readouterr().out.splitlines()

    return lines


def test_a_table_that_just_fits_the_terminal_is_printed_as_one(printed: Callable[..., list[str]]) -> None:
    assert printed(TOWNS, 17) == ["town  mill  since", "─" * 17, "Sill  Moor   1871", "Ouse  Tarn     96"]


def test_a_table_that_does_not_fit_is_a_list_of_values(printed: Callable[..., list[str]]) -> None:
    assert printed(TOWNS, 16)[:4] == ["town   Sill", "mill   Moor", "since  1871", ""]


@pytest.mark.parametrize("columns", [40, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal_or_ends_in_blanks(columns: int, printed: Callable[..., list[str]]) -> None:
    assert [] == [line for line in printed(VOICES, columns) if cell_len(line) > columns or line != line.rstrip()]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_no_word_of_any_script_is_lost(columns: int, printed: Callable[..., list[str]]) -> None:
    shown = "".join("".join(printed(VOICES, columns)).split())
    assert [] == [letters for letters in LETTERS if letters[:6].replace(" ", "") not in shown]


def test_columns_of_a_wide_script_stand_under_each_other(printed: Callable[..., list[str]]) -> None:
    lines = printed(Table(("who", "when"), (("河川", 1), ("Ida", 2))), 80)
    assert {10} == {cell_len(line) for line in lines}


def test_what_is_true_or_false_is_no_number(printed: Callable[..., list[str]]) -> None:
    assert printed(Table(("is_copy", "n"), ((True, 1),)), 80)[-1] == "True     1"


PRINTS_TOWNS = """
from flows.output import Format, print_table
from warehouse.model import Table
print_table(Table(("town", "mill", "since"), (("Sill", "Moor", 1871),)), Format.TABLE)
"""


def on_a_terminal(columns: int, kind: str) -> str:
    """What a terminal of this width gets to show, escape sequences included."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "FORCE_COLOR"}}
    command = [sys.executable, "-c", PRINTS_TOWNS]
    subprocess.run(command, check=True, env=environment | {"TERM": kind}, stdin=theirs, stdout=theirs, stderr=theirs)
    return os.read(ours, 4096).decode()  # all of it: a terminal keeps 4,096 bytes


@pytest.mark.parametrize(
    ("columns", "kind", "first"),
    [
        (17, "dumb", "town  mill  since"),
        (16, "xterm", "\x1b[1mtown \x1b[0m  Sill"),
    ],
)
def test_a_terminal_is_asked_for_its_width_and_gets_only_the_codes_that_it_knows(
    columns: int, kind: str, first: str
) -> None:
    assert first == on_a_terminal(columns, kind).splitlines()[0]
