"""Pages built as publishing systems build them: every one is ours, and all of it must come out as it is.

``page_structures.json`` holds what is expected of each page in ``page_structures/``: all of its paragraphs, its
language, and its title, authors and day, null where they are not asked.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from extract.article import extract_article
from extract.model import Entry, Page

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    #: Its file.
    page: str
    paragraphs: tuple[str, ...]
    title: str | None
    authors: tuple[str, ...] | None
    day: date | None
    language: str


CASES = TypeAdapter(tuple[Case, ...]).validate_json((HERE / "page_structures.json").read_bytes())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_page_gives_its_article(case: Case) -> None:
    page = Page(
        entry=Entry(url="https://qc.example/local/ferry"),
        body=(HERE / "page_structures" / case.page).read_bytes(),
        content_type="text/html; charset=utf-8",
    )
    article = extract_article(page)
    found = Case(
        name=case.name,
        page=case.page,
        paragraphs=tuple(paragraph.text for paragraph in article.paragraphs),
        title=article.title if case.title else None,
        authors=article.authors if case.authors is not None else None,
        day=article.published.day if case.day and article.published else None,
        language=article.language or "",
    )
    assert found == case
