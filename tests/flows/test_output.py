"""How rows are printed for people."""

import pytest

from flows.output import Format, print_table
from warehouse.model import Table


def test_a_table_that_just_fits_the_terminal_is_printed_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "11")

    print_table(Table(("town", "mill"), (("Sill", "Moor"),)), Format.TABLE)

    assert capsys.readouterr().out.splitlines() == ["town   mill", "─" * 11, "Sill   Moor"]
