"""What a German word is where the word alone does not tell."""

import pytest

from extract.model import Paragraph
from extract.quotes.rules import load_rules
from extract.quotes.spans import find_runs
from extract.quotes.tokenizer import tokenize


def codes(text: str) -> str:
    rules = load_rules("de")
    tokens = tokenize([Paragraph(kind="text", text=text, start=0)], [find_runs(text, rules.marks)], rules)
    return tokens.codes.rstrip("n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie gab den Namen bekannt.", "PVpww."),
        ("Sie gab ihm Brot.", "Pwww."),
        ("Sie führte das Boot „zu weit“ aus.", "PVdwQp."),
    ],
)
def test_a_separable_verb_reports_with_its_particle_only(text: str, expected: str) -> None:
    assert expected == codes(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nach Angaben von Ana Vale kam er.", "pANwP."),
        ("Ihre Angaben zählen.", "dww."),
        ("Seiner Ansicht nach kam sie.", "PAwP."),
        ("Nach ersten Angaben kam er.", "AwOwP."),
        ("Medienberichten zufolge kam er.", "OAwP."),
    ],
)
def test_a_noun_attributes_behind_nach_only(text: str, expected: str) -> None:
    assert expected == codes(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er sah den alten Minister.", "PwpwJ."),
        ("Er sah die Pläne der neuen Behörde.", "PwdwpwO."),
        ("Dort sah der Minister nichts.", "wwdJw."),
    ],
)
def test_an_article_in_another_case_than_the_subjects_is_like_a_preposition(text: str, expected: str) -> None:
    assert expected == codes(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Okafor hatte recht.", "Nbw."),
        ("Verhandlungen hatten Erfolg.", "wbw."),
        ("Ana Okafor kam. Man rief Okafor herbei.", "Nw.wVNw."),
        ("Der 84-jährige Okafor kam. Ana Okafor ging.", "dwNw.Nw."),
        ("Man wählte die ABD ab.", "wwdNw."),
    ],
)
def test_a_bare_word_is_a_name_where_the_article_shows_it_as_one(text: str, expected: str) -> None:
    assert expected == codes(text)


def test_a_participle_before_a_noun_reports_nothing() -> None:
    assert codes("Die veröffentlichten Zahlen stiegen.") == "dwww."


def test_a_demonstrative_without_a_noun_is_a_pronoun() -> None:
    assert codes("„Ja“, sagte dieser.") == "QVP."


def test_an_unknown_noun_beside_what_attributes_speaks() -> None:
    assert codes("Der neuen Auswertung zufolge kam er.") == "pwOAwP."


def test_an_unknown_noun_that_reports_is_one_that_speaks() -> None:
    assert codes("„Ja“, erklärte die Betriebsaufsicht.") == "QVdO."


def test_a_word_without_capital_is_no_noun() -> None:
    assert codes("Der junge Hund kam.") == "dwww."


def test_the_stop_behind_a_roman_number_ends_no_sentence() -> None:
    assert codes("Damals sagte Aurel II. nichts.") == "wVNw."
