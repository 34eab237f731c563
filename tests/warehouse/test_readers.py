"""Readers and the writer together: neither stops the other, and nobody sees half an article."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.warehouse.readers import Tally, look, read_beside_writer
from extract.model import Article
from warehouse.connection import Warehouse
from warehouse.model import Counts
from warehouse.query import connect


def test_two_readers_beside_a_writer_never_fail_nor_see_half_an_article(tmp_path: Path) -> None:
    _, _, tally = read_beside_writer(tmp_path, shared=False, seconds=3, readers=2, articles=20)

    assert Tally(reads=tally.reads, states=tally.states) == tally


def test_a_notebook_reads_while_it_loads(
    warehouse: Warehouse, load: Callable[..., Counts], article: Callable[..., Article], tmp_path: Path
) -> None:
    publish_path = tmp_path / "read.duckdb"
    load(article("a"))
    warehouse.publish(publish_path)

    def read() -> bool:
        with connect(publish_path) as reader:
            return look(reader)[1]

    with ThreadPoolExecutor() as threads:
        reads = [threads.submit(read) for _ in range(50)]
        for name in "bcd":
            load(article(name), article("a", f"“Now {name},” Amsel said."))
            warehouse.publish(publish_path)

    assert all(read.result() for read in reads)
