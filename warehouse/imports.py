"""Import what ``warehouse.export_whole`` wrote: the same tables again, in one transaction and with every promise kept.

Every change of a warehouse belongs to a run, and every export names all runs. So the runs tell what an import is: those
of an export that are all known here bring nothing; a warehouse whose runs are all in the export is an older state of
the same one, and becomes what that is, to the row; otherwise each side has something of its own, as
``warehouse.merge`` says.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.check import run_checks
from warehouse.errors import WarehouseError, WarehouseTooNew
from warehouse.exported import select_written
from warehouse.forget import Tombstones, tombstones
from warehouse.hashes import Columns, table_columns, table_hashes
from warehouse.manifest import COPIES, Manifest, require_files
from warehouse.merge import merge
from warehouse.migrate import SCHEMA_VERSION
from warehouse.model import Counts
from warehouse.rows import naive_utc
from warehouse.runs import end_run, start_run
from warehouse.sql import statement
from warehouse.transaction import transaction

#: Paragraphs whose checks are made together: what the transaction wrote takes memory too.
_CHECKED_AT_ONCE = 100_000

#: The tables that tell whether anything is new.
_COMPARED = frozenset({"ops.runs", "ops.tombstones"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import brought."""

    #: Runs that were not known here.
    runs: int = 0
    #: Articles written.
    articles: int = 0
    #: Whether something was here that was forgotten there: its bytes stay until ``Warehouse.rewrite``.
    has_forgotten: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """How the runs of an export and of the warehouse compare."""

    #: Runs that are not known here.
    new_runs: int
    #: Runs that are not known there.
    own_runs: int
    #: Runs that are not known here and are left out of the export.
    missing_runs: int
    #: What was forgotten there and not here.
    new_tombstones: int


def import_export(connection: DuckDBPyConnection, folder: Path, manifest: Manifest, software: str) -> Imported:
    """Import the export in the folder in one transaction; what is here already changes nothing.

    Raises WarehouseError, with nothing imported, where a file is missing or damaged, an earlier export has to come
    first, a check does not hold, or a table does not come out as it was exported; WarehouseTooNew where a newer
    presslake wrote it. ``software`` is for the record of a run, which only a warehouse with runs of its own gets.
    """
    columns = table_columns(connection)
    _require_columns(folder, manifest, columns)
    with _incoming_database(connection, folder):
        compared = _compare(connection, folder, manifest)
        if not compared.new_runs:
            return Imported()
        if compared.missing_runs:
            raise WarehouseError(
                f"{folder} holds what came since {manifest.since:%Y-%m-%d %H:%M:%S}, and {compared.missing_runs} runs"
                " before that are missing here: import the earlier exports first, or export all"
            )
        _name_tables(connection, folder, manifest, manifest.tables.keys() - _COMPARED)
        if compared.own_runs:
            articles = _merge(connection, folder, columns, software)
            return Imported(runs=compared.new_runs, articles=articles)
        with transaction(connection):
            _replace(connection, manifest)
            _require_hashes(connection, folder, manifest)
            _require_promises(connection, folder)
    return Imported(
        runs=compared.new_runs, articles=manifest.tables["articles"].rows, has_forgotten=compared.new_tombstones > 0
    )


def find_forgotten_there(connection: DuckDBPyConnection, folder: Path, manifest: Manifest) -> Tombstones:
    """Return what was forgotten in the exported warehouse and has to be forgotten here before it is imported.

    That is nothing where the import makes this warehouse what that one is.
    """
    _require_columns(folder, manifest, table_columns(connection))
    with _incoming_database(connection, folder):
        compared = _compare(connection, folder, manifest)
        if not (compared.new_runs and compared.own_runs and compared.new_tombstones):
            return Tombstones()
        there = connection.execute("select url_key, domain from incoming.ops.tombstones").fetchall()
    here = tombstones(connection)
    return Tombstones(
        url_keys=frozenset(key for key, _ in there if key) - here.url_keys,
        domains=frozenset(domain for _, domain in there if domain) - here.domains,
    )


def _merge(connection: DuckDBPyConnection, folder: Path, columns: Columns, software: str) -> int:
    """Bring in what is not here, as a run of its own; return how many articles that was."""
    run_id = start_run(connection, flow="import", trigger="cli", software=software)
    try:
        with transaction(connection):
            merged = merge(connection, columns, run_id)
            _require_promises(connection, folder)
    except WarehouseError as error:
        end_run(connection, run_id, "failed", Counts(), str(error))
        raise
    end_run(connection, run_id, "ok", Counts(new=merged.new, updated=merged.updated))
    return merged.new + merged.updated


def _require_columns(folder: Path, manifest: Manifest, columns: Columns) -> None:
    if manifest.schema_version > SCHEMA_VERSION:
        raise WarehouseTooNew(
            f"{folder} has schema version {manifest.schema_version}, this presslake knows up to {SCHEMA_VERSION}:"
            " update presslake"
        )
    exported = {name: table.columns for name, table in manifest.tables.items() if name != COPIES}
    for name in sorted(exported.keys() ^ columns.keys()):
        raise WarehouseError(
            f"{folder}: the table {name} is only in the {'export' if name in exported else 'warehouse'}"
        )
    for name in columns:
        if exported[name] != columns[name]:
            raise WarehouseError(f"{folder}: the table {name} has other columns in the export than in the warehouse")


@contextmanager
def _incoming_database(connection: DuckDBPyConnection, folder: Path) -> Iterator[None]:
    """Have a database for the exported tables."""
    connection.execute("attach ':memory:' as incoming")
    try:
        connection.execute("create schema incoming.history; create schema incoming.ops")
        yield
    except duckdb.Error as error:
        raise WarehouseError(f"{folder}: the export cannot be read ({str(error).splitlines()[0]})") from error
    finally:
        connection.execute("detach incoming")


def _name_tables(connection: DuckDBPyConnection, folder: Path, manifest: Manifest, names: Iterable[str]) -> None:
    """Have exported tables go by the names that they have in the warehouse, each file of them being as it was."""
    for name in names:
        table = manifest.tables[name]
        require_files(folder, table.files)
        rows = select_written([folder / file.path for file in table.files], table.columns, manifest.format)
        connection.execute(f"create view {_incoming(name)} as {rows}")


def _incoming(table: str) -> str:
    return f"incoming.{table}" if "." in table else f"incoming.main.{table}"


def _compare(connection: DuckDBPyConnection, folder: Path, manifest: Manifest) -> _Compared:
    _name_tables(connection, folder, manifest, _COMPARED)
    since = manifest.since and naive_utc(manifest.since)
    [found] = connection.execute(statement("import_steps", "runs"), {"since": since}).fetchall()
    return _Compared(**dict(zip(_Compared.__slots__, found, strict=True)))


def _replace(connection: DuckDBPyConnection, manifest: Manifest) -> None:
    """Make the tables what they were in the exported warehouse."""
    for name, table in manifest.tables.items():
        if name == COPIES:
            continue
        rows = f"from {_incoming(name)}"
        if table.is_whole:
            connection.execute(f"delete from {name}")
        elif name == "ops.fetches":
            # Written once. Those that are here stay where they are: their order tells which was the latest.
            rows += f" where fetch_id not in (select fetch_id from {name})"
        else:
            connection.execute(
                f"delete from {name} where article_id in (select article_id from incoming.main.articles)"
            )
        connection.execute(f"insert into {name} by name {rows}")
    if COPIES in manifest.tables:
        connection.execute(statement("import_steps", "links"))
        connection.execute(statement("import_steps", "clusters"))


def _require_hashes(connection: DuckDBPyConnection, folder: Path, manifest: Manifest) -> None:
    for name, found in table_hashes(connection).items():
        if found != manifest.tables[name].table_hash:
            raise WarehouseError(f"{folder}: the table {name} did not come out as it was exported: export all again")


def _require_promises(connection: DuckDBPyConnection, folder: Path) -> None:
    for breach in run_checks(connection, at_once=_CHECKED_AT_ONCE):
        raise WarehouseError(
            f"{folder}: the import breaks the promise {breach.check} ({breach.promise}): {breach.rows.rows[0]}"
        )
