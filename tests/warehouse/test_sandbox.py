"""What somebody else's SQL can do: read the published copy, and nothing else, within its limits."""

import hashlib
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Event, Timer

import pytest

from extract.model import Article
from warehouse.connection import open_warehouse
from warehouse.errors import QueryTimeout, WarehouseError
from warehouse.load import load_batch
from warehouse.model import Reading, Table
from warehouse.runs import start_run
from warehouse.sandbox import open_answer, run_sql
from warehouse.stage import stage_batch

MEMORY = 400 * 2**20
REACH = "reaches the published copy only"
READ_ONLY = "the copy is read-only"
LOCKED = "all settings are locked"

#: What wants something outside of the copy, by what must be said of it.
OUTSIDE = {
    # Files to read, under every name that there is for it.
    "from read_csv('{folder}/secret.csv')": REACH,
    "from read_csv_auto('/etc/passwd', delim = ':')": REACH,
    "from sniff_csv('{folder}/secret.csv')": REACH,
    "from read_text('{folder}/secret.csv')": REACH,
    "from read_blob('/proc/self/environ')": REACH,
    "from read_text('/dev/stdin')": REACH,
    "from read_json('{folder}/secret.csv')": REACH,
    "from read_parquet('{folder}/secret.csv')": REACH,
    "from parquet_metadata('{folder}/secret.csv')": REACH,
    "from read_duckdb('{folder}/warehouse.duckdb')": REACH,
    "from '{folder}/secret.csv'": REACH,
    "from glob('{folder}/*')": REACH,
    "create temp table t (word text); copy t from '{folder}/secret.csv'": REACH,
    # Files to write; external access or not, DuckDB itself leaves the copy and its neighbours open.
    "copy articles to '{folder}/stolen.csv'": REACH,
    "copy (select 1) to '{copy}' (use_tmp_file false)": REACH,
    "copy (select 1) to '{copy}.wal'": REACH,
    "copy (select 1) to '{copy}.tmp/stolen.csv'": REACH,
    "copy (select 1) to '/dev/stdout'": REACH,
    "explain analyze copy (select 1) to '{copy}' (use_tmp_file false)": REACH,
    "prepare p as copy (select 1) to '{copy}' (use_tmp_file false); execute p": REACH,
    "export database '{folder}/stolen'": REACH,
    "import database '{folder}'": REACH,
    "call enable_logging(storage = 'file', storage_config = {{'path': '{folder}/log'}})": REACH,
    "call enable_logging(level = 'trace', storage_path = '{folder}/log')": REACH,
    # Other databases.
    "attach '{folder}/warehouse.duckdb' as writer": REACH,
    "attach '{copy}' as again (read_write)": REACH,
    "attach '{folder}/other.duckdb' as other": REACH,
    "attach ':memory:' as other": REACH,
    "attach 'https://harbour.example/a.duckdb' as far": REACH,
    # Extensions, and the network that they bring.
    "install httpfs": REACH,
    "install evil from '{folder}'": REACH,
    "load '{folder}/evil.duckdb_extension'": REACH,
    "load httpfs": REACH,
    "from read_csv('https://harbour.example/a.csv')": REACH,
    "from read_blob('s3://harbour/a')": REACH,
    "create persistent secret s (type http, bearer_token 'a')": "Persistent secrets are disabled",
    # What lies about in the process.
    "from parameters": "Table with name parameters does not exist",
    "select getenv('HOME')": "getenv does not exist",
    # Settings.
    "set enable_external_access = true": LOCKED,
    "set disabled_filesystems = ''": LOCKED,
    "set allowed_directories = ['{folder}']": LOCKED,
    "set lock_configuration = false": LOCKED,
    "set memory_limit = '100GB'": LOCKED,
    "reset memory_limit": LOCKED,
    "set temp_directory = '{folder}'": LOCKED,
    "set python_enable_replacements = true": LOCKED,
    "set logging_storage = 'file'": LOCKED,
    "set secret_directory = '{folder}'": LOCKED,
    "pragma profiling_output = '{folder}/profile'": LOCKED,
    "pragma enable_profiling = 'json'": LOCKED,
    # The copy.
    "insert into articles from articles": READ_ONLY,
    "begin; delete from articles": READ_ONLY,
    "drop view v_quotes": READ_ONLY,
    "create table stolen as from articles": READ_ONLY,
    "create or replace macro quotes_by(name) as table select 1": READ_ONLY,
    "comment on table articles is 'mine'": READ_ONLY,
}

#: What never ends, or not within its memory.
ENDLESS = {
    "select sleep_ms(600000)": "stopped after 1 s",
    "select len(repeat('x', 1000000000))": "stopped after 1 s",
    "select count(*) from range(1000000000000)": "stopped after 1 s",
    "select count(*) from range(10000000) a (i), range(10000000) b (j) where hash(i + j) = 1": "stopped|memory",
    "with recursive r as (select 1 as a union all select a + 1 from r) select count(*) from r": "stopped|memory",
    "select lpad('x', 2000000000, 'y')": "stopped|memory",
    "select regexp_replace(repeat('a', 10000000), 'a', repeat('b', 1000), 'g')": "stopped|memory",
}
TOO_LARGE = {
    "select len(repeat('x', 3000000000))": "400 MB of memory",  # which DuckDB's own limit does not see
    "select repeat('x', 1000000000000)": "maximum supported string size",
    "select list_sum(range(10000000000))": "Lists larger than",
    "select repeat('x', 70000000)": "a row of the answer is larger than 64 MB",
    "select repeat('x', 1000000) from range(1000)": "the answer is larger than 128 MB",
    "with recursive r as (select 'x' as a union all select a || a from r) select len(a) from r": "400 MB of memory",
    "select string_agg(repeat('x', 1000000), '') from range(10000)": "400 MB of memory",
    "create temp table t as select repeat('x', 1000) || i from range(10000000) r (i)": "400 MB of memory",
}

#: What is no query.
SENSELESS = {
    "": "the query is empty",
    "-- only a comment": "the query is empty",
    "selec 1": "^Parser Error: syntax error at or near \"selec\"$",
    "select titel from articles": '^Binder Error: Referenced column "titel" not found .* Candidate bindings: "title"',
    "from artcles": 'Did you mean "articles"',
    "select 1; select 2": "only the last of several statements may be a query",
    "select 1\0; drop table articles": "NUL",
    "select '\udc80'": "no valid UTF-8",
    "select '" + "x" * 2_000_000 + "'": "2,000,009 bytes",
    "select " + "(" * 100_000 + "1" + ")" * 100_000: "Parser Error",
    "select " + "[" * 5_000 + "]" * 5_000: "Parser Error",
    "select " + "-".join("1" * 30_000): "Max expression depth",
}  # fmt: skip


def contents(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def children() -> list[str]:
    return [child for task in Path("/proc/self/task").iterdir() for child in (task / "children").read_text().split()]


@pytest.fixture(scope="module")
def published(
    empty: Path,
    article: Callable[..., Article],
    reading: Callable[..., Reading],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """The way to a published copy; nothing of its folder may be another one after all the tests."""
    folder = tmp_path_factory.mktemp("published")
    with open_warehouse(Path(shutil.copy(empty, folder))) as warehouse:
        run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
        staged = stage_batch([reading(article("a"))], tmp_path_factory.mktemp("staged"))
        load_batch(warehouse.connection, staged.path, run_id)
        warehouse.publish(folder / "read.duckdb")
    (folder / "secret.csv").write_text("word\nsecret\n")
    before = contents(folder)
    yield folder / "read.duckdb"
    assert before == contents(folder)


def test_a_query_gives_columns_and_rows(published: Path) -> None:
    found = run_sql(published, "select domain, published_date from articles where domain = ?", ["harbour.example"])
    assert Table(("domain", "published_date"), (("harbour.example", date(2026, 3, 5)),)) == found


def test_a_query_takes_any_parameter(published: Path) -> None:
    asked = ("it's", 2**70, 0.1, None, True, date(2026, 3, 5), datetime(2026, 3, 5, 12, 30), Decimal("1.50"), b"\x00z")
    assert asked == run_sql(published, "select " + ", ".join(["?"] * len(asked)), asked).rows[0]


def test_a_query_gives_no_more_rows_than_asked_for(published: Path) -> None:
    assert ((0,), (1,), (2,)) == run_sql(published, "from range(1000000000000)", limit=3).rows


def test_rows_of_any_number_keep_their_order(published: Path) -> None:
    assert tuple((i,) for i in range(100_000)) == run_sql(published, "from range(100000)").rows


def test_long_rows_among_short_ones_arrive(published: Path) -> None:
    sizes = "select repeat('x', case when i % 100 = 99 then 1000000 else 1 end) from range(300) t (i)"
    assert 3_000_297 == sum(len(str(text)) for (text,) in run_sql(published, sizes).rows)


def test_of_several_statements_the_last_gives_the_rows(published: Path) -> None:
    assert ((3,),) == run_sql(published, "create temp table t as select 2 as a; select a + 1 from t").rows


def test_rows_are_read_while_the_query_runs(published: Path) -> None:
    with open_answer(published, "from range(1000000000000)") as answer:
        assert (0,) == next(answer.rows)


def test_an_answer_may_have_any_type(published: Path) -> None:
    assert 3 == len(run_sql(published, "from test_all_types()").rows)


def test_numbers_of_single_precision_have_the_digits_that_they_were_given(published: Path) -> None:
    numbers = "0.93, 16777217, 3.4028234663852886e38, 1e-45, 0.1234567891, 'nan', 'inf', null"
    asked = ", ".join(f"{number}::float" for number in numbers.split(", "))
    expected = "(0.93, 16777216.0, 3.4028235e+38, 1.401298e-45, 0.12345679, nan, inf, None)"
    assert expected == str(run_sql(published, f"select {asked}").rows[0])


def test_what_a_query_makes_is_gone_for_the_next_one(published: Path) -> None:
    run_sql(published, "create temp table articles as select 1 as a; create temp macro has_words(a, b) as true")
    assert (("harbour.example", False),) == run_sql(published, "select domain, has_words('a', 'b') from articles").rows


def test_the_settings_name_nothing_of_the_environment(published: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSLAKE_CONTACT", "hidden@press.example")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hidden")
    monkeypatch.setenv("HOME", "/hidden")
    found = run_sql(published, "select list(value) from duckdb_settings() where value like '%hidden%'").rows
    assert ((None,),) == found


@pytest.mark.parametrize("sql", OUTSIDE)
def test_a_query_reaches_nothing_but_the_copy(sql: str, published: Path) -> None:
    copy = published.resolve()
    with pytest.raises(WarehouseError, match=OUTSIDE[sql]):
        run_sql(published, sql.format(folder=copy.parent, copy=copy), memory=MEMORY)


@pytest.mark.parametrize("sql", ENDLESS)
def test_a_query_that_does_not_end_is_ended(sql: str, published: Path) -> None:
    with pytest.raises(WarehouseError, match=ENDLESS[sql]):
        run_sql(published, sql, memory=MEMORY, timeout=1)


@pytest.mark.parametrize("sql", TOO_LARGE)
def test_a_query_that_needs_too_much_is_ended(sql: str, published: Path) -> None:
    with pytest.raises(WarehouseError, match=TOO_LARGE[sql]):
        run_sql(published, sql, memory=MEMORY)


@pytest.mark.parametrize("sql", SENSELESS, ids=lambda sql: sql[:30].encode("ascii", "replace").decode())
def test_what_is_no_query_is_told_in_a_sentence(sql: str, published: Path) -> None:
    with pytest.raises(WarehouseError, match=SENSELESS[sql]):
        run_sql(published, sql)


def test_a_query_that_takes_too_long_has_an_error_of_its_own(published: Path) -> None:
    with pytest.raises(QueryTimeout):
        run_sql(published, "select sleep_ms(600000)", timeout=0.1)


def test_a_query_for_which_nobody_waits_is_ended(published: Path) -> None:
    given_up = Event()
    Timer(0.5, given_up.set).start()
    with pytest.raises(WarehouseError, match="nobody waits for its answer"):
        run_sql(published, "select sleep_ms(600000)", given_up=given_up)


def test_the_time_of_whoever_reads_the_rows_does_not_count(published: Path) -> None:
    with open_answer(published, "from range(20000000)", timeout=4) as answer:
        first = next(answer.rows)
        run_sql(published, "select sleep_ms(4200)")
        assert ((0,), (1,)) == (first, next(answer.rows))


def test_a_copy_that_is_damaged_is_told(tmp_path: Path) -> None:
    (tmp_path / "read.duckdb").write_text("presslake reads: damaged.duckdb")
    (tmp_path / "damaged.duckdb").write_bytes(b"no database" * 1000)
    with pytest.raises(
        WarehouseError, match=r"damaged.duckdb cannot be read \(.*\): run presslake run to publish again"
    ):
        run_sql(tmp_path / "read.duckdb", "select 1")


def test_a_module_that_lies_about_is_not_what_the_query_runs_in(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "duckdb.py").write_text("raise SystemExit('not this one')")
    monkeypatch.chdir(tmp_path)
    assert ((1,),) == run_sql(published, "select 1").rows


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for children")
def test_no_process_is_left(published: Path) -> None:
    before = children()
    run_sql(published, "select 1")
    assert before == children()


@pytest.mark.parametrize("timeout", [1e300, float("inf"), None])
def test_a_timeout_may_be_longer_than_any(timeout: float | None, published: Path) -> None:
    assert ((1,),) == run_sql(published, "select 1", timeout=timeout).rows


@pytest.mark.parametrize("memory", [0, 2**20, 10 * 2**20])
def test_too_little_memory_for_anything_is_told(memory: int, published: Path) -> None:
    with pytest.raises(WarehouseError, match=f"^the query needs more than {memory // 2**20} MB of memory"):
        run_sql(published, "from range(1000000) order by hash(range)", memory=memory)


def test_more_memory_than_there_is_may_be_allowed(published: Path) -> None:
    assert ((1,),) == run_sql(published, "select 1", memory=10**21).rows
