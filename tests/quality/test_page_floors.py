"""Floors under what is made of the shipped pages. A floor only goes up.

``shipped_pages.json`` holds, of each page, what a reader would copy out of it: title, authors, day, and of each
paragraph its kind, its first four words and its last three, so that a merged, split or lost one is missed.
"""

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path
from statistics import fmean

import pytest

from extract.article import extract_article
from extract.model import Article, Entry, Page, Paragraph

EXPECTED = json.loads(Path(__file__).with_name("shipped_pages.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    return {name: extract_article(_page(name)) for name in EXPECTED}


def _page(name: str) -> Page:
    return Page(entry=Entry(url=f"file:///{name}"), body=files("seeds").joinpath(name).read_bytes(), content_type=None)


def _shape(paragraph: Paragraph) -> tuple[str, str, str]:
    words = paragraph.text.split()
    return paragraph.kind, " ".join(words[:4]), " ".join(words[-3:])


def _paragraph_f1(name: str, article: Article) -> float:
    expected = Counter(map(tuple, EXPECTED[name]["paragraphs"]))
    found = Counter(map(_shape, article.paragraphs))
    return 2 * (expected & found).total() / (expected.total() + found.total())


def _share_right(articles: dict[str, Article], field: str) -> float:
    found = {
        name: {"title": article.title, "authors": list(article.authors), "day": str(article.published.day)}
        for name, article in articles.items()
        if article.published
    }
    return fmean(name in found and found[name][field] == expected[field] for name, expected in EXPECTED.items())


def test_paragraphs_come_out_as_the_pages_have_them(articles: dict[str, Article]) -> None:
    assert fmean(_paragraph_f1(name, article) for name, article in articles.items()) >= 0.99


@pytest.mark.parametrize("field", ["title", "authors", "day"])
def test_title_authors_and_day_are_those_of_the_page(articles: dict[str, Article], field: str) -> None:
    assert _share_right(articles, field) == 1.0
