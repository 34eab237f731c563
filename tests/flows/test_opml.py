"""Lists of feeds: in the configuration, and written for other programs."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extract.opml import parse_opml
from extract.parsed import Child
from flows.errors import SettingsError
from flows.opml import named_feeds
from flows.settings import Settings, load_settings
from warehouse.connection import open_warehouse
from warehouse.frontier import save_listing
from warehouse.load import save_sources
from warehouse.model import Document, Source
from warehouse.runs import start_run

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
FEED = Document(url="https://kai.example/rss", kind="feed", source_id="kai", outcome="ok", fetched_at=NOON, ok_at=NOON)
OPML = """<opml version="2.0"><body><outline text="Ports">
<outline text="Harbour Post" xmlUrl="https://harbour.example/rss"/>
<outline text="Fährhafen &amp; Kai" xmlUrl="https://kai.example/rss"/>
<outline text="Harbour Post" xmlUrl="https://harbour.example/sport"/>
<outline xmlUrl="https://www.pier.example/rss"/></outline></body></opml>"""
TABLE = '\n[[sources]]\nid = "ports"\nopml = "feeds.opml"\ncountry = "GB"\n'


def load(folder: Path, opml: str = OPML, table: str = TABLE) -> Settings:
    (folder / "feeds.opml").write_text(opml, encoding="utf-8")
    (folder / "presslake.toml").write_text(table, encoding="utf-8")
    return load_settings(folder / "presslake.toml")


def test_a_list_stands_for_a_source_each(tmp_path: Path) -> None:
    assert [(source.id, source.name, source.feed, source.country) for source in load(tmp_path).sources] == [
        ("ports.harbour-post", "Harbour Post", "https://harbour.example/rss", "GB"),
        ("ports.fahrhafen-kai", "Fährhafen & Kai", "https://kai.example/rss", "GB"),
        ("ports.harbour-post-2", "Harbour Post", "https://harbour.example/sport", "GB"),
        ("ports.pier-example", None, "https://www.pier.example/rss", "GB"),
    ]


def test_a_title_without_latin_letters_gives_way_to_the_site() -> None:
    (named,) = named_feeds("ports", [Child(url="https://gavan.example/rss", kind="feed", title="Гавань")])
    assert named[0] == "ports.gavan-example"


def test_the_id_of_a_list_stands_for_all_its_sources(tmp_path: Path) -> None:
    assert len(load(tmp_path).narrowed_to(["ports"]).sources) == 4


@pytest.mark.parametrize(
    ("said", "opml"),
    [
        ("no OPML, which begins with <opml>", "<rss/>"),
        ("damaged XML", ""),
        ("no outline has an xmlUrl that is an http(s) URL", "<opml><body/></opml>"),
    ],
)
def test_a_list_that_is_none_is_told_with_its_line(said: str, opml: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, opml)
    assert str(caught.value).startswith(
        f"{tmp_path}/presslake.toml:4: sources.ports: opml: {tmp_path}/feeds.opml: {said}"
    )


def test_a_list_on_the_web_is_told_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="a list on the web is read as site ="):
        load(tmp_path, table=TABLE.replace("feeds.opml", "https://kai.example/feeds.opml"))


def test_a_list_has_no_other_place(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="has opml and feed: make them two sources"):
        load(tmp_path, table=TABLE + 'feed = "https://kai.example/rss"\n')


def test_the_feeds_of_the_sources_go_out_as_a_list(folder: Path, presslake: Callable[..., object]) -> None:
    documents = [
        replace(FEED, url="https://pier.example/rss", moved_to="https://pier.example/feed", moved_runs=2),
        FEED,
        replace(FEED, url="https://kai.example/old", outcome="gone"),
        replace(FEED, url="https://kai.example/never", outcome="not_found", ok_at=None),
        replace(FEED, url="https://kai.example/map.xml", kind="sitemap"),
    ]
    with open_warehouse(folder / "warehouse.duckdb") as warehouse:
        save_sources(
            warehouse.connection, [Source(source_id="kai", name="Kai & Co", domain="kai.example", kind="feed")]
        )
        run_id = start_run(warehouse.connection, flow="run", trigger="cli", software="presslake 0")
        save_listing(warehouse.connection, run_id, documents, [], [], NOON)
        warehouse.publish(folder / "warehouse.read.duckdb")
    presslake("export", "out", "--format", "opml")
    assert parse_opml((folder / "out/feeds.opml").read_bytes(), "feeds.opml").children == (
        Child(url="https://kai.example/rss", kind="feed", title="Kai & Co"),
        Child(url="https://pier.example/feed", kind="feed", title="Kai & Co"),
    )
