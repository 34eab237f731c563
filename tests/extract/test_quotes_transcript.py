"""Speech behind the label of who speaks."""

import pytest

from extract.model import PARAGRAPH_BREAK, Paragraph
from extract.quotes.find import find_quotations

INTRODUCTION = "Councillor Ines Okafor questioned the harbour master, Ana Vale, on Tuesday."


def said(*texts: str, language: str = "en") -> list[tuple[str, str | None]]:
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in texts[:number]) for number in range(len(texts))]
    placed = [Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)]
    found = ((quote.text, quote.attribution) for quote in find_quotations(placed, language).quotes)
    return [(text, one.speaker.name if one and one.speaker else None) for text, one in found]


def test_labels_that_answer_each_other_speak() -> None:
    assert said(INTRODUCTION, "Okafor: Who knew?", "Vale: Nobody.", "Okafor: Since when?") == [
        ("Who knew?", "Ines Okafor"),
        ("Nobody.", "Ana Vale"),
        ("Since when?", "Ines Okafor"),
    ]


def test_a_single_label_speaks_where_it_names_a_person_of_the_article() -> None:
    assert said(INTRODUCTION, "Vale: We kept it from you.") == [("We kept it from you.", "Ana Vale")]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Vale", "Ana Vale"),
        ("VALE", "Ana Vale"),
        ("AV", "Ana Vale"),
        ("Ana Vale, harbour master", "Ana Vale"),
        ("Vale (Harbour Office)", "Ana Vale"),
    ],
)
def test_a_label_stands_for_the_name_that_the_article_gives(label: str, name: str) -> None:
    assert said(INTRODUCTION, f"{label}: We kept it from you.") == [("We kept it from you.", name)]


def test_questions_are_their_askers() -> None:
    texts = ("The Quayside Courier asked Ana Vale.", "Courier: Why?", "Vale: I forgot.", "Courier: Again?")
    assert said(*texts) == [("Why?", "Quayside Courier"), ("I forgot.", "Ana Vale"), ("Again?", "Quayside Courier")]


def test_a_is_the_one_person_named_before_and_q_is_nobody() -> None:
    texts = ("Odile Marsh runs the ferry to Lower Quay.", "Q: How deep is it?", "A: Nobody knows.")
    assert said(*texts) == [("How deep is it?", None), ("Nobody knows.", "Odile Marsh")]


def test_an_answer_goes_on_up_to_the_next_label() -> None:
    texts = (
        INTRODUCTION,
        "Okafor: And then?",
        "Vale: We waited.",
        "(A pause.)",
        "All night.",
        "Okafor: Why?",
        "Vale: I’ll say.",
    )
    assert said(*texts)[1:3] == [("We waited.", "Ana Vale"), ("All night.", "Ana Vale")]


def test_what_tells_of_the_speakers_is_nobodys() -> None:
    texts = (INTRODUCTION, "Okafor: And then?", "Vale: We waited.", "Vale drank.", "Okafor: Why?", "Vale: I’ll say.")
    assert "Vale drank." not in dict(said(*texts))


def test_marks_inside_what_is_said_are_part_of_it() -> None:
    assert said(INTRODUCTION, "Vale: We call it “the hole” here.") == [("We call it “the hole” here.", "Ana Vale")]


@pytest.mark.parametrize(
    "line",
    [
        "Final score: 3-1",
        "Note: We have corrected the name of our harbour.",
        "Update: You can read our second report here.",
        "Photo: Ana Vale, who lent us the picture.",
        "Monday: Our street floods again.",
        "Preparation: Chop the leeks that you have washed.",
        "Vale: 7. Solid, and unlucky with our crossbar.",
        "Vale: I Will Not Be Silenced By The Council",
        "Vale: I Will Never Be Silenced By The Council.",
        "Vale: Came on late and ran a lot.",
        "Vale: Our readers know what Vale stands for.",
        "Dear Ana Vale: We thank you for your letter.",
        "The rules: You need a permit.",
        "What we know: Our harbour is closed.",
    ],
)
def test_other_labels_say_nothing(line: str) -> None:
    assert said(INTRODUCTION, line) == []


def test_a_label_that_names_nobody_of_the_article_says_nothing_alone() -> None:
    assert said(INTRODUCTION, "Aries: You will find a rope.", "Taurus: Your patience pays.") == []


def test_german_labels_speak_too() -> None:
    texts = ("Der Kurier sprach mit Ana Vahl.", "Kurier: Wann war das?", "Vahl: Am Freitag.", "Kurier: Bitte?")
    assert said(*texts, language="de") == [
        ("Wann war das?", "Kurier"),
        ("Am Freitag.", "Ana Vahl"),
        ("Bitte?", "Kurier"),
    ]


def test_a_language_without_rules_has_no_labels() -> None:
    assert said(INTRODUCTION, "Okafor: Who?", "Vale: We.", "Okafor: You?", language="xx") == []
