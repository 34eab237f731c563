"""Every promise under checks/ finds the rows that break it."""

from collections.abc import Callable

import pytest

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import Warehouse
from warehouse.model import Counts, Exchange
from warehouse.sql import statement, statement_names

CHECKS = [(folder, name) for folder in ("checks/batch", "checks/whole") for name in statement_names(folder)]

#: A change behind the writer's back, and the promise that it breaks.
DAMAGE = [
    ("update quotes set start_char = start_char + 1", "words_cut_their_paragraph"),
    ("update statements set start_char = start_char + 1", "words_cut_their_paragraph"),
    ("update statements set speaker_start_char = 0", "mentions_cut_their_article"),
    ("update statements set paragraph_id = 'p1'", "words_cut_their_paragraph"),
    ("insert into statements from statements", "keys_are_unique"),
    ("update quoted_terms set end_char = end_char + 1", "words_cut_their_paragraph"),
    ("update paragraphs set start_char = start_char + 1", "paragraphs_cut_their_article"),
    ("update paragraphs set end_char = end_char + 1", "paragraphs_cut_their_article"),
    ("update quotes set speaker_start_char = 0", "mentions_cut_their_article"),
    ("delete from paragraphs", "words_cut_their_paragraph"),
    ("update links set article_id = 'a1'", "parts_have_their_whole"),
    ("delete from speakers", "parts_have_their_whole"),
    ("insert into articles from articles limit 1", "keys_are_unique"),
    ("delete from quotes where position = 1", "counts_agree"),
    ("update quotes set chain = 2 where position = 1", "chains_start_at_a_quote"),
    ("update quotes set nested_in = position", "nested_quotes_lie_inside"),
    ("update articles set is_copy = true", "clusters_have_a_lead"),
    (
        "update articles set cluster_id = (select max(article_id) from articles)",
        "leads_are_the_earliest",
    ),
    ("insert into sketches values ('a1', '2026-03-05', [1], [1], 1, 1)", "parts_have_their_whole"),
    ("update articles set content_key = 'k'", "equal_wording_is_one_cluster"),
    ("update articles set version = 3", "history_is_past"),
    ("delete from ops.loads", "ledger_equals_contents"),
    ("delete from ops.runs", "rows_have_their_run"),
    ("update links set target_article_id = null", "links_lead_to_their_target"),
    ("insert into speakers values ('s1', 'Ivo', 'person', [], null)", "speakers_are_quoted"),
    ("insert into sources from sources", "names_are_unique"),
    ("delete from sources", "sources_are_known"),
    ("delete from ops.quarantine", "quarantine_holds_failures"),
    ("insert into ops.frontier from ops.frontier", "names_are_unique"),
    ("update ops.fetches set source_id = null", "sources_are_known"),
    ("update ops.frontier set source_id = 'nobody'", "sources_are_known"),
    ("update ops.frontier set loaded_at = null", "frontier_agrees"),
    ("update ops.frontier set content = 'It is mended.'", "frontier_agrees"),
    ("update ops.frontier set article_id = 'a1'", "frontier_agrees"),
    ("update ops.frontier set article_id = null, loaded_at = null, fetched_at = null", "frontier_agrees"),
    ("delete from ops.frontier", "web_pages_are_in_the_frontier"),
]


@pytest.fixture
def loaded(
    warehouse: Warehouse, load: Callable[..., Counts], article: Callable[..., Article], reading: Callable[..., object]
) -> Warehouse:
    """A warehouse with two articles from files, one from the web, and a failed page."""
    texts = ("The ‘pier’ is closed.", "“We wait,” said Amsel.", "[We do], said Amsel.", "“We do,” said Amsel.")
    load(article("a", *texts, links=["https://harbour.example/b"]), article("b"), reading())
    answer = Exchange(status=200, final_url="https://harbour.example/c")
    load(reading(article("c"), url="https://harbour.example/c", exchange=answer, url_key="harbour.example/c"))
    return warehouse


def test_a_loaded_warehouse_keeps_every_promise(loaded: Warehouse) -> None:
    assert run_checks(loaded.connection) == ()


@pytest.mark.parametrize(("damage", "promise"), DAMAGE)
def test_damage_is_found_and_named(loaded: Warehouse, damage: str, promise: str) -> None:
    loaded.connection.execute(damage)

    assert promise in {breach.check for breach in run_checks(loaded.connection)}


def test_every_promise_is_broken_by_some_damage() -> None:
    assert {name for _, name in CHECKS} == {promise for _, promise in DAMAGE}


@pytest.mark.parametrize(("folder", "name"), CHECKS)
def test_every_check_says_what_it_promises(folder: str, name: str) -> None:
    assert statement(folder, name).startswith("-- ")


def test_a_breach_shows_the_rows_that_break_the_promise(loaded: Warehouse) -> None:
    loaded.connection.execute(
        "update paragraphs set text = 'The pier is open.' where position = 1 and text like '%pier%'"
    )

    breach = next(breach for breach in run_checks(loaded.connection) if breach.check == "paragraphs_cut_their_article")
    assert (breach.rows.columns[1:], breach.rows.rows[0][1:]) == (
        ("text", "cut"),
        ("The pier is open.", "The ‘pier’ is closed."),
    )


def test_the_cheap_checks_leave_out_those_of_the_whole(loaded: Warehouse) -> None:
    loaded.connection.execute("delete from ops.runs")

    assert run_checks(loaded.connection, cheap=True) == ()
