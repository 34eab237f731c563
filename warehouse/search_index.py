"""The index in a readers' copy, by which searches rank what they find.

DuckDB's full-text extension builds it; the wheel ``duckdb-extension-fts`` (``presslake[search]``) has that in it, for
one version of DuckDB. Readers need neither: ``search_scores`` asks the index's tables. Inserts do not keep an index up,
so every copy is given one before it is published.
"""

from hashlib import sha256
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.database_settings import SETTINGS, DatabaseSettings
from warehouse.errors import WarehouseError
from warehouse.extensions import extension
from warehouse.publish import current_copy
from warehouse.sql import literal, statement

#: While an index is built. Two threads double its CPU-seconds and end no sooner. What DuckDB may hold decides the peak:
#: of 2,500 articles a process takes 156 MB with 70MB, 282 with 1GB; of four times as many 161 and 896, for 12 % CPU.
FRUGAL = SETTINGS | {"threads": 1, "memory_limit": "70MB"}

#: An index that was built otherwise is not taken over.
_MADE_BY = ("index_steps/texts", "index_steps/build", "macros/word_folded", "macros/word_gap", "macros/fold")
_RECIPE = sha256("".join(statement(*name.split("/")) for name in _MADE_BY).encode()).hexdigest()[:12]


def index_copy(copy: Path, publish_path: Path, most_paragraphs: int) -> None:
    """Give a copy that is not published yet its index.

    None where the extension is not installed, and above ``most_paragraphs``: 70 µs of CPU a paragraph are too much for
    every run then. Where no text changed, the index of the copy at ``publish_path`` is taken over.
    """
    try:
        _index(copy, publish_path, most_paragraphs, FRUGAL)
    except duckdb.OutOfMemoryException:  # of paragraphs that are millions of characters long
        _index(copy, publish_path, most_paragraphs, SETTINGS)


def _index(copy: Path, publish_path: Path, most_paragraphs: int, settings: DatabaseSettings) -> None:
    with duckdb.connect(str(copy), config=settings) as connection:
        paragraph_count, texts = connection.execute(statement("index_steps", "state")).fetchall()[0]
        state = f"{_RECIPE} {texts}"
        if 0 < paragraph_count <= most_paragraphs and _has_index(connection, publish_path, state):
            connection.execute(statement("index_steps", "scores"))
            connection.execute("insert into meta values ('search_index', ?)", [state])
            # The warehouse has another macro of this name: migrate makes that anew where a copy becomes the warehouse.
            connection.execute("update meta set value = 'of an index' where key = 'macros/search_scores'")


def _has_index(connection: DuckDBPyConnection, publish_path: Path, state: str) -> bool:
    """Take over or build the index; tell whether there is one then."""
    if _takes_over(connection, publish_path, state):
        return True
    fts = extension("fts")
    if fts is None:
        return False
    connection.execute(f"load {literal(fts)}")
    connection.execute(statement("index_steps", "texts"))
    connection.execute(statement("index_steps", "build"))
    return True


def _takes_over(connection: DuckDBPyConnection, publish_path: Path, state: str) -> bool:
    try:
        connection.execute(f"attach {literal(current_copy(publish_path))} as earlier (read_only)")
    except (duckdb.Error, WarehouseError):  # none yet, or none that can be read
        return False
    found = connection.execute("select value from earlier.meta where key = 'search_index'").fetchall()
    if found == [(state,)]:
        connection.execute(statement("index_steps", "earlier"))
    connection.execute("detach earlier")
    return found == [(state,)]
