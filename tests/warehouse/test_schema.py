"""Tables, views, macros and their comments; migrations."""

import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from warehouse.connection import Warehouse, open_warehouse
from warehouse.errors import WarehouseError, WarehouseTooNew
from warehouse.migrate import SCHEMA_VERSION, schema_version
from warehouse.sql import statement, statement_names

SQL_FOLDERS = (
    *("migrations", "comments", "views", "macros", "load_steps", "queries", "index_steps"),
    *("frontier_steps", "frontier_queries"),
)


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


@pytest.mark.parametrize("view", statement_names("views"))
def test_every_view_has_rows_to_show(loaded: Warehouse, view: str) -> None:
    loaded.connection.execute("update quotes set speaker_id = null where quote_key like 'new%'")

    assert rows(loaded, f"from {view}") != []


def test_every_column_of_every_table_and_view_is_explained(warehouse: Warehouse) -> None:
    assert rows(warehouse, """select "table", "column" from dictionary where comment is null""") == []


def test_every_table_and_view_is_explained(warehouse: Warehouse) -> None:
    silent = rows(
        warehouse,
        "select table_name from duckdb_tables() where not internal and comment is null union all"
        " select view_name from duckdb_views() where not internal and comment is null",
    )
    assert silent == []


def test_every_macro_is_explained(warehouse: Warehouse) -> None:
    explained = rows(
        warehouse, "select function_name from duckdb_functions() where not internal and comment is not null"
    )
    assert sorted(explained) == [(name,) for name in statement_names("macros")]


def test_every_table_of_the_plan_is_there(warehouse: Warehouse) -> None:
    names = rows(
        warehouse, "select schema_name || '.' || table_name from duckdb_tables() where not internal order by 1"
    )
    assert [name for (name,) in names] == [
        *(
            "history.articles",
            "history.quotes",
            "history.statements",
            "main.articles",
            "main.links",
            "main.meta",
            "main.paragraphs",
        ),
        *("main.quoted_terms", "main.quotes", "main.sketches", "main.sources", "main.speakers", "main.statements"),
        *("ops.documents", "ops.fetches", "ops.frontier", "ops.loads", "ops.quarantine", "ops.runs", "ops.tombstones"),
    ]


@pytest.mark.parametrize("folder", SQL_FOLDERS)
def test_every_statement_starts_with_its_intent(folder: str) -> None:
    assert [name for name in statement_names(folder) if not statement(folder, name).startswith("-- ")] == []


def test_no_view_selects_whatever_there_is() -> None:
    assert [name for name in statement_names("views") if re.search(r"select\s+\*", statement("views", name))] == []


def test_quotes_by_finds_any_part_of_a_name_in_any_case(loaded: Warehouse) -> None:
    assert rows(loaded, "select distinct speaker from quotes_by('ZOE')") == [("Zoë Amsel",)]


def test_search_quotes_ignores_case_and_accents(loaded: Warehouse) -> None:
    assert rows(loaded, "select quote from search_quotes('energy NEW')") == [("New Ënergy,",)]


def test_search_takes_more_than_six_words(loaded: Warehouse) -> None:
    found = rows(loaded, "select count(*) from search_paragraphs(' the  ferry sails on monday the ferry tuesday ')")
    assert found == [(0,)]


def test_search_finds_seven_words_that_are_all_there(loaded: Warehouse) -> None:
    assert rows(loaded, "select count(*) from search_paragraphs('the ferry sails on monday the ferry')") == [(2,)]


def test_context_shows_the_quote_between_its_neighbours(loaded: Warehouse) -> None:
    around = rows(loaded, "select text from context((select quote_id from quotes where quote_key like 'new%'))")
    assert around == [("First.",), ("“»New Ënergy,«” said Amsel.",), ("[It lasts], said Amsel.",)]


def test_context_may_be_the_quote_paragraph_alone(loaded: Warehouse) -> None:
    alone = rows(loaded, "select text from context((select quote_id from quotes where quote_key like 'new%'), n := 0)")
    assert alone == [("“»New Ënergy,«” said Amsel.",)]


def test_mentions_is_the_share_of_articles_without_copies(loaded: Warehouse) -> None:
    assert rows(loaded, "from mentions('FERRY')") == [(date(2026, 3, 1), 2, 1, 50.0)]


def test_local_time_is_what_a_clock_there_shows(warehouse: Warehouse) -> None:
    shown = rows(warehouse, "select local_time(timestamp '2026-07-01 12:00', 'Europe/Oslo')::varchar")
    assert shown == [("2026-07-01 14:00:00",)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("“It’s over — now!”", "its over now"),
        ("Éa  U.S.\n\u00a0and/or", "ea us and or"),
        ("yes…no", "yes no"),
        ("“…”", "“…”"),
    ],
)
def test_norm_quote_keeps_the_wording_alone(warehouse: Warehouse, text: str, key: str) -> None:
    assert warehouse.connection.execute("select norm_quote(?)", [text]).fetchall() == [(key,)]


def test_counts_of_the_present_are_naive(loaded: Warehouse) -> None:
    counted = rows(
        loaded, "select (select count(*) from articles), (select count(*) from quotes), (select count(*) from v_quotes)"
    )
    assert counted == [(3, 3, 3)]


def test_quotations_count_stories_without_copies(loaded: Warehouse) -> None:
    told = rows(loaded, "select occurrences, stories, sources from quotations where quote like 'We have mended%'")
    assert told == [(2, 1, 1)]


def test_a_new_warehouse_has_the_latest_schema(warehouse: Warehouse) -> None:
    assert schema_version(warehouse.connection) == SCHEMA_VERSION


def test_opening_again_remakes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with open_warehouse(path) as warehouse:
        warehouse.connection.execute("comment on view v_quotes is 'as it was'")

    with open_warehouse(path) as warehouse:
        assert rows(warehouse, "select comment from duckdb_views() where view_name = 'v_quotes'") == [("as it was",)]


def test_a_view_whose_text_changed_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with open_warehouse(path) as warehouse:
        warehouse.connection.execute("create or replace view quotations as select 1 as old")
        warehouse.connection.execute("update meta set value = 'an older text' where key = 'views/quotations'")

    with open_warehouse(path) as warehouse:
        assert rows(warehouse, "select quote, occurrences from quotations") == []


def test_a_view_that_is_no_more_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with open_warehouse(path) as warehouse:
        warehouse.connection.execute("create view bygone as select 1 as old")
        warehouse.connection.execute("insert into meta values ('views/bygone', 'its text')")

    with open_warehouse(path) as warehouse:
        assert rows(warehouse, "from duckdb_views() where view_name = 'bygone'") == []


def test_a_warehouse_of_a_newer_presslake_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with open_warehouse(path) as warehouse:
        warehouse.connection.execute("update meta set value = '999' where key = 'schema_version'")

    with pytest.raises(WarehouseTooNew, match="schema version 999"), open_warehouse(path):
        pass


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create table invoices (number integer)")

    with pytest.raises(WarehouseError, match="no presslake warehouse"), open_warehouse(path):
        pass
