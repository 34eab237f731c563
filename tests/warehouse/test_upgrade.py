"""A warehouse of any earlier presslake is brought up, whole at every moment, with a copy kept until that succeeded."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from warehouse.check import run_checks
from warehouse.connection import NativeFile, open_warehouse
from warehouse.errors import WarehouseError
from warehouse.migrate import SCHEMA_VERSION, known_version
from warehouse.sql import statement, statement_names
from warehouse.upgrade import bring_up

#: Rows for the tables of a version, named as the migration that made the tables.
ROWS = Path(__file__).parent / "earlier"

VERSIONS = range(1, SCHEMA_VERSION)

#: A version, and what it had not when a migration said less than it does: warehouses of that time are still about.
LESS = [
    (1, "drop table sketches"),
    (5, "alter table ops.frontier drop column why"),
    (5, "alter table ops.frontier drop column changed_at; alter table ops.frontier drop column article_id"),
    (5, "alter table ops.runs drop column rebuilt; alter table articles drop column extract_sha256"),
    (5, "delete from ops.fetches where source_id is null; alter table ops.fetches alter source_id set not null"),
    (5, "update ops.fetches set kind = null; update articles set opt_outs = null, is_ai_opt_out = null"),
]

COLUMNS = """
select schema_name || '.' || table_name, string_agg('"' || column_name || '"', ', ') from duckdb_columns()
where (schema_name, table_name) in (select (schema_name, table_name) from duckdb_tables()) and table_name <> 'meta'
group by all
"""
SHAPE = "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() where not internal"


def make_earlier(folder: Path, version: int, afterwards: str = "") -> Path:
    """A warehouse as a version left it, changed by some statements afterwards."""
    path = folder / "warehouse.duckdb"
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.1.0"}) as connection:
        connection.execute("create table meta (key varchar not null, value varchar not null)")
        connection.execute(f"insert into meta values ('schema_version', '{version}')")
        for name in statement_names("migrations")[:version]:
            connection.execute(statement("migrations", name))
            if (rows := ROWS / f"{name[:4]}.sql").exists():
                connection.execute(rows.read_text(encoding="utf-8"))
        connection.execute(afterwards)
    return path


def columns(path: Path) -> dict[str, str]:
    """The columns of every table but meta, which says the version."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return dict(connection.execute(COLUMNS).fetchall())


def contents(path: Path, of: dict[str, str]) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return {
            table: connection.execute(f"select {names} from {table} order by all").fetchall()
            for table, names in of.items()
        }


def shape(path: Path) -> set[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return set(connection.execute(SHAPE).fetchall())


def beside(path: Path) -> set[str]:
    return {file.name for file in path.parent.iterdir()}


@dataclass(frozen=True)
class BroughtUp:
    """A warehouse that an earlier version left and this one has opened."""

    path: Path
    columns: dict[str, str]
    before: dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module", params=[*((version, "") for version in VERSIONS), *LESS], ids=lambda param: f"{param}")
def brought_up(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BroughtUp:
    path = make_earlier(tmp_path_factory.mktemp("earlier"), *request.param)
    there = columns(path)
    found = BroughtUp(path, there, contents(path, there))
    with open_warehouse(path):
        return found


def test_a_warehouse_of_any_earlier_version_keeps_every_promise(brought_up: BroughtUp) -> None:
    with duckdb.connect(str(brought_up.path), read_only=True) as connection:
        assert run_checks(connection) == ()


def test_a_warehouse_of_any_earlier_version_has_the_tables_of_a_new_one(brought_up: BroughtUp, empty: Path) -> None:
    assert shape(brought_up.path) == shape(empty)


def test_the_copy_goes_when_all_has_succeeded(brought_up: BroughtUp) -> None:
    assert beside(brought_up.path) == {"warehouse.duckdb", "warehouse.duckdb.lock"}


@pytest.mark.parametrize("brought_up", [(version, "") for version in VERSIONS], indirect=True)
def test_a_warehouse_of_any_earlier_version_keeps_its_rows(brought_up: BroughtUp) -> None:
    assert brought_up.before == contents(brought_up.path, brought_up.columns)


@pytest.mark.parametrize("brought_up", [(version, "") for version in VERSIONS], indirect=True)
def test_every_table_of_an_earlier_version_has_rows_to_lose(brought_up: BroughtUp) -> None:
    assert [table for table, rows in brought_up.before.items() if not rows] == []


class Watched:
    """An open warehouse of which the files are kept as they are after each statement, as a kill would leave them."""

    def __init__(self, warehouse: NativeFile, path: Path, states: Path) -> None:
        self._warehouse, self._path, self._states = warehouse, path, states
        self._kept: set[tuple[tuple[str, int, int], ...]] = set()
        self.connection = self

    def execute(self, text: str, parameters: object = None) -> duckdb.DuckDBPyConnection:
        done = self._warehouse.connection
        for each in done.extract_statements(text):
            done = done.execute(each, parameters) if parameters else done.execute(each)
            self.keep()
        return done

    def executemany(self, text: str, parameters: object) -> None:
        self._warehouse.connection.executemany(text, parameters)
        self.keep()

    @contextmanager
    def closed(self) -> Iterator[None]:
        with self._warehouse.closed():
            self.keep()
            yield
            self.keep()

    def keep(self) -> None:
        files = sorted(self._path.parent.glob("warehouse.*duckdb*"))
        state = tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
        if state not in self._kept:
            self._kept.add(state)
            folder = self._states / f"{len(self._kept):03}"
            folder.mkdir(parents=True)
            for file in files:
                shutil.copy(file, folder)


def test_a_kill_at_any_statement_leaves_what_the_next_one_brings_up(tmp_path: Path) -> None:
    path, states = make_earlier(tmp_path, 1), tmp_path / "states"
    warehouse = NativeFile(path)
    bring_up(Watched(warehouse, path, states), path)  # type: ignore[arg-type]
    warehouse.close()
    ends = []
    for state in sorted(states.iterdir()):
        with open_warehouse(state / path.name) as again:
            assert run_checks(again.connection) == ()
        ends.append((contents(state / path.name, columns(path)), beside(state / path.name)))

    assert ends == [(contents(path, columns(path)), {"warehouse.duckdb", "warehouse.duckdb.lock"})] * len(ends)


def test_a_copy_is_there_from_before_the_first_change_to_the_last(tmp_path: Path) -> None:
    path, states = make_earlier(tmp_path, SCHEMA_VERSION - 1), tmp_path / "states"
    warehouse = NativeFile(path)
    original = path.read_bytes()
    bring_up(Watched(warehouse, path, states), path)  # type: ignore[arg-type]
    warehouse.close()
    copies = [state / f"warehouse.before-{SCHEMA_VERSION:04}.duckdb" for state in sorted(states.iterdir())]

    assert [copy.exists() and copy.read_bytes() == original for copy in copies[1:]] == [True] * (len(copies) - 1)


def test_who_has_no_room_for_the_copy_is_told_how_much_it_takes(tmp_path: Path) -> None:
    path = make_earlier(tmp_path, SCHEMA_VERSION - 1)
    path.with_name(f"warehouse.before-{SCHEMA_VERSION:04}.duckdb.unfinished").symlink_to("/dev/full")

    with (
        pytest.raises(WarehouseError, match=r"left as it is: .*No space left on device.*needs \d+ MB"),
        open_warehouse(path),
    ):
        pass


def test_a_name_of_the_users_that_a_migration_needs_is_told(tmp_path: Path) -> None:
    path = make_earlier(tmp_path, 4, "create table ops.tombstones (of_my_own integer)")

    with (
        pytest.raises(WarehouseError, match=r"something of yours has \(.*tombstones.*rename that"),
        open_warehouse(path),
    ):
        pass


def test_the_command_that_a_failure_names_brings_the_warehouse_back(tmp_path: Path) -> None:
    path = make_earlier(tmp_path, 3, "create table ops.tombstones (of_my_own integer)")
    before = contents(path, columns(path))
    with pytest.raises(WarehouseError) as told, open_warehouse(path):
        pass
    subprocess.run(str(told.value).partition("as it was before: ")[2], shell=True, check=True)

    assert (before, beside(path)) == (contents(path, columns(path)), {"warehouse.duckdb", "warehouse.duckdb.lock"})


def test_a_promise_that_does_not_hold_keeps_the_copy(tmp_path: Path) -> None:
    path = make_earlier(tmp_path, 4, "update quotes set start_char = 5")

    with (
        pytest.raises(WarehouseError, match=r"promise .* does not hold .*qwaitwaitwait.*before-0005"),
        open_warehouse(path),
    ):
        pass


def test_who_deletes_the_copy_goes_on_all_the_same(tmp_path: Path) -> None:
    path = make_earlier(tmp_path, 4, "update quotes set start_char = 5")
    with pytest.raises(WarehouseError), open_warehouse(path):
        pass
    path.with_name("warehouse.before-0005.duckdb").unlink()

    with open_warehouse(path) as warehouse:
        assert known_version(warehouse.connection, path) == SCHEMA_VERSION


def test_what_the_user_made_in_the_warehouse_stays(tmp_path: Path) -> None:
    mine = "create view mine as select title from articles; create table notes as select 'read' as note"
    with open_warehouse(make_earlier(tmp_path, 3, mine)) as warehouse:
        found = warehouse.connection.execute("select title, note from mine, notes").fetchall()
    assert found == [("Ferry to wait", "read")]


def test_a_view_of_the_users_whose_name_is_needed_is_told(tmp_path: Path) -> None:
    path = make_earlier(tmp_path, 3, "create view v_quotes as select 1 as one")

    with pytest.raises(WarehouseError, match=r"something of yours has \(.*v_quotes"), open_warehouse(path):
        pass
