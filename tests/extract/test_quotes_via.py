"""Through whom the words came."""

import pytest

from extract.model import Paragraph
from extract.quotes.find import find_quotations


def said(text: str, language: str = "en") -> list[tuple[str | None, str | None]]:
    found = find_quotations([Paragraph(kind="text", text=text, start=0)], language).quotes
    return [(one.speaker.name if one.speaker else None, one.via) for quote in found if (one := quote.attribution)]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("“We rebuild,” Ana Vale told the Eastmoor Gazette.", "the Eastmoor Gazette"),
        ("“We rebuild,” Ana Vale later told Quayline.", "Quayline"),
        ("“We rebuild,” Ana Vale told the local newspaper Quayline.", "the local newspaper Quayline"),
        ("“We rebuild,” Ana Vale said in an interview with QTV.", "QTV"),
        ("In an interview with the Tidal Post, Ana Vale said, “We rebuild all of it.”", "the Tidal Post"),
        ("“We rebuild,” Ana Vale said in a statement to the Tidal Post.", "the Tidal Post"),
        ("“We rebuild,” Ana Vale said on Quayside Radio.", "Quayside Radio"),
        ("“We rebuild,” Ana Vale said, according to the Tidal Post.", "the Tidal Post"),
        ("According to the Tidal Post, Ana Vale said: “We rebuild all of it.”", "the Tidal Post"),
        ("“We rebuild,” Ana Vale said, the Tidal Post reported.", "the Tidal Post"),
        ("The Tidal Post quoted Ana Vale as saying, “We rebuild all of it.”", "The Tidal Post"),
        ("“We rebuild,” Ana Vale was quoted as saying by the Tidal Post.", "the Tidal Post"),
    ],
)
def test_the_speaker_is_the_innermost_voice_and_the_outlet_stands_between(text: str, via: str) -> None:
    assert said(text) == [("Ana Vale", via)]


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("„Wir bauen“, sagte Ana Vahl dem Niederkaier Tageblatt.", "dem Niederkaier Tageblatt"),
        ("„Wir bauen“, sagte Ana Vahl am Montag dem Tidenblatt.", "dem Tidenblatt"),
        ("„Wir bauen“, sagte Ana Vahl der Zeitung „Marschbote“.", "der Zeitung „Marschbote“"),
        ("„Wir bauen“, sagte Ana Vahl gegenüber dem Tidenblatt.", "dem Tidenblatt"),
        ("„Wir bauen“, sagte Ana Vahl im Gespräch mit der Hafenzeitung.", "der Hafenzeitung"),
        ("„Wir bauen“, sagte Ana Vahl im Hafenradio.", "Hafenradio"),
    ],
)
def test_german_says_it_in_the_dative_too(text: str, via: str) -> None:
    assert said(text, "de") == [("Ana Vahl", via)]


@pytest.mark.parametrize(
    "text",
    [
        "“We rebuild,” Ana Vale told reporters.",
        "“We rebuild,” Ana Vale told the newspaper.",
        "“We rebuild,” Ana Vale told the court.",
        "“We rebuild,” Ana Vale told Tom Brook.",
        "“We rebuild,” Ana Vale told Mr. Brook.",
        "“We rebuild,” Ana Vale told the Harbour Council.",
        "“We rebuild,” Ana Vale said on Monday.",
        "“We rebuild,” Ana Vale said on Market Street.",
        "“We rebuild,” Ana Vale said. The Tidal Post reported a fire.",
        "“We rebuild,” Ana Vale said. She later told the Tidal Post to leave.",
    ],
)
def test_who_merely_hears_it_does_not_stand_between(text: str) -> None:
    assert said(text) == [("Ana Vale", None)]


@pytest.mark.parametrize(
    "text",
    [
        "„Wir bauen“, sagte Ana Vahl der Zeitung.",
        "„Wir bauen“, sagte Ana Vahl dem Gericht.",
        "„Wir bauen“, sagte Ana Vahl am Montag.",
        "„Wir bauen“, sagte Ana Vahl im Rathaus.",
    ],
)
def test_nor_in_german(text: str) -> None:
    assert said(text, "de") == [("Ana Vahl", None)]


def test_without_another_voice_the_outlet_itself_speaks() -> None:
    assert said("According to the Tidal Post, “the tower was never theirs.”") == [("Tidal Post", None)]


def test_an_outlet_three_hundred_words_on_is_of_a_list_and_stands_behind_nobody() -> None:
    text = f"“We rebuild,” Ana Vale said{' high and dry' * 110} in an interview with QTV."
    assert said(text) == [("Ana Vale", None)]
