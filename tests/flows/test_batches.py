"""Batches as values: what a process that has nothing of the run's makes of one."""

import os
import pickle
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extract.model import Entry
from flows.batches import Batch, extract_batch_anywhere
from flows.errors import EngineError
from flows.places import Place
from flows.readings import Work

TEXT = "The ferry sails again, the harbour master said on Tuesday. " * 12


def batch_of(*paths: Path, staging: Path, deadline: float = 60) -> Batch:
    places = (Place(entry=Entry(url=path.as_uri(), source_id="quay"), etag="1", path=path) for path in paths)
    return Batch(
        name="extract batch 1",
        work=tuple(Work(place=place) for place in places),
        staging=str(staging),
        deadline=deadline,
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "ferry.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_batch_is_staged_and_its_pages_counted(page: Path, tmp_path: Path) -> None:
    extracted = extract_batch_anywhere(batch_of(page, page, staging=tmp_path / "staged"))

    assert (2, 2) == (pq.read_table(extracted.staged.path).num_rows, extracted.progress.tally("quay").read)


def test_what_comes_back_of_a_batch_is_small(page: Path, tmp_path: Path) -> None:
    extracted = extract_batch_anywhere(batch_of(*[page] * 250, staging=tmp_path / "staged"))

    assert len(pickle.dumps(extracted)) < 2000


def test_a_page_that_hangs_is_given_up_and_the_next_batch_goes_on(page: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)

    hung = extract_batch_anywhere(batch_of(pipe, page, staging=tmp_path, deadline=2))
    after = extract_batch_anywhere(batch_of(page, staging=tmp_path, deadline=2))

    assert (["timeout", None], 1) == (
        pq.read_table(hung.staged.path).sort_by("reading")["reason"].to_pylist(),
        after.progress.tally("quay").read,
    )


def test_a_page_that_is_gone_is_a_row_of_the_quarantine(page: Path, tmp_path: Path) -> None:
    extracted = extract_batch_anywhere(batch_of(tmp_path / "absent.txt", staging=tmp_path))

    assert ["unreadable"] == pq.read_table(extracted.staged.path)["reason"].to_pylist()


def test_a_folder_that_a_worker_cannot_see_is_no_page_s_fault(tmp_path: Path) -> None:
    absent = tmp_path / "elsewhere"

    with pytest.raises(EngineError, match=f"{absent} cannot be seen from this worker: .* share, under the same path"):
        extract_batch_anywhere(batch_of(absent / "ferry.txt", staging=tmp_path))
