"""Import into a warehouse that has something of its own: what is here in the same or a later version stays.

An article comes with all that belongs to it, its history and its readings included, or not at all. What was forgotten
here does not come back. The steps are the statements in ``merge_steps/``, over the exported tables in ``incoming``.
"""

from dataclasses import dataclass

from duckdb import DuckDBPyConnection

from warehouse.hashes import Columns
from warehouse.load import decide_clusters, drop_left_speakers
from warehouse.sql import statement

#: Wordings whose clusters are decided together: their sketches are in memory.
_WORDINGS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came in."""

    new: int
    #: Articles that took the place of an earlier version.
    updated: int


def merge(connection: DuckDBPyConnection, columns: Columns, run_id: str) -> Merged:
    """Bring in what the export has and the warehouse has not, within the caller's transaction."""
    _run(connection, "articles")
    _run(connection, "fetches")
    for table, names in columns.items():
        if "article_id" in names and not table.startswith("ops."):
            _take(connection, table)
    _run(connection, "speakers")
    _run(connection, "log")
    connection.execute(statement("merge_steps", "ledger"), {"run_id": run_id})
    _decide(connection)
    drop_left_speakers(connection)
    counts = "select count(*) filter (not is_there), count(*) filter (is_there) from merged_articles"
    [(new, updated)] = connection.execute(counts).fetchall()
    return Merged(new=new, updated=updated)


def _run(connection: DuckDBPyConnection, step: str) -> None:
    connection.execute(statement("merge_steps", step))


def _take(connection: DuckDBPyConnection, table: str) -> None:
    incoming = f"incoming.{table}" if "." in table else f"incoming.main.{table}"
    # An article that comes in is no copy until that is decided among the articles here.
    columns = "* replace (article_id as cluster_id, false as is_copy)" if table == "articles" else "*"
    connection.execute(f"delete from {table} where article_id in (select article_id from merged_articles)")
    connection.execute(
        f"insert into {table} by name select {columns} from {incoming}"
        " where article_id in (select article_id from merged_articles)"
    )


def _decide(connection: DuckDBPyConnection) -> None:
    connection.execute("create or replace temp table batch_keys (content_key varchar)")
    [(wordings,)] = connection.execute("select count(*) from merged_keys").fetchall()
    for start in range(0, wordings, _WORDINGS_AT_ONCE):
        some = f"from merged_keys order by content_key limit {_WORDINGS_AT_ONCE} offset {start}"
        connection.execute(f"insert into batch_keys {some}")
        decide_clusters(connection)
