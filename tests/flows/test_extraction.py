"""Worker processes: what they return, and what becomes of a page that hangs or kills one."""

import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.model import Article, Entry
from flows.extraction import Extractors, Failure
from flows.places import Place

TEXT = "The ferry sails again, the harbour master said on Tuesday. " * 12


@pytest.fixture
def article(tmp_path: Path) -> Place:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return place_of(path)


@pytest.fixture
def pipe(tmp_path: Path) -> Place:
    """A file that nobody writes to: reading it takes for ever."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    return place_of(path)


def place_of(path: Path) -> Place:
    return Place(entry=Entry(url=path.as_uri()), etag="1", path=path)


def kill_reader(pipe: Path) -> None:
    """Wait until a worker reads the pipe, then kill it as the kernel does when memory runs out."""
    with pipe.open("wb"):
        for worker in multiprocessing.active_children():
            worker.kill()


@pytest.fixture
def patient() -> Iterator[Extractors]:
    with Extractors(workers=1, deadline=120) as extractors:
        yield extractors


def test_results_come_in_the_order_of_the_places(patient: Extractors, article: Place, tmp_path: Path) -> None:
    places = [article, place_of(tmp_path / "absent.txt"), article]
    kinds = [type(extraction.result) for extraction in patient.extract(places)]
    assert kinds == [Article, Failure, Article]


def test_a_file_that_cannot_be_read_is_unreadable(patient: Extractors, tmp_path: Path) -> None:
    [extraction] = patient.extract([place_of(tmp_path / "absent.txt")])
    assert extraction.result == Failure(reason="unreadable", message="No such file or directory")


def test_a_page_that_hangs_is_given_up_and_the_others_go_on(article: Place, pipe: Place) -> None:
    with Extractors(workers=1, deadline=5) as extractors:
        first, second = extractors.extract([pipe, article])
    assert (Failure(reason="timeout", message="not extracted within 5 s"), Article) == (
        first.result,
        type(second.result),
    )


def test_a_page_that_kills_its_worker_is_named_and_the_others_go_on(
    patient: Extractors, article: Place, pipe: Place
) -> None:
    killer = threading.Thread(target=kill_reader, args=(pipe.path,))
    killer.start()
    first, second = patient.extract([pipe, article])
    killer.join()
    assert (Failure(reason="crashed", message="the worker died with exit code -9"), Article) == (
        first.result,
        type(second.result),
    )


def test_an_entry_comes_back_without_the_text_that_it_carried(patient: Extractors, tmp_path: Path) -> None:
    entry = Entry(url="https://harbour.example/ferry", content=f"<article><p>{TEXT}</p></article>")
    [extraction] = patient.extract([Place(entry=entry, etag="1", path=tmp_path)])
    assert extraction.entry.content is None


@pytest.mark.skipif(sys.platform != "linux", reason="workers start anew elsewhere")
@pytest.mark.parametrize(("count", "loaded"), [(1, False), (100, True)])
def test_what_odd_dates_need_is_loaded_once_before_many_pages(article: Place, count: int, loaded: bool) -> None:
    # In a process of its own: what workers are forked from is there once in each.
    program = f"""
from pathlib import Path
from extract.model import Entry
from flows.extraction import Extractors
from flows.places import Place
article = Place(entry=Entry(url="{article.entry.url}"), etag="1", path=Path("{article.path}"))
with Extractors(workers=1, deadline=120) as extractors:
    list(extractors.extract([article] * {count}))
    print(extractors.start(eval, "'dateparser' in __import__('sys').modules").result())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"{loaded}\n"
