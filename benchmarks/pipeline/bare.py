"""What any pipeline must do: trafilatura in a pool of processes, and one bulk insert into a DuckDB file.

python -m benchmarks.pipeline.bare FOLDER DATABASE
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import sched_getaffinity
from pathlib import Path

import duckdb
import pyarrow as pa

from extract.decode import decode

Row = tuple[str, str | None, str | None, str | None, str | None, str]

_COLUMNS = ("path", "url", "title", "author", "date", "text")
#: Articles that are inserted at once, as many as presslake loads in one batch.
_BULK = 200


def read(path: Path) -> Row | None:
    """Return what trafilatura makes of a page, with its metadata."""
    from trafilatura import bare_extraction  # noqa: PLC0415 — in the workers alone

    # Never bytes: it does not go by the charset that a page states.
    found = bare_extraction(decode(path.read_bytes(), None).text, with_metadata=True)
    if found is None:
        return None
    row = found if isinstance(found, dict) else found.as_dict()
    return (str(path), row["url"], row["title"], row["author"], row["date"], row["text"])


def main(folder: Path, database: Path) -> None:
    """Read a folder into a file."""
    paths = sorted(folder.iterdir())
    workers = len(sched_getaffinity(0))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool, duckdb.connect(database) as connection:
        connection.execute("create table articles (path text, url text, title text, author text, date text, text text)")
        rows: list[Row] = []
        for row in pool.map(read, paths, chunksize=10):
            rows += [row] if row else []
            if len(rows) == _BULK:
                _insert(connection, rows)
                rows = []
        _insert(connection, rows)
        connection.execute("checkpoint")
        print(connection.execute("select count(*) from articles").fetchall()[0][0], "articles")


def _insert(connection: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    columns = zip(*rows, strict=True) if rows else ([],) * len(_COLUMNS)
    table = pa.table([pa.array(list(column), pa.string()) for column in columns], names=_COLUMNS)
    connection.register("rows", table)
    connection.execute("insert into articles from rows")
    connection.unregister("rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
