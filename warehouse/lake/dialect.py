"""The statements of migrations, views, macros and comments as DuckLake takes them.

It has no CHECK (the one writer and ``checks/`` hold those promises), and no comments on macros or on columns of views;
a native copy of a lake has all of them.
"""

import re

import duckdb

from warehouse.sql import statement

#: Of the form ``check (… (…) …)``: at most one more pair inside, which a test holds to.
_CHECK = re.compile(r"\bcheck \((?:[^()]|\([^()]*\))*\)")
_COMMENT = re.compile(r"\s*comment on (?P<kind>\w+)", re.IGNORECASE)
#: They bring up early native files, and change nothing in any other.
_NATIVE_ALONE = {"0006_late_columns", "0007_why"}
#: Comments of SQL, which come along with the statement that they stand before.
_LEADING = re.compile(r"\A(?:\s*--[^\n]*\n)+")
#: What a comment can stand on, by the folder whose statements make it.
_COMMENTED = {"comments": {"table", "column"}, "views": {"view"}, "macros": set[str]()}


def lake_statements(folder: str, name: str) -> tuple[str, ...]:
    """Return the statements of ``folder/name.sql``, those left out that DuckLake does not know."""
    if name in _NATIVE_ALONE:
        return ()
    found = (part.query for part in duckdb.extract_statements(_CHECK.sub("", statement(folder, name))))
    return tuple(query for query in found if _is_known(folder, query))


def _is_known(folder: str, query: str) -> bool:
    comment = _COMMENT.match(_LEADING.sub("", query))
    return not comment or comment["kind"].lower() in _COMMENTED.get(folder, set())
