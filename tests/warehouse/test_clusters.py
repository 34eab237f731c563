"""Articles of equal wording are one cluster, led by the earliest."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Article, StatedTime
from warehouse.check import run_checks
from warehouse.connection import Warehouse, open_warehouse
from warehouse.load import load_batch
from warehouse.model import Counts, Reading
from warehouse.runs import start_run
from warehouse.stage import stage_batch

Make = Callable[..., Article]
Read = Callable[..., Reading]
Load = Callable[..., Counts]


def day(number: int) -> StatedTime:
    return StatedTime(day=date(2026, 3, number), at=datetime(2026, 3, number, 12, tzinfo=UTC))


def leads(warehouse: Warehouse) -> dict[str, str]:
    """The last part of each article's URL, and that of its cluster's lead."""
    return dict(
        warehouse.connection.execute(
            "select split_part(a.url, '/', 4), split_part(l.url, '/', 4)"
            " from articles as a join articles as l on l.article_id = a.cluster_id order by a.url"
        ).fetchall()
    )


def test_the_earliest_published_leads_whenever_it_was_loaded(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("late", content_key="k", published=day(7)))
    load(article("early", content_key="k", published=day(5)), article("middle", content_key="k", published=day(6)))

    assert leads(warehouse) == {"early": "early", "late": "early", "middle": "early"}


def test_copies_are_marked_and_the_lead_is_not(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("late", content_key="k", published=day(7)), article("early", content_key="k", published=day(5)))

    marked = warehouse.connection.execute("select copy_url, days_later from syndicated_copies").fetchall()
    assert marked == [("https://harbour.example/late", 2)]


def test_an_article_too_short_to_compare_stays_alone(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", content_key=None), article("b", content_key=None))

    assert leads(warehouse) == {"a": "a", "b": "b"}


def test_without_a_date_the_one_seen_first_leads(
    article: Make, reading: Read, load: Load, warehouse: Warehouse
) -> None:
    seen = datetime(2026, 3, 9, tzinfo=UTC)
    load(reading(article("b", content_key="k", published=None), read_at=seen.replace(day=10)))
    load(reading(article("a", content_key="k", published=None), read_at=seen.replace(day=9)))

    assert leads(warehouse) == {"a": "a", "b": "a"}


def test_a_lead_that_is_reworded_leaves_its_cluster(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(
        article("a", content_key="k", published=day(5)),
        article("b", content_key="k", published=day(6)),
        article("c", content_key="k", published=day(7)),
    )
    load(article("a", "Quite another text.", content_key="other", published=day(5)))

    assert leads(warehouse) == {"a": "a", "b": "b", "c": "b"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=12)
@given(
    batches=st.lists(
        st.lists(
            st.tuples(
                st.sampled_from("abcde"), st.sampled_from(["k", "m", None]), st.integers(min_value=1, max_value=3)
            ),
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_clusters_hold_after_any_loads(
    batches: list[list[tuple[str, str | None, int]]],
    article: Make,
    reading: Read,
    empty: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("clusters")
    shutil.copy(empty, folder)
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
        for batch in batches:
            readings = [
                reading(article(name, f"Wording {key}.", content_key=key, published=day(number)))
                for name, key, number in batch
            ]
            load_batch(warehouse.connection, stage_batch(readings, folder).path, run_id)

        assert run_checks(warehouse.connection) == ()
