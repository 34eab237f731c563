import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.article import extract_article
from extract.model import Entry, Page
from extract.plaintext import plain_blocks, split_signature

WORDS = [
    "ferry",
    "harbour",
    "sails",
    "island",
    "the",
    "of",
    "board",
    "again",
    "winter",
    "pier",
    "a",
    "captain",
    "morning",
]
SENTENCE = st.lists(st.sampled_from(WORDS), min_size=6, max_size=14).map(
    lambda found: " ".join(found).capitalize() + "."
)
PARAGRAPH = st.lists(SENTENCE, min_size=4, max_size=8).map(" ".join)


def texts(text: str) -> list[str]:
    return [block.text for block in plain_blocks(text)]


def test_without_blank_lines_every_line_is_a_paragraph() -> None:
    assert texts("The ferry sails again.\nIt is full of islanders.\nNobody waves.") == [
        "The ferry sails again.",
        "It is full of islanders.",
        "Nobody waves.",
    ]


def test_with_blank_lines_they_part_the_paragraphs() -> None:
    assert texts("The ferry\nsails again.\n\nIt is full.\r\n\r\n\r\nNobody waves.") == [
        "The ferry sails again.",
        "It is full.",
        "Nobody waves.",
    ]


@given(st.lists(PARAGRAPH, min_size=2, max_size=6), st.integers(min_value=60, max_value=80))
def test_wrapped_paragraphs_between_blank_lines_are_whole_again(paragraphs: list[str], width: int) -> None:
    assert texts("\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)) == paragraphs


@given(st.lists(PARAGRAPH, min_size=1, max_size=6))
def test_long_lines_without_blank_lines_are_the_paragraphs(paragraphs: list[str]) -> None:
    assert texts("\n".join(paragraphs)) == paragraphs


def test_a_wrapped_text_without_blank_lines_is_parted_at_its_short_lines() -> None:
    first = (
        "The ferry between Marlow and the island of Strand left its berth on Friday for the first time since January."
    )
    second = "Engineers replaced forty piles, yet the northern end remains closed to all vehicles until early summer."
    assert texts("\n".join(textwrap.fill(paragraph, 70) for paragraph in (first, second))) == [first, second]


def test_a_title_above_lines_does_not_make_them_one_paragraph() -> None:
    assert texts("Ferry sails again\n\nThe ferry sails.\nIt is full.") == [
        "Ferry sails again",
        "The ferry sails.",
        "It is full.",
    ]


def test_a_word_broken_at_its_hyphen_is_joined_at_it() -> None:
    assert texts("The well-\nknown ferry.\n\nIt sails.") == ["The well-known ferry.", "It sails."]


def test_a_line_that_opens_with_a_bullet_is_an_item_of_a_list() -> None:
    blocks = plain_blocks("Two things:\n\n- the ferry\n  is full\n- the pier is closed\n\nNo more.")
    assert [(block.kind, block.text) for block in blocks] == [
        ("text", "Two things:"),
        ("list", "the ferry is full"),
        ("list", "the pier is closed"),
        ("text", "No more."),
    ]


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_no_paragraph_is_empty_or_has_a_line_break(text: str) -> None:
    assert [found for found in texts(text) if not found.strip() or len(found.splitlines()) > 1] == []


def title_of(text: str) -> str | None:
    return extract_article(Page(entry=Entry(url="file:///a.txt"), body=text.encode(), content_type="text/plain")).title


def test_a_short_line_that_stands_apart_at_the_top_is_the_title() -> None:
    body = "The ferry sails again, and the whole island came to the pier to see it leave. " * 3
    assert title_of(f"Harbour ferry sails again\n\n{body}") == "Harbour ferry sails again"


def test_a_first_sentence_is_no_title() -> None:
    body = "The ferry sails again, and the whole island came to the pier to see it leave. " * 3
    assert title_of(f"It was a cold morning.\n\n{body}") is None


BODY = "The ferry to Strand left its berth on Friday with eleven passengers on board, nine weeks late. " * 3


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_line_by_someone_at_the_top_names_the_authors(between: str) -> None:
    text = f"Ferry sails again{between}By Odile Marsh and Ruben Tallow\n\n{BODY}\n\n{BODY}"
    article = extract_article(Page(entry=Entry(url="file:///f.txt"), body=text.encode(), content_type="text/plain"))
    assert (article.title, article.authors, len(article.paragraphs)) == (
        "Ferry sails again",
        ("Odile Marsh", "Ruben Tallow"),
        2,
    )


@pytest.mark.parametrize(
    "line", ["By Friday the ferry was full", "By noon", "Ada Quill waved.", "By Ada Quill’s count."]
)
def test_a_sentence_at_the_top_is_no_byline(line: str) -> None:
    assert split_signature(f"{line}\n\n{BODY}") == ((), f"{line}\n\n{BODY}")
