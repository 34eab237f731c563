"""Descriptions as mentions, and whom they mean."""

import pytest

from extract.model import Paragraph
from extract.quotes.find import find_quotations


def said_in_german(text: str) -> list[tuple[str, str | None]]:
    """The mention that says each quotation, as printed, and the name that it means."""
    found = find_quotations([Paragraph(kind="text", text=text, start=0)], "de").quotes
    said = [quote.attribution for quote in found if quote.attribution]
    return [(one.text, one.speaker.name if one.speaker else None) for one in said]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Kulturministerin Ana Vale kam. „Der Hafen bleibt“, sagte die Ministerin.", "die Ministerin"),
        ("Ana Vale kam mit dem Boot. „Der Hafen bleibt“, sagte die 29-Jährige.", "die 29-Jährige"),
        ("Trainerin Ana Vale traf Trainer Piet Lenz. „Der Hafen bleibt“, sagte die Sportlerin.", "die Sportlerin"),
    ],
)
def test_a_german_description_means_the_one_person_whom_it_fits(text: str, printed: str) -> None:
    assert said_in_german(text) == [(printed, "Ana Vale")]


def test_a_german_description_that_fits_two_names_nobody() -> None:
    text = "Trainer Ole Brook sprach mit Trainer Piet Lenz. „Der Hafen bleibt uns erhalten“, sagte der Stürmer."
    assert said_in_german(text) == [("der Stürmer", None)]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("„Der Hafen bleibt uns erhalten“, sagte ein Sprecher der Werft.", "ein Sprecher der Werft"),
        ("„Der Hafen bleibt uns erhalten“, sagte ein Sprecher am Abend.", "ein Sprecher"),
        ("„Der Hafen bleibt uns erhalten“, sagte ein Sprecher dem Blatt.", "ein Sprecher"),
    ],
)
def test_a_german_description_takes_neither_time_nor_object_along(text: str, printed: str) -> None:
    assert said_in_german(text) == [(printed, None)]
