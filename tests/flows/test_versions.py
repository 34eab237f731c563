"""`presslake show --diff` on the updated article that ships, and on pages that changed around their text."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import Seeded

Command = Callable[..., subprocess.CompletedProcess[str]]
Pages = Callable[..., Path]

VOTE = "https://www.northledger.example/ravelsby/2026/mar/12/councillors-back-61m-wennet-barrier"
SAID = "“We shall keep the ferry,” harbour master Ida Quill said."
HEAD = '<link rel=canonical href="https://quayside.example/ferry">'


def test_a_diff_marks_words_where_there_is_no_colour(seeded: "Seeded") -> None:
    done = seeded.presslake("show", VOTE, "--diff")
    assert "“They [-have bought-]{+ordered+} a gate and{+ have+} been sent" in done.stdout


def test_a_diff_as_json_has_a_row_a_paragraph(seeded: "Seeded") -> None:
    done = seeded.presslake("show", VOTE, "--diff", "--format", "json")
    found = json.loads(done.stdout)["changes"]
    assert [(each["op"], each["paragraph"], each["old"] is None) for each in found[:3]] == [
        ("changed", 5, False),
        ("removed", 14, False),
        ("added", 14, True),
    ]


def test_a_diff_tells_quotes_that_were_reworded_from_those_removed(seeded: "Seeded") -> None:
    done = seeded.presslake("show", VOTE, "--version", "1", "--format", "json")
    found = json.loads(done.stdout)["quotes"]
    assert [(each["op"], each["speaker"], each["new"]) for each in found] == [
        ("reworded", "Desmond Harle", "They ordered a gate and have been sent the bill for a cathedral,"),
        ("removed", "Hester Coyle", None),
    ]


def test_a_version_that_is_not_there_is_an_error_that_says_which_are(seeded: "Seeded") -> None:
    done = seeded.presslake("show", VOTE, "--diff", "--version", "7")
    assert (done.returncode, done.stderr) == (1, f"presslake: {VOTE}: no version 7: there is 1, 2\n")


def test_an_article_with_one_version_has_no_changes(presslake: Command, write_page: Pages) -> None:
    presslake("add", str(write_page("ferry.html", SAID, head=HEAD)))
    done = presslake("show", "https://quayside.example/ferry", "--diff")
    assert (done.returncode, done.stdout.splitlines()[-1], done.stderr) == (
        0,
        "no paragraph changed",
        "presslake: version 1 is the only one that was read\n",
    )


def test_a_page_that_changed_around_its_text_is_no_new_version(presslake: Command, write_page: Pages) -> None:
    page = write_page("ferry.html", SAID, head=HEAD)
    presslake("add", str(page))
    markup = page.read_text(encoding="utf-8")
    page.write_text(
        markup.replace("<article>", "<div class=related><a href=/pier>Pier mended at last</a></div><article>").replace(
            "About us", "About us and our new address"
        ),
        encoding="utf-8",
    )
    presslake("add", str(page))
    done = presslake(
        "sql", "select a.version, f.outcome from articles a join ops.fetches f using (article_id)", "-f", "csv"
    )
    assert sorted(done.stdout.splitlines()) == ["1,new", "1,unchanged", "version,outcome"]


def test_a_page_whose_text_changed_is_a_new_version_with_its_title(presslake: Command, write_page: Pages) -> None:
    page = write_page("ferry.html", SAID, head=HEAD)
    presslake("add", str(page))
    page.write_text(page.read_text(encoding="utf-8").replace("The ferry story", "The ship story"), encoding="utf-8")
    presslake("add", str(page))
    done = presslake("show", "https://quayside.example/ferry", "--diff")
    assert "title changed\nThe [-ferry-]{+ship+} story" in done.stdout


def test_a_diff_marks_words_on_a_terminal_that_wants_no_colour(seeded: "Seeded") -> None:
    colourless = {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm-256color"}  # FORCE_COLOR: as on a terminal
    printed = replace(seeded, environment=seeded.environment | colourless).presslake("show", VOTE, "--diff").stdout
    assert (True, False) == ("{+ordered+}" in printed, "\x1b[32m" in printed)
