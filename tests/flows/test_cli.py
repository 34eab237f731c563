"""The command as its user has it: what it prints where, and the exit codes that others rely on."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.connection import open_warehouse

if TYPE_CHECKING:
    from conftest import Seeded

Command = Callable[..., subprocess.CompletedProcess[str]]
Pages = Callable[..., Path]

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))
SAID = "“We shall keep the ferry,” harbour master Ida Quill said."


def test_add_says_what_it_did_and_what_to_try_next(presslake: Command, write_page: Pages) -> None:
    done = presslake("add", str(write_page("ferry.html", SAID)))
    assert (
        done.returncode,
        done.stdout.splitlines()[0],
        done.stdout.splitlines()[-1].startswith("Try next: presslake "),
    ) == (0, "Loaded 1 article (1 new) with 4 paragraphs and 3 quotes.", True)


def test_nothing_new_is_a_success(presslake: Command, loaded: Path) -> None:
    done = presslake("add", str(loaded))
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "Nothing is new: 1 page as before.")


def test_a_page_that_gives_no_article_fails_with_its_reason(presslake: Command, folder: Path) -> None:
    (folder / "empty.html").touch()
    done = presslake("add", "empty.html")
    assert (done.returncode, f"{folder.as_uri()}/empty.html: empty_body: " in done.stderr) == (1, True)


def test_a_damaged_file_among_good_ones_is_partial(presslake: Command, write_page: Pages, folder: Path) -> None:
    (folder / "rows.parquet").write_bytes(b"no parquet at all")
    done = presslake("add", str(write_page("ferry.html", SAID)), "rows.parquet")
    assert (done.returncode, "rows.parquet: " in done.stderr) == (3, True)


def test_a_warehouse_in_use_is_told_with_its_holder(presslake: Command, loaded: Path, folder: Path) -> None:
    with open_warehouse(folder / "warehouse.duckdb"):
        done = presslake("add", str(loaded))
    assert (4, f"process {os.getpid()} on ") == (
        done.returncode,
        done.stderr[done.stderr.find("process ") :][: len(f"process {os.getpid()} on ")],
    )


def test_readers_go_on_while_a_warehouse_is_in_use(presslake: Command, loaded: Path, folder: Path) -> None:
    with open_warehouse(folder / "warehouse.duckdb"):
        done = presslake("sql", "select count(*) as articles from articles", "--format", "csv")
    assert (done.returncode, done.stdout) == (0, "articles\n1\n")


def test_ctrl_c_ends_an_add_at_once(folder: Path, environment: dict[str, str]) -> None:
    os.mkfifo(folder / "pipe.txt")
    running = subprocess.Popen(
        [PRESSLAKE, "add", "pipe.txt"], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )
    with (folder / "pipe.txt").open("wb"):  # opens when a worker reads
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=60)
    assert (
        running.returncode,
        said,
    ) == (130, "presslake: interrupted; what was loaded stays, and the next run goes on from there\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ad", "x.html"], "No such command 'ad'. Did you mean 'add'?"),
        (["add", "absent.html"], "absent.html: no such file or folder, and no match as a pattern"),
        (["add", "mill.example/news/1"], "no match as a pattern; an address begins with https://"),
        (["add", "http://"], "http://: no address that can be asked: it needs a host"),
        (["add", "http://mill.example:99999/"], "and a port below 65536 if any"),
        (["add"], "Missing argument"),
        (["run", "--config", "absent.toml"], "absent.toml: No such file or directory"),
        (["run", "nowhere"], "nowhere: no such configured source: there are north-ledger, "),
        (["run", "north-leger"], "north-leger: no such configured source; did you mean north-ledger?"),
        (["run", "--dryrun"], "No such option: --dryrun; did you mean --dry-run?"),
        (["status", "--format", "xml"], "--format"),
        (["status", "--format", "xml"], ": 'xml' is not one of"),
        (["search", "ferry", "--since", "May"], "'May' is no day, such as 2026-03-31"),
        (["search"], "give words, or --speaker, --source, --since or --until: presslake search --help tells more"),
        (["search", "ferry", "-rail"], "goes last, after --"),
        (["sql", "-- a comment\nselect 1"], "goes last, after --"),
        (["sql", "from", "v_quotes"], "a query goes in quotes"),
        (["sql", r"\d"], r"\d is a command of other programs: try show tables"),
    ],
)
def test_a_mistake_in_a_command_is_told_in_one_line(arguments: list[str], message: str, presslake: Command) -> None:
    done = presslake(*arguments)
    assert (done.returncode, message in done.stderr, len(done.stderr.splitlines())) == (2, True, 1)


@pytest.mark.parametrize("arguments", [["status"], ["add", "."]])
def test_a_name_that_no_file_can_have_is_told_in_one_line(arguments: list[str], presslake: Command) -> None:
    done = presslake(*arguments, "--warehouse", "n" * 252)
    assert (1, True, 1) == (done.returncode, "File name too long" in done.stderr, len(done.stderr.splitlines()))


def test_a_file_in_the_place_of_the_staging_folder_is_told(loaded: Path, folder: Path, presslake: Command) -> None:
    (folder / "warehouse.duckdb.staging").touch()
    done = presslake("add", str(loaded))
    said = "presslake: warehouse.duckdb.staging: something else is in its place (File exists): move it away, then run"
    assert (1, True) == (done.returncode, done.stderr.startswith(said)), done.stderr


@pytest.mark.parametrize(
    "arguments", [["sql", "select 1"], ["status"], ["search", "ferry"], ["show", "a"], ["export", "out"]]
)
def test_reading_before_the_first_run_says_what_to_do(arguments: list[str], presslake: Command) -> None:
    done = presslake(*arguments)
    assert (done.returncode, "run presslake run first" in done.stderr) == (1, True)


def test_without_a_command_there_is_the_help(presslake: Command) -> None:
    done = presslake()
    assert (2, "Usage: presslake") == (done.returncode, done.stderr[:16])


def test_an_article_comes_through_a_pipe(presslake: Command, loaded: Path, folder: Path) -> None:
    done = presslake("add", "-", stdin=loaded.read_text(encoding="utf-8").replace("ferry", "pier"))
    assert (0, 1) == (done.returncode, len(list((folder / "pages").glob("stdin-*.html"))))


@pytest.mark.parametrize(
    "command",
    [["status"], ["search", "river"], ["sql", "select 1"], ["show", "file:///"], ["export", "out"], ["--help"]],
)
def test_commands_that_only_read_import_neither_prefect_nor_trafilatura(command: list[str], seeded: "Seeded") -> None:
    assert imported(command, seeded.folder, seeded.environment) & {"prefect", "trafilatura", "lxml"} == set()


def test_a_dry_run_imports_neither_prefect_nor_trafilatura_nor_the_web(seeded: "Seeded") -> None:
    command = ["run", "--dry-run"]
    assert imported(command, seeded.folder, seeded.environment) & {"prefect", "trafilatura", "httpx"} == set()


def test_a_dry_run_says_what_would_be_read(seeded: "Seeded") -> None:
    told = json.loads(seeded.presslake("run", "north-ledger", "--dry-run", "-f", "json").stdout)
    assert [(row["source"], row["kind"], row["why"], row["pages"]) for row in told] == [
        ("north-ledger", "file", "unchanged", 5),
        ("north-ledger", "file", "in quarantine", 1),
    ]


def test_add_does_not_import_prefect(folder: Path, environment: dict[str, str]) -> None:
    # Nothing to read: workers, which do import trafilatura, would report into the same stream.
    assert imported(["add", "."], folder, environment) & {"prefect", "trafilatura"} == set()


def imported(command: list[str], folder: Path, environment: dict[str, str]) -> set[str]:
    """The top-level packages that a command imports, as the interpreter reports them."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", PRESSLAKE, *command],
        check=False,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    names = (line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {name.partition(".")[0] for name in names}
