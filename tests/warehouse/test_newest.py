"""A program that runs on sees what is published after it began."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from warehouse.connection import open_warehouse
from warehouse.newest import NewestCopy


def test_the_copy_published_last_is_read_without_opening_anew(tmp_path: Path) -> None:
    newest = NewestCopy(tmp_path / "read.duckdb")
    question = "select count(*) from sources"
    with open_warehouse(tmp_path / "warehouse.duckdb") as opened:
        opened.publish(tmp_path / "read.duckdb")
        with newest.reading() as before:
            opened.connection.execute("insert into sources values ('a', 'A', 'a.example', 'feed', null, null, true)")
            opened.publish(tmp_path / "read.duckdb")
            with newest.reading() as after:
                counts = [connection.execute(question).fetchall()[0][0] for connection in (before, after)]
    assert [0, 1] == counts


def test_many_read_at_once(tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "warehouse.duckdb") as opened:
        opened.publish(tmp_path / "read.duckdb")
    newest = NewestCopy(tmp_path / "read.duckdb")

    def count(_nth: int) -> int:
        with newest.reading() as connection:
            return int(connection.execute("select count(*) from sources").fetchall()[0][0])

    with ThreadPoolExecutor(16) as readers:
        assert {0} == set(readers.map(count, range(200)))
