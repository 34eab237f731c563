"""A cursor beside a connection."""

import duckdb

from warehouse.cursors import beside


def test_names_mean_what_they_mean_to_the_connection() -> None:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as lake; use lake; create table pages as select 'ferry' as page")
        with beside(connection) as cursor:
            assert [("ferry",)] == cursor.execute("from pages").fetchall()
