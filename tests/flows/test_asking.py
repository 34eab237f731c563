"""`presslake sql`: what it takes, what it prints, and how it ends."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.asking import byte_count
from flows.errors import UsageError
from warehouse.connection import open_warehouse

ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the child")
PRESSLAKE = str(Path(sys.executable).with_name("presslake"))

#: One column of each type that a form might print wrongly.
TYPES = """
    select date '2026-03-04' as day, timestamp '2026-03-04 10:30:00' as t, 1.50::decimal(4, 2) as price,
    0::decimal(20, 10) as zero, 12345678901234567890.123456789::decimal(38, 9) as long, 'nan'::double as nan,
    170141183460469231731687303715884105727 as huge, [date '2026-03-04'] as days, {'a': 'nan'::double} as struct,
    map {date '2026-03-04': 2} as map, '\\xAA\\x01'::blob as bytes, null as nothing, 'a|b' || chr(27) || '[31m' as text,
    true as flag, 1 as day
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a warehouse that has no articles yet."""
    path = tmp_path_factory.mktemp("asked")
    with open_warehouse(path / "warehouse.duckdb") as warehouse:
        warehouse.publish(path / "warehouse.read.duckdb")
    return path


def start(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [PRESSLAKE, "sql", *arguments],
        cwd=folder,
        env=os.environ | environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def sql(folder: Path, *arguments: str, asked: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([PRESSLAKE, "sql", *arguments], check=False, cwd=folder, input=asked, capture_output=True)


def child_of(process: subprocess.Popen[str]) -> int:
    """The process that the query runs in, once it is there."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not ((found := children.read_text().split()) and is_started(found[0])):
        time.sleep(0.01)
    return int(found[0])


def is_started(child: str) -> bool:
    return b"sandbox_child" in Path(f"/proc/{child}/cmdline").read_bytes()


def is_running(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def is_gone(pid: int) -> bool:
    """Whether a process ends within a minute."""
    deadline = time.monotonic() + 60
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_running(pid)


def test_json_has_every_type_as_json_knows_it(folder: Path) -> None:
    expected = (
        '{"day": "2026-03-04", "t": "2026-03-04T10:30:00", "price": 1.5, "zero": 0.0, '
        '"long": "12345678901234567890.123456789", "nan": null, "huge": 170141183460469231731687303715884105727, '
        '"days": ["2026-03-04"], "struct": {"a": null}, "map": {"2026-03-04": 2}, "bytes": "aa01", "nothing": null, '
        '"text": "a|b\\u001b[31m", "flag": true, "day_1": 1}\n'
    )
    assert expected == sql(folder, TYPES, "--format", "jsonl").stdout.decode()


def test_csv_has_every_type_as_text(folder: Path) -> None:
    expected = (
        "day,t,price,zero,long,nan,huge,days,struct,map,bytes,nothing,text,flag,day\n"
        "2026-03-04,2026-03-04T10:30:00,1.50,0.0000000000,12345678901234567890.123456789,nan,"
        '170141183460469231731687303715884105727,"[""2026-03-04""]","{""a"": null}","{""2026-03-04"": 2}",aa01,,'
        "a|b\x1b[31m,True,1\n"
    )
    assert expected == sql(folder, TYPES, "--format", "csv").stdout.decode()


def test_what_a_text_says_to_a_terminal_is_only_shown(folder: Path) -> None:
    assert "␛[31mred" in sql(folder, "select chr(27) || '[31mred' as text").stdout.decode()


def test_a_query_is_read_from_standard_input(folder: Path) -> None:
    assert sql(folder, "-", "-f", "csv", asked=b"select 1 as a").stdout == b"a\n1\n"


def test_text_of_any_script_is_printed_under_any_locale(folder: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    process = start(folder, "select 'Жé' as a", "-f", "csv", **ascii_only)
    assert process.communicate()[0] == "a\nЖé\n"


def test_a_query_that_is_no_text_is_told(folder: Path) -> None:
    done = sql(folder, "-", asked=b"select '\xff'")
    assert (2, b"presslake: standard input is no UTF-8 from byte 8 on: save the query as UTF-8\n") == (
        done.returncode,
        done.stderr,
    )


def test_without_a_query_it_says_how_to_begin(folder: Path) -> None:
    done = sql(folder)
    assert (2, True) == (done.returncode, b'presslake sql "from v_quotes limit 5"' in done.stderr)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["delete from articles"], "the copy is read-only, no query can delete: .*"),
        (["from 'articles.csv'"], "a query reaches the published copy only, no files, extensions or network: .*"),
        (["select sleep_ms(600000)", "--timeout", "0.5"], "the query was stopped after 0.5 s: .* --timeout"),
        (["select list(i) from range(1000000000) t (i)", "--memory", "200MB"], "the query needs more than 190 MB .*"),
        (["select titel from articles"], 'Binder Error: Referenced column "titel" not found .* bindings: "title", .*'),
    ],
)
def test_what_stops_a_query_is_said_in_one_line(arguments: list[str], message: str, folder: Path) -> None:
    done = sql(folder, *arguments)
    assert (1, b"", True) == (
        done.returncode,
        done.stdout,
        bool(re.fullmatch(f"presslake: {message}\n", done.stderr.decode())),
    )


def test_rows_are_printed_before_the_last_is_there(folder: Path) -> None:
    process = start(folder, "from range(1000000000000)", "-f", "csv", "--timeout", "0")
    lines = [process.stdout.readline() for _ in range(3)]  # type: ignore[union-attr]
    process.kill()
    process.communicate()
    assert ["range\n", "0\n", "1\n"] == lines


@ON_LINUX
def test_ctrl_c_ends_the_query_too(folder: Path) -> None:
    process = start(folder, "select sleep_ms(600000)")
    child = child_of(process)

    process.send_signal(signal.SIGINT)
    process.communicate()

    assert (130, True) == (process.returncode, is_gone(child))


@ON_LINUX
def test_a_query_does_not_outlive_whoever_asked(folder: Path) -> None:
    process = start(folder, "select sleep_ms(600000)")
    child = child_of(process)

    process.kill()
    process.communicate()

    assert is_gone(child)


@ON_LINUX
@pytest.mark.parametrize(
    ("end", "message"),
    [
        (signal.SIGSEGV, "the query ended the process that it ran in (Segmentation fault): ask it in a simpler way"),
        (signal.SIGKILL, "the query needs more than 190 MB of memory: ask for less, or allow it more with --memory"),
    ],
)
def test_the_end_of_the_process_is_told(end: signal.Signals, message: str, folder: Path) -> None:
    process = start(folder, "select sleep_ms(600000)", "--memory", "200MB")
    os.kill(child_of(process), end)
    _, said = process.communicate()
    assert (1, f"presslake: {message}\n") == (process.returncode, said)


@ON_LINUX
def test_a_query_runs_without_our_environment(folder: Path) -> None:
    process = start(folder, "select sleep_ms(600000)", AWS_SECRET_ACCESS_KEY="hidden")
    environment = Path(f"/proc/{child_of(process)}/environ").read_bytes()
    process.kill()
    process.communicate()
    assert b"hidden" not in environment


@pytest.mark.parametrize(
    ("size", "expected"), [("2GB", 2 * 10**9), ("1.5 GiB", 1610612736), ("500m", 5 * 10**8), ("4096", 4096)]
)
def test_a_size_may_be_written_in_many_ways(size: str, expected: int) -> None:
    assert expected == byte_count(size)


@pytest.mark.parametrize("size", ["much", "", "-1GB", "2 GBit", "nanGB", "9" * 400])
def test_what_is_no_size_is_told(size: str) -> None:
    with pytest.raises(UsageError, match="a size was needed, such as 500MB or 2GB"):
        byte_count(size)
