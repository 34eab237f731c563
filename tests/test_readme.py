"""README and docs/ tell the truth: their commands run, their queries give the rows shown, and no command is missing."""

import re
import shlex
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from flows.commands import PANELS
from flows.settings import load_settings
from warehouse.query import connect
from warehouse.sql import statement, statement_names
from warehouse.tables_page import tables_page

if TYPE_CHECKING:
    from conftest import Seeded

README = Path(__file__).parent.parent / "README.md"
PAGES = [README, *sorted((README.parent / "docs").glob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


#: A query, and the Markdown table that README shows below it.
ANSWERED = re.findall(r"^```sql\n(.*?)^```\n\n((?:^\|[^\n]*\n)+)", TEXT, re.MULTILINE | re.DOTALL)
#: Those that give a table, but for what ranks a search, and the two that are for a condition or a column of one's own.
MACROS_OF_ANALYSTS = [
    *(
        name
        for name in statement_names("macros")
        if " as table" in statement("macros", name) and name != "search_scores"
    ),
    *("has_words", "local_time"),
]
#: Commands with tests of their own: they run until they are told to end, or leave a configuration to those after them.
TESTED_ELSEWHERE = frozenset({"browse", "init", "serve"})
SHOWN_COMMANDS = [line for block in blocks("sh") for line in block.splitlines() if line.startswith("presslake ")]


def test_the_two_commands_come_first() -> None:
    commands = re.findall(r"^ *python3 -m venv .*$", TEXT, re.MULTILINE)
    assert [
        "    python3 -m venv .venv && .venv/bin/pip install -q -e . && .venv/bin/presslake run",
        "    python3 -m venv .venv && .venv/bin/pip install -q -e '.[test]' && .venv/bin/pytest",
    ] == commands[:2]


def test_a_run_says_what_readme_shows(seeded: "Seeded") -> None:
    [shown] = [block for block in blocks("text") if block.startswith("$ presslake run\n")]
    assert shown.removeprefix("$ presslake run\n") == seeded.first.stdout


def test_the_cookbook_has_at_least_fifteen_queries() -> None:
    assert len(ANSWERED) >= 15


@pytest.mark.parametrize("name", [*statement_names("views"), *MACROS_OF_ANALYSTS])
def test_every_view_and_macro_has_its_query(name: str) -> None:
    assert any(re.search(rf"\b{name}\b", query) for query, _ in ANSWERED)


def test_every_table_is_named(seeded: "Seeded") -> None:
    query = """
        select replace(schema_name || '.' || table_name, 'main.', '') as name
        from duckdb_tables() where schema_name in ('main', 'history', 'ops')
    """
    tables = seeded.presslake("sql", query, "--format", "csv").stdout.split()[1:]
    assert [] == [table for table in tables if f"`{table}`" not in README.read_text(encoding="utf-8")]


@pytest.mark.parametrize(("query", "answer"), ANSWERED, ids=lambda text: " ".join(text.split())[:40])
def test_a_query_gives_the_rows_that_readme_shows(query: str, answer: str, seeded: "Seeded") -> None:
    assert answer == seeded.presslake("sql", query, "--format", "md").stdout


@pytest.fixture(scope="module")
def used(seeded: "Seeded", tmp_path_factory: pytest.TempPathFactory) -> "Seeded":
    """The same warehouse in another folder, with files of a user's and an export beside it."""
    folder = tmp_path_factory.mktemp("used") / "warehouse"
    shutil.copytree(seeded.folder, folder, symlinks=True)
    (folder / "articles").mkdir()
    (folder / "articles" / "ferry.txt").write_text("The ferry sails again, the council said. " * 20, encoding="utf-8")
    used = replace(seeded, folder=folder)
    used.presslake("export", "out/")
    return used


@pytest.mark.parametrize(
    "command", [command for command in SHOWN_COMMANDS if command.split()[1] not in TESTED_ELSEWHERE]
)
def test_a_command_that_readme_shows_runs(command: str, used: "Seeded") -> None:
    done = used.presslake(*shlex.split(command, comments=True)[1:])
    assert (0, "") == (done.returncode, done.stderr if done.returncode else "")


def test_every_command_is_shown() -> None:
    shown = {command.split()[1] for command in SHOWN_COMMANDS}
    assert {name for panel in PANELS.values() for name in panel} <= shown


def test_the_configuration_that_readme_shows_is_valid(tmp_path: Path) -> None:
    configuration = blocks("toml")[0]
    (tmp_path / "presslake.toml").write_text(configuration, encoding="utf-8")
    (tmp_path / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="Harbour Post" xmlUrl="https://harbourpost.example/f"/></body></opml>'
    )
    (tmp_path / "schedule.toml").write_text(blocks("toml")[1], encoding="utf-8")
    expected = ["council", "harbour-post", "council", "tollgarth", "ports.harbour-post", "clippings", "minutes"]
    files = (tmp_path / "schedule.toml", tmp_path / "presslake.toml")
    assert expected == [source.id for file in files for source in load_settings(file).sources]


@pytest.mark.parametrize(
    ("code", "quotes"), list(zip(blocks("python"), [121, 19, 230], strict=True)), ids=["pandas", "polars", "export"]
)
def test_a_snippet_runs(code: str, quotes: int, used: "Seeded", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(used.folder)
    names: dict[str, object] = {}
    exec(compile(code, str(README), "exec"), names)
    assert quotes == len(names["quotes"])  # type: ignore[arg-type]


def test_the_snippet_with_pandas_answers_its_question(used: "Seeded", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(used.folder)
    names: dict[str, Any] = {}
    exec(compile(blocks("python")[0], str(README), "exec"), names)
    assert [("Leila Varnham", 10, 3), ("Grace Ottaway", 4, 6)] == list(names["answer"].itertuples(name=None))[:2]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_links_to_places_that_are_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", page.read_text(encoding="utf-8"))
    assert [] == [link for link in links if not is_there(page, *link.partition("#")[::2])]


def is_there(page: Path, path: str, heading: str) -> bool:
    """Whether the file is there, and in it the heading, written as forges make their anchors."""
    target = page.parent / path if path else page
    anchors = [
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
        for title in re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8") if heading else "", re.MULTILINE)
    ]
    return target.exists() and (not heading or heading in anchors)


def test_the_page_of_the_tables_is_the_one_that_their_comments_make(seeded: "Seeded") -> None:
    with connect(seeded.folder / "warehouse.read.duckdb") as connection:
        assert (README.parent / "docs" / "tables.md").read_text(encoding="utf-8") == tables_page(connection)
