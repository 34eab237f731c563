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
from typing import TYPE_CHECKING

import pytest

from warehouse.connection import open_warehouse
from warehouse.query import connect

if TYPE_CHECKING:
    from conftest import Seeded

Command = Callable[..., subprocess.CompletedProcess[str]]
Pages = Callable[..., Path]

PRESSLAKE = str(Path(sys.executable).with_name("presslake"))
SAID = "“We shall keep the ferry,” harbour master Ida Quill said."


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
        (["run", "nowhere"], "no source 'nowhere' is configured"),
        (["status", "--format", "xml"], "--format"),
        (["status", "--format", "xml"], ": 'xml' is not one of"),
        (["search", "ferry", "--since", "May"], "'May' is no day, such as 2026-03-31"),
        (["search"], "presslake search --help tells what it is"),
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


@pytest.mark.parametrize(
    "query", ["select nothing_there from articles", "selec 1", "copy articles to 'x.csv'", "from 'x.csv'"]
)
def test_a_query_that_cannot_run_is_told_in_one_line(query: str, seeded: "Seeded") -> None:
    done = seeded.presslake("sql", query)
    assert (1, 1) == (done.returncode, len(done.stderr.splitlines()))


VALUES = "select date '2026-03-01' as day, ['a', 'b|c'] as names, null as nothing, 1.5::double as n, true as is_sure"
EXPECTED = {"day": "2026-03-01", "names": ["a", "b|c"], "nothing": None, "n": 1.5, "is_sure": True}


def test_sql_prints_json(seeded: "Seeded") -> None:
    assert json.loads(seeded.presslake("sql", VALUES, "--format", "json").stdout) == [EXPECTED]


def test_sql_prints_json_lines(seeded: "Seeded") -> None:
    assert [json.loads(line) for line in seeded.presslake("sql", VALUES, "-f", "jsonl").stdout.splitlines()] == [
        EXPECTED
    ]


def test_sql_prints_csv(seeded: "Seeded") -> None:
    rows = list(csv.reader(io.StringIO(seeded.presslake("sql", VALUES, "-f", "csv").stdout)))
    assert rows == [list(EXPECTED), ["2026-03-01", '["a", "b|c"]', "", "1.5", "True"]]


def test_sql_prints_a_markdown_table(seeded: "Seeded") -> None:
    printed = seeded.presslake("sql", "select 1 as a, 'x|y' as b", "-f", "md").stdout
    assert printed == "| a | b |\n| --- | --- |\n| 1 | x\\|y |\n"


def test_a_table_that_fits_the_terminal_is_a_grid(seeded: "Seeded") -> None:
    printed = seeded.presslake("sql", "select 7 as n, 'seven' as name").stdout
    assert [line.split() for line in printed.splitlines()][::2] == [["n", "name"], ["7", "seven"]]


def test_a_table_that_is_too_wide_is_a_list_of_values(seeded: "Seeded") -> None:
    wide = ", ".join(f"'{n:030}' as column_{n}" for n in range(6))
    printed = seeded.presslake("sql", f"select {wide}").stdout
    assert printed.splitlines()[0].split() == ["column_0", "0" * 30]


def test_sql_reads_a_query_from_standard_input(presslake: Command, loaded: Path) -> None:
    assert presslake("sql", "-", "-f", "csv", stdin="select 7 as n").stdout == "n\n7\n"


def test_search_finds_quotes_by_their_words(seeded: "Seeded") -> None:
    found = json.loads(seeded.presslake("search", "MINUTES river", "--speaker", "varnham", "-f", "json").stdout)
    assert {(row["speaker"], "river does not read our minutes" in row["quote"]) for row in found} == {
        ("Leila Varnham", True)
    }


def test_words_of_a_search_need_no_quotes(seeded: "Seeded") -> None:
    words = seeded.presslake("search", "minutes", "river", "-f", "csv").stdout
    assert seeded.presslake("search", "minutes river", "-f", "csv").stdout == words


def test_who_finds_nothing_is_told_what_a_search_needs(seeded: "Seeded") -> None:
    done = seeded.presslake("search", "river OR barrier")
    assert (0, True) == (done.returncode, "AND and OR are words too" in done.stderr)


def test_a_search_prints_confidence_with_the_digits_it_holds(seeded: "Seeded") -> None:
    rows = csv.DictReader(io.StringIO(seeded.presslake("search", "river", "-f", "csv").stdout))
    assert [] == [row["confidence"] for row in rows if len(row["confidence"]) > len("0.12")]


def test_without_a_command_there_is_the_help(presslake: Command) -> None:
    done = presslake()
    assert (2, "Usage: presslake") == (done.returncode, done.stderr[:16])


def test_search_finds_paragraphs(seeded: "Seeded") -> None:
    found = json.loads(
        seeded.presslake("search", "barrier steel", "--in", "paragraphs", "-n", "1", "-f", "json").stdout
    )
    assert ["barrier" in row["text"] for row in found] == [True]


def test_a_search_that_meets_a_damaged_block_says_so(presslake: Command, loaded: Path, folder: Path) -> None:
    with connect(folder / "warehouse.read.duckdb") as copy:
        where = "select min(block_id) from pragma_storage_info('paragraphs') where block_id >= 0"
        [(block,)] = copy.execute(where).fetchall()
    (folder / "warehouse.read.duckdb").chmod(0o600)
    with (folder / "warehouse.read.duckdb").open("r+b") as file:
        file.seek(3 * 4096 + block * 262_144)
        file.write(b"\xff" * 1000)
    done = presslake("search", "council", "--in", "paragraphs")
    assert (1, 1, True) == (done.returncode, done.stderr.count("\n"), "is damaged" in done.stderr)


def test_show_finds_an_article_by_the_file_that_it_came_from(seeded: "Seeded") -> None:
    url = seeded.presslake("sql", "select max(url) from ops.fetches where outcome = 'new'", "-f", "csv").stdout.split()[
        1
    ]
    shown = json.loads(seeded.presslake("show", url, "-f", "json").stdout)
    assert (1, True, True) == (len(shown["article"]), len(shown["paragraphs"]) > 1, len(shown["quotes"]) > 1)


def test_show_finds_a_quote_by_its_id(seeded: "Seeded") -> None:
    quote_id = seeded.presslake("sql", "select min(quote_id) as id from quotes", "-f", "csv").stdout.split()[1]
    shown = json.loads(seeded.presslake("show", quote_id, "-f", "json").stdout)
    assert [row["quote_id"] for row in shown["quote"]] == [quote_id]


def test_show_of_nothing_says_so(seeded: "Seeded") -> None:
    done = seeded.presslake("show", "https://nowhere.example/")
    assert (1, True) == (done.returncode, "no such article" in done.stderr)


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "md"])
def test_status_is_printed_in_every_form(form: str, seeded: "Seeded") -> None:
    done = seeded.presslake("status", "--format", form)
    assert (0, True, True) == (done.returncode, "north-ledger" in done.stdout, "list_page" in done.stdout)


def test_status_names_the_copy_for_clients_that_cannot_follow_a_link(seeded: "Seeded") -> None:
    told = json.loads(seeded.presslake("status", "--format", "json").stdout)
    assert [{"path": str((seeded.folder / "warehouse.read.duckdb").resolve())}] == told["copy"]


def test_export_writes_a_file_a_table_and_prints_their_paths(seeded: "Seeded", folder: Path) -> None:
    done = seeded.presslake("export", str(folder / "out"), "--format", "jsonl", "-t", "articles", "-t", "v_quotes")
    assert done.stdout.split() == [str(folder / "out/articles.jsonl"), str(folder / "out/v_quotes.jsonl")]


def test_an_exported_table_has_every_row(seeded: "Seeded", folder: Path) -> None:
    seeded.presslake("export", str(folder), "--format", "jsonl", "-t", "articles")
    count = int(seeded.presslake("sql", "select count(*) as n from articles", "-f", "csv").stdout.split()[1])
    assert count == len((folder / "articles.jsonl").read_text(encoding="utf-8").splitlines())


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
