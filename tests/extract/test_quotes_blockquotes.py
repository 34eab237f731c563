"""Speech that is set apart."""

import pytest

from extract.model import PARAGRAPH_BREAK, Paragraph
from extract.quotes.find import find_quotations

BLOCK = "Not one of us wanted this."


def said(*texts: tuple[str, str], language: str = "en") -> list[tuple[str, str | None]]:
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for _, text in texts[:number]) for number in range(len(texts))]
    placed = [Paragraph(kind=kind, text=text, start=start) for (kind, text), start in zip(texts, starts, strict=True)]
    found = ((quote.text, quote.attribution) for quote in find_quotations(placed, language).quotes)
    return [(text, one.speaker.name if one and one.speaker else None) for text, one in found]


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("In a letter to the owner, Ana Vale wrote:", "en"),
        ("Ana Vale did not hesitate. She said:", "en"),
        ("Die Antwort kam am Abend. Ana Vale schrieb:", "de"),
    ],
)
def test_a_line_before_that_lets_somebody_speak_gives_the_speaker(line: str, language: str) -> None:
    assert said(("text", line), ("blockquote", BLOCK), language=language) == [(BLOCK, "Ana Vale")]


@pytest.mark.parametrize("line", ["What the rules say:", "The ferry is full.", "Ana Vale said no more.", "The list:"])
def test_a_block_that_nobody_is_said_to_speak_is_no_quote(line: str) -> None:
    assert said(("text", line), ("blockquote", BLOCK)) == []


@pytest.mark.parametrize("signature", ["— Ana Vale, shop steward", "– Ana Vale", "Ana Vale", "Ana Vale, shop steward"])
def test_the_last_line_of_a_block_signs_it(signature: str) -> None:
    assert said(("blockquote", BLOCK), ("blockquote", signature)) == [(BLOCK, "Ana Vale")]


def test_a_signature_behind_the_words_signs_them() -> None:
    assert said(("blockquote", f"{BLOCK} — Ana Vale, 61")) == [(BLOCK, "Ana Vale")]


def test_a_signature_in_the_paragraph_behind_signs_the_block() -> None:
    assert said(("blockquote", BLOCK), ("text", "— Ana Vale, shop steward")) == [(BLOCK, "Ana Vale")]


def test_the_paragraphs_of_a_block_are_one_utterance() -> None:
    placed = (
        Paragraph(kind="text", text="Ana Vale wrote:", start=0),
        Paragraph(kind="blockquote", text=BLOCK, start=17),
        Paragraph(kind="blockquote", text=BLOCK, start=45),
    )
    assert [quote.chain for quote in find_quotations(placed, "en").quotes] == [0, 0]


def test_marks_around_a_block_are_no_part_of_it() -> None:
    assert said(("blockquote", f"“{BLOCK}”"), ("blockquote", "— Ana Vale")) == [(BLOCK, "Ana Vale")]


def test_each_signature_signs_what_stands_before_it() -> None:
    blocks = [("blockquote", text) for text in (BLOCK, "— Ana Vale", "I did.", "— Tom Brook")]
    assert said(*blocks) == [(BLOCK, "Ana Vale"), ("I did.", "Tom Brook")]
