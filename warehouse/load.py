"""Load a staged batch: one transaction, set-wise, so that a batch is in the warehouse or is not.

The steps are the statements in ``load_steps/``. Several readings of one article in a batch take turns: the first turn
loads the first reading of each article, the next turn compares the second ones with what is there then.
"""

from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.check import check_batch
from warehouse.errors import WarehouseError
from warehouse.model import Counts, Source
from warehouse.sql import statement
from warehouse.transaction import transaction

#: One temporary table each: the rows that a turn writes; articles count their parts, links look for articles.
_ROWS = ("paragraphs", "quotes", "statements", "quoted_terms", "articles", "links", "sketches", "speakers")

#: What DuckDB may hold while it loads, in MB, and how much more for each megabyte of the staged file; the program and
#: what Parquet takes come on top. A process that loads 200 articles (2 MB) beside 100,000 peaks at 246 MB with 64, 318
#: with 100, 379 with 180, for 0.7, 0.65, 0.62 CPU-s; 48 is enough in one warehouse and not in another.
_LEAST, _BY_MEGABYTE = 64, 5
#: For a batch that needs more, of very many or very long pages.
_MOST = 1_000

#: Pages that may have been forgotten on demand: most warehouses have none.
_FORGOTTEN = "select 1 from ops.tombstones union all select 1 from batch_readings where reason = 'forgotten'"

#: Pages that have failed now, or whose earlier failure is over or waits on.
_FAILED = (
    "select 1 from batch_logged where stands_for is null "
    "union all select 1 from ops.quarantine where url in (select entry_url from batch_readings)"
)

_LOADED = "from ops.loads where batch_sha256 = getvariable('batch_sha256') and run_id = getvariable('run_id')"


def load_batch(connection: DuckDBPyConnection, staged: Path, run_id: str) -> Counts:
    """Load the batch in one transaction and return what became of its pages.

    A batch that this run has loaded already changes nothing and gives the counts that it gave. Raises WarehouseError,
    with nothing of the batch loaded, where the batch breaks a check or the disk is full.
    """
    enough = _LEAST + staged.stat().st_size * _BY_MEGABYTE // 1_000_000
    if enough < _MOST:
        try:
            return _load_within(enough, connection, staged, run_id)
        except WarehouseError as error:
            if not isinstance(error.__cause__, duckdb.OutOfMemoryException):
                raise
    return _load_within(_MOST, connection, staged, run_id)


def _load_within(megabytes: int, connection: DuckDBPyConnection, staged: Path, run_id: str) -> Counts:
    connection.execute("set memory_limit = ?", [f"{megabytes}MB"])
    with transaction(connection, run_id):
        connection.execute("set variable staged = ?", [str(staged)])
        connection.execute("set variable run_id = ?", [run_id])
        _run(connection, "readings")
        if _finds(connection, _FORGOTTEN):
            _run(connection, "forgotten")
        _run(connection, "outcomes")
        if not _finds(connection, _LOADED):
            _load(connection)
        found = connection.execute(statement("load_steps", "counts")).fetchall()
    return Counts(**dict(zip(Counts.__slots__, found[0], strict=True)))


def save_sources(connection: DuckDBPyConnection, sources: Sequence[Source]) -> None:
    """Make the rows of the configured sources say what their configuration says; others stay as they are."""
    known = set(connection.execute("select * from sources").fetchall())
    changed = [row for source in sources if (row := astuple(source)) not in known]
    if changed:
        with transaction(connection):
            connection.executemany("delete from sources where source_id = ?", [row[:1] for row in changed])
            connection.executemany("insert into sources values (?, ?, ?, ?, ?, ?, ?)", changed)


def _run(connection: DuckDBPyConnection, *steps: str) -> None:
    for step in steps:
        connection.execute(statement("load_steps", step))


def _load(connection: DuckDBPyConnection) -> None:
    turns = connection.execute(
        "select coalesce(max(turn), 0) from batch_readings where article_id is not null"
    ).fetchall()
    for turn in range(1, turns[0][0] + 1):
        connection.execute("set variable turn = ?", [turn])
        _take_turn(connection)
    if _finds(connection, "from batch_written"):
        _run(connection, "backlinks")
        decide_clusters(connection)
    drop_left_speakers(connection)
    _run(connection, "sources", "log")
    if _finds(connection, _FAILED):
        _run(connection, "quarantine")
    if _finds(connection, "from batch_readings where page_key is not null"):
        _run(connection, "frontier")


def _take_turn(connection: DuckDBPyConnection) -> None:
    _run(connection, "decide", "writes")
    if _finds(connection, "from batch_readings where rebuilds is not null"):
        _run(connection, "confirmed")
    if not _finds(connection, "from batch_writes"):
        return
    _run(connection, *_ROWS, "save_speakers")
    check_batch(connection)
    if _finds(connection, "from batch_writes where outcome = 'updated'"):
        _run(connection, "superseded")
    if _finds(connection, "from batch_writes where outcome <> 'new'"):
        _run(connection, "replaced")
    _run(connection, "insert")


def drop_left_speakers(connection: DuckDBPyConnection) -> None:
    """Delete the speakers in ``batch_left_speakers`` whom nothing quotes any more."""
    if _finds(connection, "from batch_left_speakers"):
        _run(connection, "left_speakers")


def decide_clusters(connection: DuckDBPyConnection) -> None:
    """Decide again about the clusters of the wordings in ``batch_keys``, and of all that this moves.

    The rule, over all articles by time of publication, first reading and key: one that prints what an earlier one
    printed, word for word, goes where that one went; else it is a copy of the earliest lead that it resembles; else it
    leads a cluster. So every copy resembles its lead, and no chain of small changes joins two stories. The rule asks
    for the set of articles alone: in which order and in which batches they came makes no difference.
    """
    _run(connection, "places")
    while _finds(connection, "from batch_keys"):
        _run(connection, "wordings", "resembling")
    while _finds(connection, "from batch_wordings where lead_id is null"):
        _run(connection, "leads")
    _run(connection, "clusters")


def _finds(connection: DuckDBPyConnection, query: str) -> bool:
    return bool(connection.execute(query).fetchmany(1))
