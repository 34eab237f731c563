"""Answers without labels."""

from extract.model import PARAGRAPH_BREAK, Paragraph
from extract.quotes.find import find_quotations

INTRODUCTION = "Hugo Wren repairs tower clocks. In this interview he tells why they stop."
ASKED = ("Why do clocks stop?", "Is it hard?", "Do you own a watch?")
ANSWERS = ("Pigeons. I hate them.", "My father knew how.", "No. I hear four clocks.")
TURNS = tuple(text for pair in zip(ASKED, ANSWERS, strict=True) for text in pair)


def said(*texts: str) -> list[tuple[str, str | None]]:
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in texts[:number]) for number in range(len(texts))]
    placed = [Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)]
    found = ((quote.text, quote.attribution) for quote in find_quotations(placed, "en").quotes)
    return [(text, one.speaker.name if one and one.speaker else None) for text, one in found]


def test_answers_are_the_one_person_s_whom_the_text_before_names() -> None:
    assert said(INTRODUCTION, *TURNS) == [(answer, "Hugo Wren") for answer in ANSWERS]


def test_nobody_is_quoted_where_two_persons_are_named_before() -> None:
    assert said(INTRODUCTION, "Ana Vale waits outside.", *TURNS) == []


def test_nobody_is_quoted_where_no_interview_is_spoken_of() -> None:
    assert said("Hugo Wren repairs tower clocks.", *TURNS) == []


def test_answers_of_a_newsroom_to_its_readers_are_no_quotes() -> None:
    facts = ("The mill closes.", "Until the end of the year.", "At the depot.")
    turns = (text for pair in zip(ASKED, facts, strict=True) for text in pair)
    assert said(INTRODUCTION, *turns) == []


def test_thanks_for_the_interview_are_no_part_of_the_last_answer() -> None:
    assert said(INTRODUCTION, *TURNS, "Thank you for this interview!", "I write books too.") == [
        (answer, "Hugo Wren") for answer in ANSWERS
    ]


def test_two_questions_are_no_interview() -> None:
    assert said(INTRODUCTION, *TURNS[:4]) == []
