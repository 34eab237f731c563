from datetime import date

from extract.article import extract_article
from extract.markdown import read_markdown
from extract.model import Entry, Link, Page, StatedTime

TEXT = """---
title: Ferry sails again
author: [Odile Marsh, Ruben Tallow]
date: 2025-03-14
url: https://quayside.example/ferry
language: en
---
# Harbour ferry sails

The *ferry* left its [berth](https://quayside.example/berth) on
Friday with `nine` guests.

> Nobody waved.

## What it carried

- a piano
- eleven passengers and a dog that had never seen the sea before this cold and bright morning

| Ship | Berth |
|------|-------|
| Ada  | 3     |

    ahoy
"""


def test_the_blocks_have_the_kinds_that_their_marks_give() -> None:
    assert [(block.kind, block.text[:40]) for block in read_markdown(TEXT).blocks] == [
        ("text", "The ferry left its berth on Friday with "),
        ("blockquote", "Nobody waved."),
        ("heading", "What it carried"),
        ("list", "a piano"),
        ("list", "eleven passengers and a dog that had nev"),
        ("table", "Ship | Berth"),
        ("table", "Ada | 3"),
        ("code", "ahoy"),
    ]


def test_links_keep_their_anchor() -> None:
    assert read_markdown(TEXT).links == (Link(url="https://quayside.example/berth", anchor="berth"),)


def test_the_first_heading_is_the_title_where_no_front_matter_gives_one() -> None:
    assert read_markdown("# Ferry\n\nIt sails.").title == "Ferry"


def test_rules_around_a_text_that_is_no_yaml_mapping_are_no_front_matter() -> None:
    assert [block.text for block in read_markdown("---\nferry\n---\n\nIt sails.").blocks] == ["ferry", "It sails."]


def test_front_matter_that_yaml_cannot_read_is_text() -> None:
    assert "a: b: [" in " ".join(block.text for block in read_markdown("---\na: b: [\n---\nIt sails.").blocks)


def test_the_front_matter_is_the_articles_metadata() -> None:
    article = extract_article(Page(entry=Entry(url="file:///a.md"), body=TEXT.encode(), content_type="text/markdown"))
    assert (article.title, article.authors, article.published, article.url, article.language) == (
        "Ferry sails again",
        ("Odile Marsh", "Ruben Tallow"),
        StatedTime(day=date(2025, 3, 14)),
        "https://quayside.example/ferry",
        "en",
    )
