"""Tables, views and macros as notebooks have them: in pandas and in polars."""

import polars as pl

from warehouse.connection import Warehouse
from warehouse.sql import statement_names

#: No HUGEINT, which pandas makes a float of, no INTERVAL, which polars cannot read, no TIMESTAMP WITH TIME ZONE, which
#: asks for another library.
SHARED_TYPES = {
    *("BOOLEAN", "SMALLINT", "INTEGER", "BIGINT", "FLOAT", "DOUBLE", "DATE", "TIMESTAMP"),
    *("VARCHAR", "VARCHAR[]", "USMALLINT[]", "JSON", "UUID"),
}

RELATIONS = (
    *statement_names("views"),
    *(
        "articles",
        "paragraphs",
        "quotes",
        "statements",
        "quoted_terms",
        "speakers",
        "links",
        "sketches",
        "sources",
        "meta",
    ),
    *("history.articles", "history.quotes", "history.statements"),
    *("ops.runs", "ops.loads", "ops.fetches", "ops.quarantine", "ops.frontier", "ops.documents", "ops.tombstones"),
    *("quotes_by('amsel')", "search_quotes('engine')", "search_paragraphs('ferry')", "mentions('ferry')"),
    "context((select quote_id from quotes limit 1))",
)


def test_every_table_and_view_is_looked_at(warehouse: Warehouse) -> None:
    there = warehouse.connection.execute(
        """select distinct if("schema" = 'main', '', "schema" || '.') || "table" from dictionary"""
    ).fetchall()
    assert {name for (name,) in there} <= set(RELATIONS)


def values(warehouse: Warehouse, relation: str) -> tuple[int, ...]:
    """How many values each column has."""
    [counted] = warehouse.connection.execute(f"select count(columns(*)) from {relation}").fetchall()
    return counted


def test_all_types_are_ones_that_pandas_and_polars_share(warehouse: Warehouse) -> None:
    others = [
        (relation, column, type_)
        for relation in RELATIONS
        for column, type_, *_ in warehouse.connection.execute(f"describe from {relation}").fetchall()
        if type_ not in SHARED_TYPES
    ]
    assert others == []


def test_pandas_has_the_values_that_duckdb_has(loaded: Warehouse) -> None:
    frames = {relation: loaded.connection.execute(f"from {relation}").df() for relation in RELATIONS}

    assert {relation: values(loaded, relation) for relation in RELATIONS} == {
        relation: tuple(frame.count()) for relation, frame in frames.items()
    }


def test_polars_has_the_values_that_duckdb_has(loaded: Warehouse) -> None:
    frames = {
        relation: pl.DataFrame(loaded.connection.execute(f"from {relation}").to_arrow_table()) for relation in RELATIONS
    }

    assert {relation: values(loaded, relation) for relation in RELATIONS} == {
        relation: frame.count().row(0) for relation, frame in frames.items()
    }
