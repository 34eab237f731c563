"""Views and macros that show the columns of another show all of them."""

import pytest

from warehouse.connection import Warehouse


def columns(warehouse: Warehouse, relation: str) -> list[str]:
    return [name for name, *_ in warehouse.connection.execute(f"describe from {relation}").fetchall()]


@pytest.mark.parametrize("macro", ["quotes_by('amsel')", "search_quotes('engine')"])
def test_a_macro_of_quotes_has_the_columns_of_v_quotes(macro: str, warehouse: Warehouse) -> None:
    assert columns(warehouse, "v_quotes") == columns(warehouse, macro)


def test_unattributed_quotes_have_the_columns_of_v_quotes_but_for_the_speaker(warehouse: Warehouse) -> None:
    rest = [name for name in columns(warehouse, "v_quotes") if name not in {"speaker", "speaker_id"}]
    assert rest == columns(warehouse, "unattributed_quotes")
