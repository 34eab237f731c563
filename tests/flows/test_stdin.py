"""Articles through a pipe."""

import gzip
import io
from pathlib import Path

import pytest

from flows.stdin import keep_input, named_files


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (b"<!doctype html><p>Hello", ".html"),
        (b"\xef\xbb\xbf  <html>", ".html"),
        (b'{"url": "https://a.example/1"}\n', ".jsonl"),
        (b"WARC/1.1\r\n", ".warc"),
        (b"PAR1....", ".parquet"),
        (b"The ferry sails again.\n", ".txt"),
        (b"", ".txt"),
        (gzip.compress(b"<html><p>Hello", mtime=0), ".html.gz"),
    ],
)
def test_the_kept_file_has_the_ending_of_its_format(content: bytes, suffix: str, tmp_path: Path) -> None:
    assert keep_input(io.BytesIO(content), tmp_path).name.endswith(suffix)


def test_what_came_through_the_pipe_is_kept_as_it_was(tmp_path: Path) -> None:
    assert keep_input(io.BytesIO(b"The ferry\r\nsails."), tmp_path).read_bytes() == b"The ferry\r\nsails."


def test_the_same_bytes_come_to_the_same_file(tmp_path: Path) -> None:
    first = keep_input(io.BytesIO(b"The ferry sails."), tmp_path)
    assert first == keep_input(io.BytesIO(b"The ferry sails."), tmp_path)


def test_no_half_written_file_is_left(tmp_path: Path) -> None:
    keep_input(io.BytesIO(b"The ferry sails."), tmp_path)
    keep_input(io.BytesIO(b"The ferry sails."), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_lines_that_name_files_are_files(tmp_path: Path) -> None:
    (tmp_path / "a.html").touch()
    kept = keep_input(io.BytesIO(f"{tmp_path}/a.html\n{tmp_path}\n".encode()), tmp_path / "kept")
    assert named_files(kept) == [f"{tmp_path}/a.html", str(tmp_path)]


def test_a_text_names_no_files(tmp_path: Path) -> None:
    assert named_files(keep_input(io.BytesIO(b"The ferry sails again.\n"), tmp_path)) == []
