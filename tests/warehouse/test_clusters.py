"""Articles that tell one story in nearly the same words are one cluster, led by the earliest."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.model import Article, Sketch, StatedTime
from warehouse.check import run_checks
from warehouse.connection import Warehouse, open_warehouse
from warehouse.ids import article_id
from warehouse.load import load_batch
from warehouse.model import Counts, Reading
from warehouse.runs import start_run
from warehouse.stage import stage_batch

Make = Callable[..., Article]
Read = Callable[..., Reading]
Load = Callable[..., Counts]


def day(number: int) -> StatedTime:
    return StatedTime(day=date(2026, 3, number), at=datetime(2026, 3, number, 12, tzinfo=UTC))


def sketch(position: int) -> Sketch:
    """A sketch that is alike where the positions are: between 0 and 16, the similarity is 1 - distance / 16."""
    places = (1,) * (8 * position) + (2,) * (128 - 8 * position)
    return Sketch(wording=places, facts=places, wording_count=100, fact_count=100)


def leads(warehouse: Warehouse) -> dict[str, str]:
    """The last part of each article's URL, and that of its cluster's lead."""
    return dict(
        warehouse.connection.execute(
            "select split_part(a.url, '/', 4), split_part(l.url, '/', 4)"
            " from articles as a join articles as l on l.article_id = a.cluster_id order by a.url"
        ).fetchall()
    )


@pytest.mark.lake
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


@pytest.mark.lake
def test_a_lead_that_is_reworded_leaves_its_cluster(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(
        article("a", content_key="k", published=day(5)),
        article("b", content_key="k", published=day(6)),
        article("c", content_key="k", published=day(7)),
    )
    load(article("a", "Quite another text.", content_key="other", published=day(5)))

    assert leads(warehouse) == {"a": "a", "b": "b", "c": "b"}


def test_an_article_that_resembles_the_lead_is_a_copy(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", content_key="k", sketch=sketch(0)))
    load(article("b", content_key="m", sketch=sketch(7), published=day(6), host="ledger.example"))

    assert leads(warehouse) == {"a": "a", "b": "a"}


def test_an_article_that_shares_too_little_is_none(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", content_key="k", sketch=sketch(0)))
    load(article("b", content_key="m", sketch=sketch(8), published=day(6), host="ledger.example"))

    assert leads(warehouse) == {"a": "a", "b": "b"}


@pytest.mark.parametrize(("position", "lead"), [(2, "a"), (3, "b")])
def test_two_pages_of_one_site_must_share_nearly_all(
    article: Make, load: Load, warehouse: Warehouse, position: int, lead: str
) -> None:
    load(article("a", content_key="k", sketch=sketch(0)))
    load(article("b", content_key="m", sketch=sketch(position), published=day(6)))

    assert leads(warehouse) == {"a": "a", "b": lead}


@pytest.mark.parametrize(("number", "lead"), [(8, "a"), (9, "b")])
def test_what_is_printed_more_than_a_week_later_is_not_compared(
    article: Make, load: Load, warehouse: Warehouse, number: int, lead: str
) -> None:
    load(article("a", content_key="k", sketch=sketch(0), published=day(1)))
    load(article("b", content_key="m", sketch=sketch(0), published=day(number), host="ledger.example"))

    assert leads(warehouse) == {"a": "a", "b": lead}


def test_the_same_words_are_a_copy_however_much_later(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", content_key="k", sketch=sketch(0), published=day(1)))
    load(article("b", content_key="k", sketch=sketch(0), published=day(28), host="ledger.example"))

    assert leads(warehouse) == {"a": "a", "b": "a"}


def test_small_changes_from_copy_to_copy_do_not_join_two_stories(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    for name, position, number in [("a", 0, 1), ("b", 6, 2), ("c", 12, 3)]:
        load(article(name, content_key=name, sketch=sketch(position), published=day(number), host=f"{name}.example"))

    assert leads(warehouse) == {"a": "a", "b": "a", "c": "c"}


@pytest.mark.lake
def test_a_new_lead_takes_the_copies_that_resemble_it_and_frees_the_others(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    for name, position, number in [("b", 6, 2), ("c", 12, 3), ("d", 1, 4), ("a", 0, 1)]:
        load(article(name, content_key=name, sketch=sketch(position), published=day(number), host=f"{name}.example"))

    assert leads(warehouse) == {"a": "a", "b": "a", "c": "c", "d": "a"}


def test_a_copy_that_is_rewritten_leaves_its_cluster(article: Make, load: Load, warehouse: Warehouse) -> None:
    load(article("a", content_key="k", sketch=sketch(0)))
    load(article("b", content_key="m", sketch=sketch(1), published=day(6), host="ledger.example"))
    load(article("b", "New.", content_key="n", sketch=sketch(15), published=day(6), host="ledger.example"))

    assert leads(warehouse) == {"a": "a", "b": "b"}


def test_an_article_too_short_to_compare_after_a_change_leads_itself(
    article: Make, load: Load, warehouse: Warehouse
) -> None:
    load(article("a", content_key="k", published=day(5)), article("b", content_key="k", published=day(6)))
    load(article("b", "Short.", content_key=None, published=day(6)))

    assert leads(warehouse) == {"a": "a", "b": "b"}


@dataclass(frozen=True)
class Print:
    """One version of an article, as the rule for clusters sees it."""

    name: str
    day: int
    position: int
    #: Two prints of one position have the same wording, or not.
    variant: int

    @property
    def key(self) -> str:
        return f"{self.position} {self.variant}"

    @property
    def host(self) -> str:
        return "harbour.example" if self.name < "e" else "ledger.example"

    @property
    def place(self) -> tuple[int, str]:
        return self.day, article_id(f"https://{self.host}/{self.name}")

    def resembles(self, other: "Print") -> bool:
        furthest = 2 if self.host == other.host else 7
        return abs(self.position - other.position) <= furthest and abs(self.day - other.day) <= 7


def led(prints: Sequence[Print]) -> dict[str, str]:
    """The rule for clusters, one article after the other."""
    first: dict[str, Print] = {}
    for found in sorted(prints, key=lambda found: found.place):
        earlier = first.get(found.key)
        first[found.key] = earlier or found
    lead: dict[str, Print] = {}
    for found in sorted(first.values(), key=lambda found: found.place):
        leading = (other for other in lead.values() if found.resembles(other))
        lead[found.key] = min(leading, key=lambda other: other.place, default=found)
    return {found.name: lead[found.key].name for found in prints}


PRINTS = st.builds(
    Print,
    name=st.sampled_from("abcdefgh"),
    day=st.integers(1, 12),
    position=st.integers(0, 15),
    variant=st.integers(0, 1),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(batches=st.lists(st.lists(PRINTS, max_size=5, unique_by=lambda found: found.name), min_size=1, max_size=5))
def test_clusters_do_not_depend_on_the_order_and_the_batches_of_loads(
    batches: list[list[Print]], article: Make, reading: Read, empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("clusters")
    shutil.copy(empty, folder)
    latest: dict[str, Print] = {}
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
        for number, batch in enumerate(batches):
            readings = [
                reading(
                    article(
                        found.name,
                        f"Version {number}.",
                        host=found.host,
                        content_key=found.key,
                        sketch=sketch(found.position),
                        published=day(found.day),
                    )
                )
                for found in batch
            ]
            load_batch(warehouse.connection, stage_batch(readings, folder).path, run_id)
            latest |= {found.name: found for found in batch}

        assert (leads(warehouse), run_checks(warehouse.connection)) == (led(list(latest.values())), ())
