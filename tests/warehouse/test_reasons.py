"""What DuckDB says becomes a sentence that says what to do."""

import duckdb
import pytest

from warehouse.reasons import reason


def test_too_little_memory_is_told_where_no_batch_is_loaded_as_well() -> None:
    with duckdb.connect(config={"memory_limit": "4MB"}) as connection, pytest.raises(duckdb.Error) as raised:
        connection.execute("select list(repeat('x', 1000) || i) from range(100_000) as r (i)")

    told = str(reason(raised.value, "w.duckdb"))
    assert (
        "w.duckdb: too little memory",
        "nothing of this was written; where a run says so, set batch_pages lower",
    ) == (
        told.partition(" (")[0],
        told.rpartition("): ")[2],
    )
