"""The page of docs/ that describes every table, view and macro by the comments in a warehouse.

    python -m warehouse.tables_page [COPY] > docs/tables.md

COPY is where a run publishes, by default warehouse.read.duckdb of the working directory. A test compares the page that
is there with the one that the present tables give.
"""

import sys
from collections.abc import Iterator
from itertools import groupby

from duckdb import DuckDBPyConnection

from warehouse.query import PUBLISHED, connect
from warehouse.sql import statement

_INTRODUCTION = """# The tables

Made from the comments in the file itself (`from dictionary` asks for the same). `main` is the present and safe to
count, `history` holds what was superseded, `ops` is what presslake did. Times end in `_at` and are UTC. Offsets count
Unicode code points, from 0, the end exclusive."""


def tables_page(connection: DuckDBPyConnection) -> str:
    """Return the page as Markdown: a section with its comment a table and view, a row a column, then the macros."""
    return "\n".join((_INTRODUCTION, *_relations(connection), *_macros(connection))) + "\n"


def _relations(connection: DuckDBPyConnection) -> Iterator[str]:
    rows = connection.execute(statement("queries", "described_columns")).fetchall()
    for (name, kind, comment), columns in groupby(rows, key=lambda row: row[:3]):
        yield f"\n## {name}\n\n{kind.capitalize()}. {comment}\n"
        yield "| column | type | |\n|---|---|---|"
        yield from (f"| `{column}` | {type_} | {_cell(meaning)} |" for *_, column, type_, meaning in columns)


def _macros(connection: DuckDBPyConnection) -> Iterator[str]:
    yield "\n## Macros\n\n| macro | |\n|---|---|"
    for name, comment in connection.execute(statement("queries", "described_macros")).fetchall():
        yield f"| `{name}` | {_cell(comment)} |"


def _cell(text: str | None) -> str:
    return (text or "").replace("|", "\\|")


if __name__ == "__main__":
    with connect(*(sys.argv[1:] or [PUBLISHED])) as read:
        sys.stdout.write(tables_page(read))
