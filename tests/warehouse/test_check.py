"""Every promise under checks/ finds the rows that break it."""

from collections.abc import Callable

import pytest

from extract.model import Article
from warehouse.check import run_checks
from warehouse.connection import Warehouse
from warehouse.model import Counts, Exchange
from warehouse.sql import statement, statement_names

CHECKS = [(folder, name) for folder in ("checks/batch", "checks/whole") for name in statement_names(folder)]

#: A change behind the writer's back, the promise that it breaks, and what names the rows that break it.
NAMED = [
    ("insert into articles from articles limit 1", "names_are_unique", "select article_id from articles limit 1"),
    ("update articles set url = 'https://x.example/'", "names_are_unique", "select any_value(url) from articles"),
    (
        "insert into paragraphs from paragraphs limit 1",
        "names_are_unique",
        "select paragraph_id from paragraphs limit 1",
    ),
    ("insert into ops.loads from ops.loads limit 1", "names_are_unique", "select batch_sha256 from ops.loads limit 1"),
    ("insert into meta from meta where key = 'schema_version'", "names_are_unique", "select 'schema_version'"),
    (
        "update quotes set position = 1",
        "places_are_unique",
        "select distinct article_id from quotes where position > 1",
    ),
    ("insert into quoted_terms from quoted_terms", "places_are_unique", "select article_id from quoted_terms limit 1"),
    ("insert into links from links", "places_are_unique", "select article_id from links limit 1"),
    (
        "update articles set text = text || ' More.'",
        "paragraphs_make_their_article",
        "select article_id from articles",
    ),
    ("update articles set word_count = 1", "paragraphs_make_their_article", "select article_id from articles"),
    ("update quotes set word_count = 9", "words_are_counted", "select quote_id from quotes"),
    ("update statements set word_count = 9", "words_are_counted", "select statement_id from statements"),
    ("update articles set text_sha256 = 'e3b0'", "texts_have_their_keys", "select article_id from articles"),
    ("update quotes set quote_key = 'we sail'", "texts_have_their_keys", "select quote_id from quotes"),
    ("update quotes set confidence = 1.5", "values_are_possible", "select quote_id from quotes"),
    ("update statements set confidence = -1", "values_are_possible", "select statement_id from statements"),
    ("update articles set quality = 2", "values_are_possible", "select article_id from articles"),
    ("update paragraphs set end_char = start_char", "values_are_possible", "select paragraph_id from paragraphs"),
    ("update speakers set speaker_id = 'Amsel'", "values_are_possible", "select speaker_id from speakers"),
    ("update articles set first_seen_at = '2026-04-01'", "times_are_in_order", "select article_id from articles"),
    ("update articles set last_seen_at = '2926-04-01'", "times_are_in_order", "select article_id from articles"),
    ("update articles set published_date = '2026-03-09'", "times_are_in_order", "select article_id from articles"),
    ("update articles set published_date = null", "times_are_in_order", "select article_id from articles"),
    ("update ops.runs set ended_at = '2020-01-01'", "times_are_in_order", "select run_id from ops.runs"),
    ("update ops.fetches set fetched_at = '2926-01-01'", "times_are_in_order", "select fetch_id from ops.fetches"),
    (
        "insert into history.articles values ('a1', 1, now(), null, '', '', now(), '')",
        "history_has_its_whole",
        "select 'a1'",
    ),
    (
        "insert into history.quotes select quote_id, 'a1', 7, text, '', 'nobody', '', now(), now(), '' from quotes",
        "history_has_its_whole",
        "select quote_id from quotes",
    ),
    (
        "insert into history.quotes select quote_id, article_id, 7, text, '', null, '', now(), now(), '' from quotes",
        "rows_have_their_run",
        "select quote_id from quotes",
    ),
    (
        "insert into ops.tombstones select null, 'harbour.example', now(), run_id from ops.runs limit 1",
        "forgotten_stays_forgotten",
        "select article_id from articles",
    ),
    (
        "insert into ops.tombstones select url_key, null, now(), '' from ops.frontier",
        "forgotten_stays_forgotten",
        "select url_key from ops.frontier",
    ),
    ("delete from articles", "readings_have_their_article", "select fetch_id from ops.fetches where outcome = 'new'"),
    (
        "update ops.fetches set article_id = null",
        "readings_have_their_article",
        "select fetch_id from ops.fetches where outcome = 'new'",
    ),
]

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
    filled: Callable[[Callable[[], object]], Warehouse],
    load: Callable[..., Counts],
    article: Callable[..., Article],
    reading: Callable[..., object],
) -> Warehouse:
    """A warehouse with two articles from files, one from the web, and a failed page."""

    def fill() -> None:
        texts = ("The ‘pier’ is closed.", "“We wait,” said Amsel.", "[We do], said Amsel.", "“We do,” said Amsel.")
        load(article("a", *texts, links=["https://harbour.example/b"]), article("b"), reading())
        answer = Exchange(status=200, final_url="https://harbour.example/c")
        load(reading(article("c"), url="https://harbour.example/c", exchange=answer, url_key="harbour.example/c"))

    return filled(fill)


@pytest.mark.lake
def test_a_loaded_warehouse_keeps_every_promise(loaded: Warehouse) -> None:
    assert run_checks(loaded.connection) == ()


@pytest.mark.parametrize(("damage", "promise"), DAMAGE)
def test_damage_is_found_and_named(loaded: Warehouse, damage: str, promise: str) -> None:
    loaded.connection.execute(damage)

    assert promise in {breach.check for breach in run_checks(loaded.connection)}


@pytest.mark.parametrize(("damage", "promise", "named"), NAMED)
def test_the_rows_that_break_a_promise_are_named(loaded: Warehouse, damage: str, promise: str, named: str) -> None:
    loaded.connection.execute(damage)

    [breach] = [breach for breach in run_checks(loaded.connection) if breach.check == promise]
    missing = {name for (name,) in loaded.connection.execute(named).fetchall()} - {
        value for row in breach.rows.rows for value in row
    }
    assert missing == set()


def test_every_promise_is_broken_by_some_damage() -> None:
    assert {name for _, name in CHECKS} == {promise for _, promise, *_ in [*DAMAGE, *NAMED]}


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


def test_a_large_warehouse_is_looked_at_in_parts_with_the_same_result(loaded: Warehouse) -> None:
    loaded.connection.execute("update quotes set start_char = start_char + 1; update paragraphs set end_char = 1")
    together, in_parts = run_checks(loaded.connection), run_checks(loaded.connection, at_once=2)
    assert [(breach.check, breach.count) for breach in together] == [
        (breach.check, breach.count) for breach in in_parts
    ]


def test_looking_in_parts_leaves_the_tables_as_they_are(loaded: Warehouse) -> None:
    run_checks(loaded.connection, at_once=2)

    assert run_checks(loaded.connection, at_once=2) == run_checks(loaded.connection) == ()


def test_the_cheap_checks_leave_out_those_of_the_whole(loaded: Warehouse) -> None:
    loaded.connection.execute("delete from ops.runs")

    assert run_checks(loaded.connection, cheap=True) == ()
