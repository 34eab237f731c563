"""`presslake explain`, on files, records of files, and articles of a warehouse."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Seeded

Command = Callable[..., subprocess.CompletedProcess[str]]
Pages = Callable[..., Path]

SEEDS = Path(__file__).parent.parent.parent / "seeds"
VOTE = "https://www.northledger.example/ravelsby/2026/mar/12/councillors-back-61m-wennet-barrier"
SAID = "“We shall keep the ferry,” harbour master Ida Quill said."


def explained(done: subprocess.CompletedProcess[str]) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
    return found


def test_a_file_is_explained_without_a_warehouse(presslake: Command, write_page: Pages) -> None:
    done = presslake("explain", str(write_page("ferry.html", SAID)), "--format", "json")
    assert list(explained(done)) == [
        "verdict",
        "quality",
        "candidates",
        "kept",
        "dropped",
        "quotes",
        "speakers",
        "statements",
    ]


def test_a_quote_shows_the_words_that_decided_its_speaker(presslake: Command, write_page: Pages) -> None:
    done = presslake("explain", str(write_page("ferry.html", SAID)), "--format", "json")
    quote = explained(done)["quotes"][0]
    assert (quote["quote"], quote["speaker"], quote["cue"], quote["method"]) == (
        "We shall keep the ferry,",
        "Ida Quill",
        "said",
        "explicit",
    )


def test_a_quote_shows_who_may_have_said_it_and_why(presslake: Command, write_page: Pages) -> None:
    done = presslake("explain", str(write_page("ferry.html", f"Bo Rask was late. {SAID}")), "--format", "json")
    found = explained(done)["speakers"][0]
    assert (found["no"], found["candidate"], list(found)[3:]) == (
        1,
        "ferry,” harbour master [Ida Quill] said. It was the first",
        ["share", "why"],
    )


def test_a_page_without_an_article_says_why_and_succeeds(presslake: Command) -> None:
    done = presslake("explain", str(SEEDS / "north-ledger" / "topic-wennet-barrier.html"))
    assert (done.returncode, "list_page" in done.stdout) == (0, True)


def test_a_terminal_gets_tables(presslake: Command, write_page: Pages) -> None:
    done = presslake("explain", str(write_page("ferry.html", SAID)))
    assert [name for name in ("verdict", "quality", "kept", "quotes") if f"{name}\n" in done.stdout] == [
        "verdict",
        "quality",
        "kept",
        "quotes",
    ]


@pytest.mark.parametrize(("asked", "letters"), [("url", 200), ("article_id", 8)])
def test_an_article_of_the_warehouse_is_read_again_from_its_file(asked: str, letters: int, seeded: "Seeded") -> None:
    row = json.loads(seeded.presslake("show", VOTE, "--format", "json").stdout)["article"][0]
    done = seeded.presslake("explain", row[asked][:letters], "--format", "json")
    assert explained(done)["verdict"][0]["title"] == row["title"]


def test_the_present_version_is_the_one_that_is_read(seeded: "Seeded") -> None:
    done = seeded.presslake("explain", VOTE, "--format", "json")
    assert "They ordered a gate" in str(explained(done)["kept"][4]["text"])


def test_a_record_is_named_by_its_number(presslake: Command) -> None:
    done = presslake("explain", f"{SEEDS / 'dunmarrow-courier' / 'articles.jsonl'}#2", "--format", "json")
    assert explained(done)["verdict"][0]["verdict"] == "article"


def test_an_entry_of_a_feed_is_found_by_the_url_of_its_article(seeded: "Seeded") -> None:
    url = json.loads(
        seeded.presslake(
            "sql", "select url from v_articles where source = 'Saltgate Post' limit 1", "-f", "json"
        ).stdout
    )[0]["url"]
    assert explained(seeded.presslake("explain", url, "-f", "json"))["verdict"][0]["url"] == url


def test_what_the_configuration_prunes_is_shown_with_its_rule(
    presslake: Command, write_page: Pages, folder: Path
) -> None:
    write_page("in/ferry.html", SAID)
    (folder / "presslake.toml").write_text(
        """[[sources]]\nid = "harbour"\nfiles = ["in"]\nprune = ["//article/p[2]"]\n""", encoding="utf-8"
    )
    dropped = explained(presslake("explain", "in/ferry.html", "--format", "json"))["dropped"][0]
    assert ("prune //article/p[2]", f"{SAID} It was the second meeting of the year.") == (
        dropped["why"],
        dropped["text"],
    )


def test_a_file_of_several_pages_asks_which(presslake: Command) -> None:
    path = SEEDS / "dunmarrow-courier" / "articles.jsonl"
    done = presslake("explain", str(path))
    assert (done.returncode, done.stderr) == (
        2,
        f"presslake: {path}: holds several pages: say which, the first is {path.as_uri()}#1\n",
    )


def test_what_is_neither_a_file_nor_known_is_a_usage_error(seeded: "Seeded") -> None:
    done = seeded.presslake("explain", "https://nowhere.example/a")
    assert (done.returncode, done.stderr) == (
        2,
        "presslake: https://nowhere.example/a: no such file, and no page of the warehouse has this id or address\n",
    )


def test_a_file_that_is_gone_is_said_to_be(presslake: Command, write_page: Pages) -> None:
    page = write_page("ferry.html", SAID)
    presslake("add", str(page))
    page.unlink()
    done = presslake("explain", page.as_uri())
    assert (done.returncode, "is neither in the archive nor on this disk any more" in done.stderr) == (2, True)


def test_the_quality_that_is_stored_is_the_one_explained(seeded: "Seeded") -> None:
    stored = json.loads(seeded.presslake("show", VOTE, "--format", "json").stdout)["article"][0]["quality"]
    shown = explained(seeded.presslake("explain", VOTE, "--format", "json"))["verdict"][0]["quality"]
    assert stored == pytest.approx(shown, abs=1e-6)
