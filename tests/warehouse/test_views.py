"""What the views and macros show."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from extract.model import Article
from warehouse.connection import Warehouse
from warehouse.model import Counts

Make = Callable[..., Article]
Load = Callable[..., Counts]


def columns(warehouse: Warehouse, relation: str) -> list[str]:
    return [name for name, *_ in warehouse.connection.execute(f"describe from {relation}").fetchall()]


@pytest.mark.parametrize(("macro", "more"), [("quotes_by('amsel')", []), ("search_quotes('engine')", ["score"])])
def test_a_macro_of_quotes_has_the_columns_of_v_quotes(macro: str, more: list[str], warehouse: Warehouse) -> None:
    assert columns(warehouse, "v_quotes") + more == columns(warehouse, macro)


def test_unattributed_quotes_have_the_columns_of_v_quotes_but_for_the_speaker(warehouse: Warehouse) -> None:
    rest = [name for name in columns(warehouse, "v_quotes") if name not in {"speaker", "speaker_id"}]
    assert rest == columns(warehouse, "unattributed_quotes")


@pytest.mark.lake
def test_quotations_hold_every_quote_once(loaded: Warehouse) -> None:
    counted = loaded.connection.execute(
        "select sum(occurrences)::bigint, count(*), count(distinct quote_key) from quotations"
    ).fetchall()
    assert [(3, 2, 2)] == counted


@pytest.mark.parametrize(
    ("quote", "row"),
    [
        ("New%", ("Zoë Amsel", 1, 1, 1, "The Harbour Bell", 1)),
        ("We have%", ("Ivo Rask", 2, 1, 1, "The Harbour Bell", 2)),
    ],
    ids=["printed once", "printed again"],
)
def test_quotations_say_how_far_a_wording_came(quote: str, row: tuple[object, ...], loaded: Warehouse) -> None:
    told = loaded.connection.execute(
        "select speaker, occurrences, stories, sources, first_source, len(urls) from quotations where quote like ?",
        [quote],
    ).fetchall()
    assert [row] == told


def test_the_first_outlet_is_the_one_with_the_earliest_time(warehouse: Warehouse, load: Load, article: Make) -> None:
    words = "“The tide keeps its own minutes,” Amsel said."
    early = article("early", words, host="early.example", site_name="Early Bell")
    load(
        replace(early, published=None, url="https://undated.example/a", domain="undated.example", site_name="Undated"),
        article("late", words, host="late.example", site_name="Late Bell"),
        replace(early, published=replace(early.published, at=datetime(2026, 3, 5, 6, tzinfo=UTC))),
    )

    assert [("Early Bell",)] == warehouse.connection.execute("select first_source from quotations").fetchall()


def test_the_first_and_the_last_paragraph_have_one_neighbour(warehouse: Warehouse, load: Load, article: Make) -> None:
    load(article("a", "“One,” she said.", "Between.", "“Three,” she said."))

    around = warehouse.connection.execute("select before, after from quote_context order by quote").fetchall()
    assert [(None, "Between."), ("Between.", None)] == around


def test_a_quote_that_came_back_is_not_removed(warehouse: Warehouse, load: Load, article: Make) -> None:
    load(article("a", "“It stays,” she said."))
    load(article("a", "“It goes,” she said.", modified_at=datetime(2026, 3, 5, 20, tzinfo=UTC)))
    load(article("a", "“It stays,” she said.", modified_at=datetime(2026, 3, 6, tzinfo=UTC)))

    assert [("It goes,",)] == warehouse.connection.execute("select quote from removed_quotes").fetchall()


@pytest.mark.lake
def test_an_article_with_an_address_left_is_not_gone(loaded: Warehouse) -> None:
    loaded.connection.execute(
        "insert into ops.frontier select * replace ('b' as url_key, 200 as http_status) from ops.frontier"
    )

    assert [] == loaded.connection.execute("from gone_articles").fetchall()


WORDS = st.text("bvfasß*", min_size=1, max_size=4)
TEXTS = st.lists(st.text("bḃBḂvVṽfFaáÁsSß\u0307 ,", max_size=12), min_size=1, max_size=50)


@given(word=WORDS, texts=TEXTS)
@example(word="bv", texts=["b\u0307v"])
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_has_a_word_may_have_it(warehouse: Warehouse, word: str, texts: list[str]) -> None:
    missed = warehouse.connection.execute(
        "select txt from (select unnest($texts) as txt) where has_word(txt, $word) and not may_have_word(txt, $word)",
        {"texts": texts, "word": word},
    ).fetchall()
    assert [] == missed


@pytest.mark.parametrize(
    ("term", "matching"), [("engine", 2), ("mend*", 2), ('"mended the engine"', 2), ("motor", 0), ("Monday", 2)]
)
def test_mentions_count_words_beginnings_and_phrases(term: str, matching: int, loaded: Warehouse) -> None:
    loaded.connection.execute("update articles set is_copy = false")

    counted = loaded.connection.execute("select total, matching from mentions(?)", [term]).fetchall()
    assert [(3, matching)] == counted
