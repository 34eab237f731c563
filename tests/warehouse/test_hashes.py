from collections.abc import Callable

import duckdb
import pytest

from warehouse.connection import Warehouse
from warehouse.hashes import table_hash, table_hashes

COLUMNS = {"id": "INTEGER", "said": "VARCHAR"}


def hashed(rows: str, columns: dict[str, str] = COLUMNS) -> str:
    with duckdb.connect() as connection:
        connection.execute(f"create table spoken as select * from (values {rows}) as t({', '.join(columns)})")
        return table_hash(connection, "spoken", columns)


@pytest.mark.parametrize("rows", ["(2, 'no'), (1, 'yes')", "(1::bigint, 'yes'), (2, 'no')"], ids=["order", "width"])
def test_equal_rows_have_one_hash(rows: str) -> None:
    assert hashed("(1, 'yes'), (2, 'no')") == hashed(rows)


@pytest.mark.parametrize(
    "rows",
    [
        "(1, 'yes')",
        "(1, 'yes'), (2, 'no'), (2, 'no')",
        "(1, 'no'), (2, 'yes')",
        "(1, 'yes'), (2, 'no ')",
        "(1, 'yes'), (2, null)",
        "(1, 'yes'), (2, '')",
    ],
    ids=["fewer", "twice", "exchanged", "blank", "null", "empty"],
)
def test_other_rows_have_another_hash(rows: str) -> None:
    assert hashed("(1, 'yes'), (2, 'no')") != hashed(rows)


def test_null_is_not_the_empty_string() -> None:
    assert hashed("(1, null)") != hashed("(1, '')")


def test_values_do_not_run_into_each_other() -> None:
    columns = {"a": "VARCHAR", "b": "VARCHAR"}
    assert hashed("('x', 'yz')", columns) != hashed("('xy', 'z')", columns)


def test_blanks_in_json_count() -> None:
    assert hashed("""('{"a": 1}'::json)""", {"a": "JSON"}) != hashed("""('{"a":1}'::json)""", {"a": "JSON"})


def test_the_order_of_columns_does_not_count() -> None:
    columns = {"said": "VARCHAR", "id": "INTEGER"}
    assert hashed("(1, 'yes')") == hashed("('yes', 1)", columns)


def test_every_table_of_a_warehouse_has_a_hash(warehouse: Warehouse) -> None:
    query = "select schema_name, table_name from duckdb_tables() where table_name <> 'meta'"
    tables = {
        f"{schema}.{table}".removeprefix("main.") for schema, table in warehouse.connection.execute(query).fetchall()
    }
    assert tables == set(table_hashes(warehouse.connection))


def test_what_is_loaded_changes_the_hashes_of_its_tables(
    warehouse: Warehouse, load: Callable[..., object], article: Callable[..., object]
) -> None:
    before = table_hashes(warehouse.connection)
    load(article("a", "One, “two” three"))
    after = table_hashes(warehouse.connection)
    changed = {"articles", "paragraphs", "quotes", "speakers", "sources", "ops.runs", "ops.loads", "ops.fetches"}
    assert changed == {table for table in before if before[table] != after[table]}
