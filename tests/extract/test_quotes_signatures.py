"""Quotations that are signed, and posts."""

import pytest

from extract.model import PARAGRAPH_BREAK, Paragraph
from extract.quotes.find import find_quotations
from extract.quotes.rules import load_rules
from extract.quotes.signatures import read_signature


def said(*texts: str) -> list[tuple[str, str | None, str | None]]:
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in texts[:number]) for number in range(len(texts))]
    placed = [Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)]
    found = ((quote.text, quote.attribution) for quote in find_quotations(placed, "en").quotes)
    return [
        (text, one.speaker.name if one and one.speaker else None, one.method if one else None) for text, one in found
    ]


def test_a_signature_in_the_same_paragraph_names_the_speaker() -> None:
    assert said("“Pull it down.” – Ida Lind, Highmoor") == [("Pull it down.", "Ida Lind", "signature")]


def test_a_signature_in_the_next_paragraph_names_the_speaker() -> None:
    assert said("“Pull it down.”", "– Ida Lind, Highmoor") == [("Pull it down.", "Ida Lind", "signature")]


@pytest.mark.parametrize(
    "line",
    [
        "It is over – Ana Vale has resigned and the mill is closed for good",
        "The mill closes — Eastmoor Gazette",
        "The mill closes at six – Monday",
        "The mill is closed.",
        "-",
    ],
)
def test_other_ends_of_a_paragraph_sign_nothing(line: str) -> None:
    assert read_signature(line, load_rules("en")) is None


def test_a_dash_behind_a_fragment_of_a_sentence_signs_nothing() -> None:
    ((_, _, method),) = said("The mayor called it “a very small miracle” – Marsh End")
    assert method != "signature"


@pytest.mark.parametrize(
    "post",
    [
        "The tower stays. — Ines Okafor (@okafor) February 11, 2026",
        "The tower stays. pic.twitter.com/Qx7Lm2 — Ines Okafor (@okafor) February 11, 2026",
        "The tower stays. https://t.example/aB3 — Ines Okafor (@okafor) 11 Feb 2026 at 3:04 PM",
        "The tower stays. [image or embed] — Ines Okafor (@okafor.example) February 11, 2026",
    ],
)
def test_a_post_is_its_signer_s_without_signature_and_picture(post: str) -> None:
    assert said("The mayor, Ines Okafor, spoke.", post) == [("The tower stays.", "Ines Okafor", "post")]


def test_a_post_in_two_paragraphs_is_its_signer_s() -> None:
    texts = ("The tower stays. pic.twitter.com/Qx7Lm2", "— Ines Okafor (@okafor) February 11, 2026")
    assert said(*texts) == [("The tower stays.", "Ines Okafor", "post")]


def test_an_account_is_the_speaker_whatever_it_calls_itself() -> None:
    assert said("The tower stays. — the tower keepers (@tower) February 11, 2026") == [
        ("The tower stays.", "the tower keepers", "post")
    ]


def test_one_noun_behind_a_dash_signs_nothing_where_nouns_have_capitals() -> None:
    assert read_signature("„Tank leer“ – Meldung", load_rules("de")) is None


def test_a_handle_that_writes_is_the_speaker() -> None:
    assert said("@quaywatch wrote: I sent nine.") == [("I sent nine.", "@quaywatch", "post")]


def test_a_handle_that_does_not_speak_is_nobody() -> None:
    assert said("@quaywatch today: a film about eels.") == []
