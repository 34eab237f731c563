"""Bring a warehouse to the schema that this program knows.

Tables change by numbered migrations, forward only, each run once. Views, macros and comments hold no rows: they are
dropped and made again whenever the text of one of them changes.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from graphlib import TopologicalSorter
from hashlib import sha256
from typing import TypeAlias

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError, WarehouseTooNew
from warehouse.sql import statement, statement_names
from warehouse.transaction import transaction

#: The schema version that this program writes: the number of the last migration.
SCHEMA_VERSION = int(statement_names("migrations")[-1][:4])

#: In the order in which they are made: views read tables, macros read views.
_REMADE = ("comments", "views", "macros")


#: The statements of a file in a folder, as the database takes them.
Dialect: TypeAlias = Callable[[str, str], Sequence[str]]


def _native(folder: str, name: str) -> Sequence[str]:
    return (statement(folder, name),)


def migrate(connection: DuckDBPyConnection, dialect: Dialect = _native) -> None:
    """Run the migrations that the warehouse has not had, and remake what changed of views, macros and comments."""
    version = schema_version(connection) or 0
    for name in statement_names("migrations"):
        if int(name[:4]) > version:
            _migrate_once(connection, name, dialect)
    connection.execute(statement("index_steps", "drop"))
    _remake(connection, dialect)


def known_version(connection: DuckDBPyConnection, path: object) -> int:
    """Return the number of the last migration run, 0 for an empty file.

    Raises WarehouseTooNew where the warehouse has a later schema, WarehouseError where the file is no warehouse.
    """
    version = schema_version(connection)
    if version is None:
        raise WarehouseError(f"{path} holds tables but is no presslake warehouse: give another path")
    if version > SCHEMA_VERSION:
        raise WarehouseTooNew(
            f"{path} has schema version {version}, this presslake knows up to {SCHEMA_VERSION}: update presslake"
        )
    return version


def require_present(connection: DuckDBPyConnection, path: object) -> None:
    """Raise WarehouseError where the file has an earlier schema than this program, WarehouseTooNew where a later."""
    version = known_version(connection, path)
    if version < SCHEMA_VERSION:
        raise WarehouseError(
            f"{path} has schema version {version}, this presslake reads {SCHEMA_VERSION}: presslake run brings it up"
        )


def schema_version(connection: DuckDBPyConnection) -> int | None:
    """Return the number of the last migration run, 0 for an empty file, None for the tables of another program."""
    found = connection.execute(
        "select table_name from duckdb_tables() where not internal and database_name = current_database()"
    ).fetchall()
    if not found:
        return 0
    if ("meta",) not in found:
        return None
    version = connection.execute("select value from meta where key = 'schema_version'").fetchall()
    return int(version[0][0]) if version else None


def _migrate_once(connection: DuckDBPyConnection, name: str, dialect: Dialect) -> None:
    with transaction(connection):
        connection.execute("create table if not exists meta (key varchar not null, value varchar not null)")
        _create(connection, dialect("migrations", name))
        connection.execute("delete from meta where key = 'schema_version'")
        connection.execute("insert into meta values ('schema_version', ?)", [str(int(name[:4]))])


def _remake(connection: DuckDBPyConnection, dialect: Dialect) -> None:
    wanted = {f"{folder}/{name}": _hash(folder, name) for folder in _REMADE for name in _in_order(folder)}
    made = dict(connection.execute("select key, value from meta where contains(key, '/')").fetchall())
    if made == wanted:
        return
    with transaction(connection):
        for key in made:
            _drop(connection, *key.split("/"))
        for key in wanted:
            _create(connection, dialect(*key.split("/")))
        connection.execute("delete from meta where contains(key, '/')")
        connection.executemany("insert into meta values (?, ?)", list(wanted.items()))


def _create(connection: DuckDBPyConnection, statements: Sequence[str]) -> None:
    try:
        for each in statements:
            connection.execute(each)
    except duckdb.CatalogException as error:
        said = str(error).partition("\n")[0]
        if "already exists" not in said:
            raise
        raise WarehouseError(
            f"presslake needs a name that something of yours has ({said}): rename that, and run again"
        ) from error


def _in_order(folder: str) -> Iterable[str]:
    """Return the names in a folder, each after those that its statement reads from or calls."""
    names = statement_names(folder)
    return TopologicalSorter({name: _needed(statement(folder, name), names) - {name} for name in names}).static_order()


def _needed(text: str, names: Sequence[str]) -> set[str]:
    return {name for name in names if re.search(rf"\b(from|join) {name}\b|\b{name}\(", text)}


def _hash(folder: str, name: str) -> str:
    return sha256(statement(folder, name).encode()).hexdigest()


def _drop(connection: DuckDBPyConnection, folder: str, name: str) -> None:
    if folder == "views":
        connection.execute(f"drop view if exists {name}")
    if folder == "macros":
        connection.execute(f"drop macro if exists {name}")
        connection.execute(f"drop macro table if exists {name}")
