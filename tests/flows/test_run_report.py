"""A run as its operator sees it."""

from datetime import datetime

import pytest
from markdown_it import MarkdownIt

from flows.markdown import plain, table
from flows.progress import Progress
from flows.run_report import figures, message, run_markdown
from warehouse.model import Counts, Table

SINCE = datetime(2026, 3, 5, 12)
COLUMNS = ("source", "kind", "since", "why", "url")
NOTHING = Table(COLUMNS, ())


@pytest.fixture
def progress() -> Progress:
    """Two articles of one source, and another that is dead."""
    progress = Progress(run_id="20260305T120000Z-ab12", loaded=Counts(found=2, new=2, paragraphs=9))
    progress.tally("bell").read = 2
    progress.tally("mill").error = "https://mill.example/feed.xml: HTTP 503"
    return progress


def test_the_message_of_a_partial_run_begins_with_the_source_and_the_reason(progress: Progress) -> None:
    said = "mill: https://mill.example/feed.xml: HTTP 503 · Loaded 2 articles (2 new) with 9 paragraphs and 0 quotes."

    assert message(progress) == said


def test_the_figures_of_a_run_fit_the_card_that_shows_them(progress: Progress) -> None:
    assert figures(progress) == "2 new, 1 source failed"


def test_of_many_failed_sources_the_message_names_three(progress: Progress) -> None:
    for name in ("one", "two", "three"):
        progress.tally(name).error = "gone"

    assert message(progress).split(" · ")[2:4] == ["two: gone", "1 more source failed"]


@pytest.mark.parametrize(
    "text", ["a | b", "<script>alert(1)</script>", "`rm` ~x~ *y* _z_", "[a](b) ![c](d)", "&lt; \\|"]
)
def test_what_the_web_says_is_shown_as_it_is(text: str) -> None:
    html = MarkdownIt("commonmark").enable("table").render("\n".join(table(["why"], [[text]])))

    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<td>{shown}</td>" in html


def test_a_cell_is_one_line_of_bounded_length() -> None:
    assert plain("a\n\x1b" + "b" * 400) == "a " + "b" * 297 + "…"


def test_a_run_with_a_dead_source_says_so_first(progress: Progress) -> None:
    needs = run_markdown(progress, NOTHING, 0).partition("## Needs a look\n\n")[2].splitlines()

    assert needs[0] == "- **mill** failed in this run: https://mill.example/feed.xml: HTTP 503"


def test_what_the_warehouse_knows_of_sources_is_said(progress: Progress) -> None:
    attention = Table(COLUMNS, (("bell", "silent", SINCE, "no new article for 9 days", None),))

    assert "- **bell**, silent, since 2026-03-05 12:00: no new article for 9 days\n" in run_markdown(
        progress, attention, 0
    )


def test_failed_sources_come_first_in_the_table(progress: Progress) -> None:
    rows = [line for line in run_markdown(progress, NOTHING, 0).splitlines() if line.startswith("| ")]

    assert [row.split(" | ")[0] for row in rows] == ["| source", "| ---", "| mill", "| bell"]
