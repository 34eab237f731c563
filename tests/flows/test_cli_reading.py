"""What the commands print that only read: tables in every form, searches, articles, the state of things."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from warehouse.query import connect

if TYPE_CHECKING:
    from conftest import Seeded

Command = Callable[..., subprocess.CompletedProcess[str]]


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


def test_a_search_without_words_finds_all_of_a_speaker(seeded: "Seeded") -> None:
    query = "select count(*) from v_quotes where speaker = 'Leila Varnham'"
    with connect(seeded.folder / "warehouse.read.duckdb") as connection:
        [(said,)] = connection.execute(query).fetchall()
    found = seeded.presslake("search", "--speaker", "leila varnham", "-n", "999", "-f", "jsonl").stdout
    assert said == len(found.splitlines())


def test_a_search_in_a_source_that_is_not_there_names_the_nearest(seeded: "Seeded") -> None:
    done = seeded.presslake("search", "river", "--source", "north-leger")
    said = "presslake: north-leger: no such source; did you mean north-ledger?\n"
    assert (2, "", said) == (done.returncode, done.stdout, done.stderr)


def test_words_of_a_search_need_no_quotes(seeded: "Seeded") -> None:
    words = seeded.presslake("search", "minutes", "river", "-f", "csv").stdout
    assert seeded.presslake("search", "minutes river", "-f", "csv").stdout == words


def test_who_finds_nothing_is_told_what_a_search_needs(seeded: "Seeded") -> None:
    done = seeded.presslake("search", "river OR barrier")
    assert (0, True) == (done.returncode, "AND and OR are words too" in done.stderr)


def test_a_search_prints_confidence_with_the_digits_it_holds(seeded: "Seeded") -> None:
    rows = csv.DictReader(io.StringIO(seeded.presslake("search", "river", "-f", "csv").stdout))
    assert [] == [row["confidence"] for row in rows if len(row["confidence"]) > len("0.12")]


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
