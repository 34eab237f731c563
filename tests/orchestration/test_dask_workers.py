"""Two Dask workers on loopback, as `task_runner = "dask"` has them: pages that hang, and a worker that is killed."""

import fcntl
import os
import termios
from array import array
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import Any, BinaryIO

import psutil
import pyarrow.parquet as pq
import pytest

from extract.model import Entry
from flows.batches import Batch, Extracted, extract_batch_anywhere
from flows.orchestration.task_runners import dask_defaults
from flows.places import Place
from flows.readings import Work

TEXT = "The ferry sails again, the harbour master said on Tuesday. " * 12


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    dask_defaults()
    from distributed import Client, LocalCluster  # noqa: PLC0415  # it reads what it is told when it is imported

    one_a_core = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**one_a_core) as cluster, Client(cluster) as client:
        yield client


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A page that hangs until somebody writes it."""
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    return path


def batch_of(*paths: Path, deadline: float) -> Batch:
    places = (Place(entry=Entry(url=path.as_uri(), source_id="quay"), etag="1", path=path) for path in paths)
    work = tuple(Work(place=place) for place in places)
    return Batch(name="extract batch 1", work=work, staging=str(paths[0].parent / "staged"), deadline=deadline)


def reasons(extracted: Extracted) -> list[str | None]:
    return list(pq.read_table(extracted.staged.path).sort_by("reading")["reason"].to_pylist())


def wait_until_read(pipe: BinaryIO) -> None:
    waiting = array("i", [1])
    while waiting[0]:
        sleep(0.05)
        fcntl.ioctl(pipe, termios.FIONREAD, waiting)


def test_a_page_that_hangs_is_killed_on_dask_too(client: Any, pipe: Path, page: Path) -> None:
    extracted = client.submit(extract_batch_anywhere, batch_of(pipe, page, deadline=2)).result(200)

    assert ["timeout", None] == reasons(extracted)


def test_a_batch_whose_worker_was_killed_is_extracted_by_another(client: Any, pipe: Path, page: Path) -> None:
    pids = client.run(os.getpid)
    future = client.submit(extract_batch_anywhere, batch_of(pipe, page, deadline=90))
    with pipe.open("wb"), pipe.open("r+b", buffering=0) as held:  # the first returns once a worker reads
        [address] = [address for address, keys in client.processing().items() if keys]
        worker = psutil.Process(pids[address])
        dying = [worker, *worker.children(recursive=True)]
        for process in dying:
            process.kill()
        psutil.wait_procs(dying)  # or what is written next might still reach them
        held.write(TEXT.encode())
        wait_until_read(held)  # the page ends after its text, whoever reads it and since when

    assert [None, None] == reasons(future.result(200))
