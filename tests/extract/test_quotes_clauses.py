"""To whom the order of words ties a German quotation."""

import pytest

from extract.model import Paragraph
from extract.quotes.clauses import Clauses
from extract.quotes.mentions import find_mentions
from extract.quotes.rules import load_rules
from extract.quotes.spans import find_runs
from extract.quotes.tokenizer import tokenize


def tied(text: str) -> tuple[str, str] | None:
    """The mention and the kind of the last quotation's tie."""
    rules = load_rules("de")
    tokens = tokenize([Paragraph(kind="text", text=text, start=0)], [find_runs(text, rules.marks)], rules)
    tie = Clauses(tokens, find_mentions(tokens.codes)).tie(tokens.quotes[-1])
    return (tokens.words[tie.mention], tie.kind) if tie else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Der Kahn sinkt“, sagte am Montag Ana Vale zu Piet Lenz.", ("Ana Vale", "behind")),
        ("„Der Kahn sinkt“, so der Hafenmeister.", ("Hafenmeister", "behind")),
        ("Der Kahn sei „völlig morsch“, hatte Ana Vale damals gesagt.", ("Ana Vale", "behind")),
        ("Der Kahn werde „bald“ im Hafen sinken, sagte Ana Vale.", ("Ana Vale", "later")),
    ],
)
def test_the_subject_stands_behind_a_verb_that_follows_the_quotation(text: str, expected: tuple[str, str]) -> None:
    assert expected == tied(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Vale nannte den Plan des Ministers „unklug“.", ("Ana Vale", "before")),
        ("Der Sprecher der Werft, Piet Lenz, sprach von „Unfug“.", ("Piet Lenz", "before")),
        ("Im Rat der Stadt nannte Ana Vale den Minister „unklug“.", ("Ana Vale", "before")),
        ("Piet Lenz schwieg, die Polizei sprach von „Unfug“.", ("Polizei", "before")),
        ("Wie Ana Vale mitteilte, sei der Minister „erkrankt“.", ("Ana Vale", "before")),
        ("Ana Vale lobte den Minister und nannte Piet Lenz „unklug“.", ("Ana Vale", "before")),
        (
            "Piet Lenz kam, und die Gewerkschaft der Maurer in Malzow nannte den Plan „unklug“.",
            ("Gewerkschaft", "before"),
        ),
        ("Piet Lenz rügte den Plan; Ana Vale nannte ihn „unklug“.", ("Ana Vale", "before")),
        ("Piet Lenz rügte den Plan: So sagte Ana Vale, er sei „unklug“.", ("Ana Vale", "before")),
        ("Wie die Zeitung meldete, soll Ana Vale zu Piet Lenz gesagt haben: „Unfug!“", ("Ana Vale", "before")),
        ("Zum Unmut der Werft sprach Ana Vale von „Unfug“.", ("Ana Vale", "before")),
        ("Als „Unfug“ bezeichnete die Archäologin den Plan.", ("Archäologin", "behind")),
        ("Ana Vale hat den Minister „unklug“ genannt.", ("Ana Vale", "wraps")),
    ],
)
def test_the_subject_leads_the_sentence_or_follows_its_verb(text: str, expected: tuple[str, str]) -> None:
    assert expected == tied(text)


@pytest.mark.parametrize(
    "text",
    [
        "Laut Ana Vale ist der Kahn des Ministers „morsch“.",
        "Nach Angaben von Ana Vale ist der Kahn „morsch“.",
        "Nach Angaben von Ana Vale am Montag ist der Kahn „morsch“.",
        "Ana Vale zufolge ist der Kahn des Ministers „morsch“.",
    ],
)
def test_what_attributes_names_the_speaker(text: str) -> None:
    assert tied(text) == ("Ana Vale", "according")


def test_that_was_said_in_the_next_sentence() -> None:
    assert tied("Der Kahn werde „bald“ sinken. Das erklärte Ana Vale dem Minister.") == ("Ana Vale", "next")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Für Ana Vale ist der Kahn „Schrott“.", "Ana Vale"),
        ("Ana Vale will den Minister „am liebsten nie“ sehen.", "Ana Vale"),
        ("Ana Vale war zufrieden: „Der Kahn schwimmt.“", "Ana Vale"),
    ],
)
def test_a_sentence_reports_without_a_verb(text: str, name: str) -> None:
    assert tied(text) == (name, "own")


def test_indirect_speech_goes_on_from_the_sentence_before() -> None:
    assert tied("Ana Vale kritisierte den Minister. Der Kahn sei „völlig morsch“.") == ("Ana Vale", "carried 1")


def test_a_quotation_without_any_words_around_it_is_tied_to_nobody() -> None:
    assert tied("„Der Kahn sinkt.“") is None
