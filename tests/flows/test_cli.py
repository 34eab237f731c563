"""The command as its user has it: what it prints where, and the exit codes that others rely on."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from warehouse.connection import open_warehouse

Command = Callable[..., subprocess.CompletedProcess[str]]
Pages = Callable[..., Path]

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))
SAID = "“We shall keep the ferry,” harbour master Ida Quill said."
QUOTES = "select distinct quote, speaker, confidence > 0.5 as is_sure, published_date from v_quotes"


@pytest.fixture
def loaded(presslake: Command, write_page: Pages) -> Path:
    """A warehouse with one article."""
    page = write_page("ferry.html", SAID)
    presslake("add", str(page))
    return page


def test_add_says_what_it_did_and_what_to_try_next(presslake: Command, write_page: Pages) -> None:
    done = presslake("add", str(write_page("ferry.html", SAID)))
    assert (
        done.returncode,
        done.stdout.splitlines()[0],
        done.stdout.splitlines()[-1].startswith("Try next: presslake "),
    ) == (0, "Loaded 1 article (1 new) with 5 paragraphs and 3 quotes.", True)


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
        (["add"], "Missing argument"),
        (["run", "--config", "absent.toml"], "absent.toml: No such file or directory"),
        (["run", "nowhere"], "no source 'nowhere' is configured"),
        (["status", "--format", "xml"], "--format"),
    ],
)
def test_a_mistake_in_a_command_is_told_in_one_line(arguments: list[str], message: str, presslake: Command) -> None:
    done = presslake(*arguments)
    assert (done.returncode, message in done.stderr, len(done.stderr.splitlines())) == (2, True, 1)


@pytest.mark.parametrize(
    "arguments", [["sql", "select 1"], ["status"], ["search", "ferry"], ["show", "a"], ["export", "out"]]
)
def test_reading_before_the_first_run_says_what_to_do(arguments: list[str], presslake: Command) -> None:
    done = presslake(*arguments)
    assert (done.returncode, "run presslake run first" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    "query", ["select nothing_there from articles", "selec 1", "copy articles to 'x.csv'", "from 'x.csv'"]
)
def test_a_query_that_cannot_run_is_told_in_one_line(query: str, presslake: Command, loaded: Path) -> None:
    done = presslake("sql", query)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


EXPECTED = {"quote": "We shall keep the ferry,", "speaker": "Ida Quill", "is_sure": True, "published_date": None}


def test_sql_prints_json(presslake: Command, loaded: Path) -> None:
    assert json.loads(presslake("sql", QUOTES, "--format", "json").stdout) == [EXPECTED]


def test_sql_prints_json_lines(presslake: Command, loaded: Path) -> None:
    assert [json.loads(line) for line in presslake("sql", QUOTES, "-f", "jsonl").stdout.splitlines()] == [EXPECTED]


def test_sql_prints_csv(presslake: Command, loaded: Path) -> None:
    rows = list(csv.reader(io.StringIO(presslake("sql", QUOTES, "-f", "csv").stdout)))
    assert rows == [list(EXPECTED), ["We shall keep the ferry,", "Ida Quill", "True", ""]]


def test_sql_prints_a_markdown_table(presslake: Command, loaded: Path) -> None:
    assert (
        presslake("sql", "select 1 as a, 'x|y' as b", "-f", "md").stdout == "| a | b |\n| --- | --- |\n| 1 | x\\|y |\n"
    )


def test_sql_reads_a_query_from_standard_input(presslake: Command, loaded: Path) -> None:
    assert presslake("sql", "-", "-f", "csv", stdin="select 7 as n").stdout == "n\n7\n"


def test_search_finds_a_quote_by_its_words(presslake: Command, loaded: Path) -> None:
    found = json.loads(presslake("search", "KEEP ferry", "--speaker", "quill", "-f", "json").stdout)
    assert {row["quote"] for row in found} == {"We shall keep the ferry,"}


def test_search_finds_a_paragraph(presslake: Command, loaded: Path) -> None:
    found = json.loads(presslake("search", "customs house", "--in", "paragraphs", "-n", "1", "-f", "json").stdout)
    assert [row["text"] for row in found] == [
        "The council meets on the first Tuesday of every month in the old customs house by the quay."
    ]


def test_show_finds_an_article_by_the_file_that_it_came_from(presslake: Command, loaded: Path) -> None:
    shown = json.loads(presslake("show", loaded.as_uri(), "-f", "json").stdout)
    assert (len(shown["article"]), len(shown["quotes"])) == (1, 3)


def test_show_finds_a_quote_by_its_id(presslake: Command, loaded: Path) -> None:
    quote_id = presslake("sql", "select min(quote_id) as id from quotes", "-f", "csv").stdout.split()[1]
    shown = json.loads(presslake("show", quote_id, "-f", "json").stdout)
    assert [quote_id] == [row["quote_id"] for row in shown["quote"]]


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_status_is_printed_in_every_form(form: str, presslake: Command, loaded: Path) -> None:
    done = presslake("status", "--format", form)
    assert (done.returncode, "localhost" in done.stdout or "files" in done.stdout) == (0, True)


def test_export_writes_a_file_a_table_and_prints_their_paths(presslake: Command, loaded: Path, folder: Path) -> None:
    done = presslake("export", "out", "--format", "csv", "-t", "articles", "-t", "v_quotes")
    assert (
        done.stdout.split(),
        len((folder / "out/v_quotes.csv").read_text(encoding="utf-8").splitlines()),
    ) == (["out/articles.csv", "out/v_quotes.csv"], 4)


def test_an_article_comes_through_a_pipe(presslake: Command, loaded: Path, folder: Path) -> None:
    done = presslake("add", "-", stdin=loaded.read_text(encoding="utf-8").replace("ferry", "pier"))
    assert (done.returncode, len(list((folder / "pages").glob("stdin-*.html")))) == (0, 1)


@pytest.mark.parametrize(
    "command", [["status"], ["search", "ferry"], ["sql", "select 1"], ["show", "file:///"], ["--help"]]
)
def test_commands_that_only_read_import_neither_prefect_nor_trafilatura(
    command: list[str], loaded: Path, folder: Path, environment: dict[str, str]
) -> None:
    assert imported(command, folder, environment) & {"prefect", "trafilatura", "lxml"} == set()


def test_add_does_not_import_prefect(loaded: Path, folder: Path, environment: dict[str, str]) -> None:
    assert imported(["add", str(loaded)], folder, environment) & {"prefect", "trafilatura"} == set()


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
