"""Print all that a reader gets from a copy with the DuckDB of this interpreter, for comparison with that of another.

    python tests/compatibility/read_copy.py warehouse.read.duckdb README.md docs/cookbook.md

prints every table, every view and every ```sql query of these pages with its types and its rows, sorted, since a table
has no order. `.ci/run` does so with each version of DuckDB that README promises and compares. No test of pytest's: it
needs the package index.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

#: Macros that none of them calls, each with the arguments that take its longest way.
MACROS = (
    "select quote_id, quote from search_quotes('it was not our the of a')",
    "select paragraph_id from search_paragraphs('the river')",
    "select text from context((select min(quote_id) from quotes), n := 2)",
    "select local_time(timestamp '2026-07-01 12:00', 'Europe/Oslo')",
    "select text, norm_quote(text) from quotes",
)


def queries(connection: duckdb.DuckDBPyConnection, pages: str) -> Iterator[str]:
    """The questions of which every version has to give the same answer."""
    names = connection.execute(
        "select table_schema || '.' || table_name from information_schema.tables order by 1"
    ).fetchall()
    yield from (f"select * from {name}" for (name,) in names)
    yield from re.findall(r"^```sql\n(.*?)^```", pages, re.MULTILINE | re.DOTALL)
    yield from MACROS


def main(copy: str, *paths: str) -> None:
    """Ask everything, and print the answers."""
    print(f"duckdb {duckdb.__version__}", file=sys.stderr)
    pages = "\n".join(Path(path).read_text(encoding="utf-8") for path in paths)
    with duckdb.connect(copy, read_only=True) as connection:
        for query in queries(connection, pages):
            columns = [f"{name} {type_}" for name, type_, *_ in connection.execute(f"describe {query}").fetchall()]
            rows = sorted(map(repr, connection.execute(query).fetchall()))
            frame = connection.execute(query).df()
            print(f"\n{query.strip()}\n-- {', '.join(columns)}\n-- {len(rows)} rows, {len(frame)} in a data frame")
            print(*rows, sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
