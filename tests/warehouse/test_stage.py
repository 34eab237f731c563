from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extract.model import Article, Entry
from warehouse.model import Reading
from warehouse.stage import stage_batch

LATER = datetime(2026, 3, 6, 9, tzinfo=UTC)

Make = Callable[..., Article]
Read = Callable[..., Reading]


def test_a_batch_is_one_file_with_a_row_a_reading(article: Make, reading: Read, tmp_path: Path) -> None:
    staged = stage_batch([reading(article()), reading()], tmp_path / "staged")

    assert pq.read_table(staged.path).num_rows == staged.pages == 2


def test_nothing_but_the_batch_is_left_in_the_folder(article: Make, reading: Read, tmp_path: Path) -> None:
    staged = stage_batch([reading(article())], tmp_path)

    assert list(tmp_path.iterdir()) == [staged.path]


def test_the_hash_does_not_depend_on_when_pages_were_read(article: Make, reading: Read, tmp_path: Path) -> None:
    noon = stage_batch([reading(article())], tmp_path)
    later = stage_batch([reading(article(), read_at=LATER, duration_ms=99)], tmp_path)

    assert noon.sha256 == later.sha256


def test_the_hash_depends_on_the_content(article: Make, reading: Read, tmp_path: Path) -> None:
    one = stage_batch([reading(article("a", "“Yes,” said Amsel."))], tmp_path)
    other = stage_batch([reading(article("a", "“Yes!” said Amsel."))], tmp_path)

    assert one.sha256 != other.sha256


def test_two_batches_of_equal_content_do_not_share_a_file(article: Make, reading: Read, tmp_path: Path) -> None:
    batch = [reading(article())]

    assert stage_batch(batch, tmp_path).path != stage_batch(batch, tmp_path).path


def test_half_a_surrogate_pair_becomes_a_replacement_character(article: Make, reading: Read, tmp_path: Path) -> None:
    staged = stage_batch([reading(article("a", "A \ud83d sign.", title="\udc00"))], tmp_path)

    row = pq.read_table(staged.path, columns=["text", "title"]).to_pylist()[0]
    assert row == {"text": "A \ufffd sign.", "title": "\ufffd"}


def test_an_article_that_names_no_site_is_from_the_files(article: Make, reading: Read, tmp_path: Path) -> None:
    staged = stage_batch([reading(replace(article(), domain="localhost"))], tmp_path)

    assert pq.read_table(staged.path)["source_id"].to_pylist() == ["files"]


def test_a_failed_page_is_of_the_host_that_it_was_read_from(reading: Read, tmp_path: Path) -> None:
    staged = stage_batch([reading(url="https://www.harbour.example:8443/ferry")], tmp_path)

    assert pq.read_table(staged.path)["source_id"].to_pylist() == ["harbour.example"]


def test_a_configured_source_goes_before_the_site(article: Make, reading: Read, tmp_path: Path) -> None:
    read = replace(reading(article()), entry=Entry(url="file:///a.html", source_id="wire"))

    assert pq.read_table(stage_batch([read], tmp_path).path)["source_id"].to_pylist() == ["wire"]


def test_a_reading_needs_an_article_or_a_reason(reading: Read) -> None:
    with pytest.raises(ValueError, match="either an article or a reason"):
        reading(reason=None)
