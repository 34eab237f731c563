"""An export comes into a warehouse that has articles of its own."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from extract.model import Article, Speaker, StatedTime
from warehouse.connection import Warehouse, open_warehouse
from warehouse.export_whole import export_whole
from warehouse.forget import Wanted, erase_forgotten, save_tombstones
from warehouse.hashes import table_hashes
from warehouse.imports import Imported, find_forgotten_there, import_export
from warehouse.load import load_batch
from warehouse.manifest import load_manifest
from warehouse.model import Counts, Reading
from warehouse.runs import end_run, start_run
from warehouse.stage import stage_batch

Make = Callable[..., Article]
Read = Callable[..., Reading]
Load = Callable[..., None]

TEXTS = ("The ferry sails, “again” they say.", "A second one.")
MAY = datetime(2026, 5, 1, 12, tzinfo=UTC)
EARLIER = StatedTime(day=date(2026, 3, 1))


@pytest.fixture
def there(empty: Path, tmp_path: Path) -> Iterator[Warehouse]:
    """The warehouse that is exported; the other one, into which that comes, is ``warehouse``."""
    (tmp_path / "there").mkdir()
    shutil.copy(empty, tmp_path / "there")
    with open_warehouse(tmp_path / "there" / "warehouse.duckdb") as opened:
        yield opened


@pytest.fixture
def load_into(tmp_path: Path, reading: Read) -> Load:
    """Load readings, or articles read at noon, in a run that ends."""

    def load(warehouse: Warehouse, *batch: Article | Reading) -> None:
        readings = [reading(each) if isinstance(each, Article) else each for each in batch]
        run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
        load_batch(warehouse.connection, stage_batch(readings, tmp_path / "staged").path, run_id)
        end_run(warehouse.connection, run_id, "ok", Counts())

    return load


def merge(warehouse: Warehouse, there: Warehouse, folder: Path) -> Imported:
    """Import all of the other one, which checks every promise."""
    publish_path = folder / "there" / "read.duckdb"
    there.publish(publish_path)
    export_whole(publish_path, folder / "out")
    return import_export(warehouse.connection, folder / "out", load_manifest(folder / "out"), "presslake 0")


def rows(warehouse: Warehouse, query: str) -> list[tuple[object, ...]]:
    return warehouse.connection.execute(query).fetchall()


def test_articles_of_both_are_there(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, tmp_path: Path
) -> None:
    load_into(warehouse, article("a", *TEXTS), article("b", *TEXTS))
    load_into(there, article("b", *TEXTS), article("c", *TEXTS))
    imported = merge(warehouse, there, tmp_path)

    urls = [f"https://harbour.example/{name}" for name in "abc"]
    assert (1, urls) == (
        imported.articles,
        [url for (url,) in rows(warehouse, "select url from articles order by url")],
    )


def test_the_same_export_again_changes_nothing(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, tmp_path: Path
) -> None:
    load_into(warehouse, article("a", *TEXTS))
    load_into(there, article("b", *TEXTS))
    merge(warehouse, there, tmp_path)
    before = table_hashes(warehouse.connection)

    assert (Imported(), before) == (merge(warehouse, there, tmp_path), table_hashes(warehouse.connection))


@pytest.mark.lake
@pytest.mark.parametrize(("is_later_here", "title"), [(True, "Here"), (False, "There")])
def test_the_later_version_stays_with_its_history(
    is_later_here: bool,
    title: str,
    warehouse: Warehouse,
    there: Warehouse,
    load_into: Load,
    article: Make,
    reading: Read,
    tmp_path: Path,
) -> None:
    load_into(warehouse, article("a", *TEXTS, title="Here"))
    load_into(there, article("a", *TEXTS, title="There"))
    later = reading(article("a", "Now, “we say”.", title=title, modified_at=MAY), read_at=MAY)
    load_into(warehouse if is_later_here else there, later)
    merge(warehouse, there, tmp_path)

    query = "select a.title, a.version, h.title, (select count(*) from ops.fetches) from articles a, history.articles h"
    assert [(title, 2, title, 2)] == rows(warehouse, query)


def test_clusters_are_decided_among_the_articles_of_both(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, tmp_path: Path
) -> None:
    load_into(warehouse, article("copy", *TEXTS, content_key="one"))
    load_into(there, article("lead", *TEXTS, content_key="one", published=EARLIER, host="bay.example"))
    merge(warehouse, there, tmp_path)

    query = "select l.url from articles as c join articles as l on l.article_id = c.cluster_id where c.is_copy"
    assert [("https://bay.example/lead",)] == rows(warehouse, query)


def test_links_lead_from_one_to_the_other(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, tmp_path: Path
) -> None:
    load_into(warehouse, article("a", *TEXTS, links=("https://harbour.example/b",)))
    load_into(there, article("b", *TEXTS, links=("https://harbour.example/a", "https://harbour.example/c")))
    merge(warehouse, there, tmp_path)

    query = "select count(target_article_id), count(*) from links"
    assert [(2, 3)] == rows(warehouse, query)


def test_a_speaker_has_the_names_of_both(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, tmp_path: Path
) -> None:
    load_into(
        warehouse, article("a", *TEXTS, speaker=Speaker(name="Zoë Amsel", kind="unknown", aliases=("Zoë Amsel",)))
    )
    load_into(there, article("b", *TEXTS, speaker=Speaker(name="Zoë Amsel", kind="person", aliases=("Amsel",))))
    merge(warehouse, there, tmp_path)

    assert [("person", ["Amsel", "Zoë Amsel"])] == rows(warehouse, "select kind, aliases from speakers")


@pytest.mark.parametrize("forgotten", ["site", "page"])
def test_what_was_forgotten_here_does_not_come_back(
    forgotten: str, warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, tmp_path: Path
) -> None:
    load_into(warehouse, article("a", *TEXTS))
    gone = replace(article("b", *TEXTS, host="sport.bay.example"), url_key="sport.bay.example/b")
    load_into(there, gone, article("c", *TEXTS))
    run_id = start_run(warehouse.connection, "forget", "cli", "presslake 0")
    named = ([gone.url_key], []) if forgotten == "page" else ([], ["bay.example"])
    save_tombstones(warehouse.connection, run_id, *named)
    merge(warehouse, there, tmp_path)

    query = "select url from articles union all select url from ops.frontier order by url"
    assert ["https://harbour.example/a", "https://harbour.example/c"] == [url for (url,) in rows(warehouse, query)]


def test_what_was_forgotten_there_is_told(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, tmp_path: Path
) -> None:
    load_into(warehouse, article("a", *TEXTS))
    load_into(there, article("b", *TEXTS))
    run_id = start_run(there.connection, "forget", "cli", "presslake 0")
    save_tombstones(there.connection, run_id, [], ["harbour.example"])
    erase_forgotten(
        there.connection, run_id, Wanted(domains=("harbour.example",), site_urls=("https://harbour.example/b",))
    )
    there.publish(tmp_path / "read.duckdb")
    manifest = load_manifest(export_whole(tmp_path / "read.duckdb", tmp_path / "out").parent)

    found = find_forgotten_there(warehouse.connection, tmp_path / "out", manifest)
    assert (frozenset({"harbour.example"}), frozenset()) == (found.domains, found.url_keys)


def test_failures_come_for_addresses_that_nobody_knows_here(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, reading: Read, tmp_path: Path
) -> None:
    load_into(warehouse, article("a", *TEXTS), reading(url="file:///pages/b.html"), reading(url="file:///pages/d.html"))
    load_into(
        there,
        article("b", *TEXTS),
        reading(url="file:///pages/a.html"),
        reading(url="file:///pages/c.html"),
        reading(url="file:///pages/d.html"),
    )
    merge(warehouse, there, tmp_path)

    query = "select url from ops.quarantine order by url"
    assert [("file:///pages/c.html",), ("file:///pages/d.html",)] == rows(warehouse, query)


def test_an_import_of_its_own_is_a_run(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, tmp_path: Path
) -> None:
    load_into(warehouse, article("a", *TEXTS))
    load_into(there, article("b", *TEXTS))
    merge(warehouse, there, tmp_path)

    query = "select flow, state, new from ops.runs where flow = 'import'"
    assert [("import", "ok", 1)] == rows(warehouse, query)


def test_what_both_loaded_of_one_article_leaves_a_ledger_that_agrees(
    warehouse: Warehouse, there: Warehouse, load_into: Load, article: Make, reading: Read, tmp_path: Path
) -> None:
    load_into(warehouse, article("a", *TEXTS), article("b", *TEXTS))
    load_into(there, article("a", *TEXTS), article("b", *TEXTS, title="Other"))
    load_into(there, reading(article("b", "Now, “we say”.", modified_at=MAY), read_at=MAY + timedelta(1)))
    merge(warehouse, there, tmp_path)

    assert [(-2,)] == rows(warehouse, "select articles from ops.loads where batch_sha256 = 'imported'")
