"""What is written in a format is read back as it was."""

from datetime import datetime
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.exported import WRITTEN, Format, select_written, written_columns

FORMATS: list[Format] = ["parquet", "csv", "jsonl"]
COLUMNS = {
    "number": "INTEGER",
    "said": "VARCHAR",
    "names": "VARCHAR[]",
    "shingles": "USMALLINT[]",
    "extra": "JSON",
    "confidence": "FLOAT",
    "at": "TIMESTAMP",
    "is_said": "BOOLEAN",
    "flow_run_id": "UUID",
}

#: No half of a surrogate pair, which is no character and which no file can hold.
text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


def round_trip(rows: str, values: list[object], form: Format, path: Path) -> tuple[object, object]:
    """Rows as they were, and as they are read back."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS.items())
    with duckdb.connect() as connection:
        connection.execute(f"create table spoken ({columns})")
        connection.execute(f"insert into spoken values {rows}", values)
        connection.execute(f"copy (select {written_columns(COLUMNS, form)} from spoken) to '{path}' ({WRITTEN[form]})")
        written = connection.execute("from spoken").fetchall()
        return written, connection.execute(select_written([path], COLUMNS, form)).fetchall()


@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, deadline=None)
@given(said=st.none() | text, names=st.none() | st.lists(st.none() | text, max_size=3))
def test_any_text_comes_back(form: Format, said: str | None, names: list[str] | None, tmp_path_factory) -> None:
    path = tmp_path_factory.getbasetemp() / f"any.{form}"
    written, read = round_trip("(1, ?, ?, [], null, 0.9, null, true, null)", [said, names], form, path)
    assert written == read


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "said",
    [
        "",
        "NULL",
        "\\N",
        '"',
        "'",
        "\r",
        "a\nb\r\n\tc",
        "nul\0in",
        "\ufeffmark",
        " blanks ",
        "# no comment",
        "é😀\u2028",
    ],
)
def test_what_a_format_might_take_for_its_own_comes_back(form: Format, said: str, tmp_path: Path) -> None:
    written, read = round_trip(
        "(1, ?, [?, null, ''], [0, 65535], null, null, null, null, null)", [said, said], form, tmp_path / "spoken"
    )
    assert written == read


@pytest.mark.parametrize("form", FORMATS)
def test_values_of_every_type_come_back(form: Format, tmp_path: Path) -> None:
    rows = (
        "(1, 'a', [], [], ?, ?, ?, false, '6b3f9d3a-0c52-4d5e-9d2b-4e5f6a7b8c9d'),"
        "(2, null, null, null, null, null, null, null, null)"
    )
    values = ['{"a":  1.0, "b": [1e400, "x"]}', 1 / 3, datetime(2026, 3, 5, 12, 0, 0, 123_456)]
    written, read = round_trip(rows, values, form, tmp_path / "spoken")
    assert written == read


@pytest.mark.parametrize("form", FORMATS)
def test_a_long_text_comes_back(form: Format, tmp_path: Path) -> None:
    values = ["long " * 5_000_000]
    written, read = round_trip("(1, ?, [], [], null, null, null, true, null)", values, form, tmp_path / "spoken")
    assert written == read


def test_a_table_without_files_has_no_rows() -> None:
    with duckdb.connect() as connection:
        assert [] == connection.execute(select_written([], COLUMNS, "parquet")).fetchall()
