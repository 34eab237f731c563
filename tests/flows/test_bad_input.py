"""Pages that are none, or meant to harm, through the worker processes: each has its reason, and the workers live on."""

import gzip
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from extract.model import Article, Entry
from flows.extraction import Extractors, Failure
from flows.places import Place

SENTENCE = "The ferry sails again on Friday morning, the harbour master said. "

ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
BILLION = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a0 "lol">{ENTITIES}]><html><body><p>&a11;</p></body></html>'

#: File name, its bytes, and the reason that they are given.
REFUSED = {
    "nothing": ("a.html", b"", "empty_body"),
    "random bytes": ("a.html", random.Random(1).randbytes(300_000), "not_html"),
    "a PDF": ("a.html", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 50, "not_html"),
    "50 MB of nested tags": ("a.html", b"<div>" * 10_000_000, "too_big"),
    "2 million nested tags": ("a.html", b"<div>" * 1_900_000, "too_big"),
    "nested tags within the limits": ("a.html", b"<div>" * 90_000 + b"text", "empty_body"),
    "nested inline tags within the limits": ("a.html", b"<b>" * 90_000 + b"text", "empty_body"),
    "a million attributes of one element": (
        "a.html",
        b"<p " + b" ".join(b"a%d=1" % n for n in range(1_000_000)) + b">x</p>",
        "too_big",
    ),
    "a million attributes of many elements": (
        "a.html",
        b"".join(b"<p " + b" ".join(b"a%d=1" % n for n in range(200)) + b">x</p>" for _ in range(5_000)),
        "too_big",
    ),
    "NUL bytes alone": ("a.html", b"\x00" * 100_000, "empty_body"),
    "a page whose only text is a script": (
        "a.html",
        b"<html><body><div id=root></div><script>" + SENTENCE.encode() * 500 + b"</script></body></html>",
        "empty_body",
    ),
    "a billion laughs": ("a.xhtml", BILLION.encode(), "too_short"),
    "a gzip bomb": ("a.html.gz", gzip.compress(b" " * 300_000_000, 1), "too_big"),
    "comments that never end": ("a.html", b"<!--" * 1_000_000, "too_big"),
}

READ = {
    "invalid UTF-8": b"<html><body><p>" + SENTENCE.encode().replace(b"ferry", b"f\xff\xferry\xc3\x28") * 20 + b"</p>",
    "NUL bytes in the text": b"<html><body><p>" + SENTENCE.encode().replace(b"ferry", b"fer\x00ry") * 20 + b"</p>",
}


@pytest.fixture(scope="module")
def extractors() -> Iterator[Extractors]:
    with Extractors(workers=1, deadline=120) as extractors:
        yield extractors


def place_of(path: Path, body: bytes) -> Place:
    path.write_bytes(body)
    return Place(entry=Entry(url=path.as_uri()), etag="1", path=path)


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_that_is_none_has_its_reason(name: str, extractors: Extractors, tmp_path: Path) -> None:
    file, body, reason = REFUSED[name]
    [extraction] = extractors.extract([place_of(tmp_path / file, body)])
    assert isinstance(extraction.result, Failure)
    assert extraction.result.reason == reason


@pytest.mark.parametrize("name", READ)
def test_a_text_with_stray_bytes_is_read_without_them(name: str, extractors: Extractors, tmp_path: Path) -> None:
    [extraction] = extractors.extract([place_of(tmp_path / "a.html", READ[name])])
    assert isinstance(extraction.result, Article)
    assert "\x00" not in extraction.result.text
