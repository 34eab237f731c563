"""Speech and terms, whole utterances and fragments."""

import pytest

from extract.model import Paragraph
from extract.quotes.classify import quote_kind, speech_features, speech_score
from extract.quotes.rules import load_rules
from extract.quotes.spans import QuotedRun, find_runs
from extract.quotes.tokenizer import tokenize
from extract.quotes.tokens import Tokens
from extract.quotes.weights import load_scores


def read(text: str, language: str = "en") -> tuple[Tokens, QuotedRun]:
    """The tokens and the first run of a paragraph."""
    rules = load_rules(language)
    runs = find_runs(text, rules.marks)
    tokens = tokenize([Paragraph(kind="text", text=text, start=0)], [runs], rules)
    run = runs[0]
    return tokens, QuotedRun(paragraph=0, token=tokens.quotes[0], run=run, text=text[run.start : run.end])


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“We will rebuild it,” he said.", True),
        ("She called it “a great loss.”", True),
        ("He plays in the musical “The Salt Road” tonight.", False),
        ("They sat in the so-called “blue room” there.", False),
    ],
)
def test_speech_is_told_from_terms(text: str, speech: bool) -> None:
    assert (speech_score(*read(text), load_scores("en").speech) > 0) is speech


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("„Wir bauen sie wieder auf“, sagte er.", True),
        ("Die Brücke sei „sehr schwer beschädigt“, sagte er.", True),
        ("Er fuhr mit dem Dampfer „Alte Liebe“ davon.", False),
    ],
)
def test_german_speech_is_told_from_terms(text: str, speech: bool) -> None:
    assert (speech_score(*read(text, "de"), load_scores("de").speech) > 0) is speech


def test_a_comma_behind_the_marks_ends_the_run_like_one_inside() -> None:
    assert "end , 4" in speech_features(*read("„Wir bauen sie wieder“, sagte er.", "de"))


def test_the_subjunctive_of_reported_speech_is_seen() -> None:
    assert "indirect 1" in speech_features(*read("Die Brücke sei „sehr alt“.", "de"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“We will rebuild it,” he said.", "direct"),
        ("He said, “We will rebuild it.”", "direct"),
        ("“Never.”", "direct"),
        ("He called it “incorrect.”", "mixed"),
        ("He said it was “A great loss.”", "mixed"),
        ("He said “we will see.”", "mixed"),
    ],
)
def test_a_run_of_its_own_is_direct_and_a_fragment_mixed(text: str, kind: str) -> None:
    assert quote_kind(*read(text), goes_on=False) == kind


def test_a_later_part_may_begin_in_lower_case() -> None:
    assert quote_kind(*read("He said, “will not sail today.”"), goes_on=True) == "direct"


def test_a_verb_of_judging_around_als_is_seen() -> None:
    assert "judging" in speech_features(*read("Er bezeichnete den Plan als „unklug“.", "de"))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Mit den Worten „Alles ist gut“ ging er.", "announced"),
        ("Dort stand: „Alles ist gut, wir kommen“", "behind colon"),
        ("Im Hafen lag der „Rote Adler“ vertäut.", "definite"),
        ("Er fuhr auf der „Alten Liebe“, denn die „Alten Liebe“-Fahrten sind kurz.", "again"),
        ("Er kaufte ein „Modell 7“ davon.", "digits"),
        ("Er trat der „Freien Fischerei“ (FF) bei.", "acronym"),
        ("Er trug „gute Schuhe“ dabei.", "unsaid"),
        ("Er las den Bericht der Zeitung „Hafenpost“ vor.", "apposed"),
    ],
)
def test_what_stands_around_a_german_run_tells_a_term(text: str, sign: str) -> None:
    assert sign in speech_features(*read(text, "de"))


def test_an_outlet_that_is_quoted_is_a_term() -> None:
    text = "Der Hafen bleibe zu, schreibt laut „Hafenpost“ der Minister."
    assert speech_score(*read(text, "de"), load_scores("de").speech) <= 0


def test_words_that_announce_a_quotation_make_no_term_of_it() -> None:
    assert "apposed" not in speech_features(*read("Mit den Worten „Alles ist gut“ ging er.", "de"))
