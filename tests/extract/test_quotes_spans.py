"""Pairing quotation marks in one paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.quotes.rules import load_rules
from extract.quotes.spans import find_runs, has_mark

MARKED = st.text(alphabet=st.sampled_from(list("ab ,.?\n0'\"“”„‟‘’‚«»‹›—(`")), max_size=60)
LANGUAGES = st.sampled_from(["en", "de", None])


def quoted(text: str, language: str | None = "en") -> list[str]:
    return [text[run.start : run.end] for run in find_runs(text, load_rules(language).marks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said. “No.”", ["Yes,", "No."]),
        ('"Yes," she said. "No."', ["Yes,", "No."]),
        ("``Yes,'' she said.", ["Yes,"]),
        ("“ Yes, ” she said.", ["Yes,"]),
        ("«Yes», she said.", ["Yes"]),
        ("He said“go”and went.", ["go"]),
    ],
)
def test_double_marks_enclose_the_text(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text", ["„Ja“, sagte sie.", "»Ja«, sagte sie.", "„Ja”, sagte sie.", "‚Ja‘, sagte sie.", "«Ja», sagte sie."]
)
def test_german_marks_enclose_the_text(text: str) -> None:
    assert quoted(text, "de") == ["Ja"]


@pytest.mark.parametrize("language", ["de", "en", None])
def test_spaces_inside_french_marks_are_no_part_of_the_quote(language: str | None) -> None:
    assert quoted("Elle a dit : «\u00a0Oui\u202f».", None) == ["Oui"]


@pytest.mark.parametrize("text", ["so “so“ so", "so ”so” so", "so ”so“ so"])
def test_surroundings_outweigh_the_shape_of_a_mark(text: str) -> None:
    assert quoted(text) == ["so"]


def test_a_mark_at_the_end_closes_behind_a_space() -> None:
    assert quoted("They “see it. “") == ["see it."]


@pytest.mark.parametrize(
    "text",
    ["“She called it ‘a gift’ to all.”", "“She called it “a gift” to all.”", "\"She called it 'a gift' to all.\""],
)
def test_only_the_outermost_run_counts(text: str) -> None:
    assert quoted(text) == [text[1:-1]]


@pytest.mark.parametrize(
    "text",
    [
        "The dogs' home isn't the owners’ house, it’s Vale's.",
        "Rock 'n' roll of the '90s and the ’80s, 'twas fine.",
        'He is 6\'2" tall, she 5\' 11", the board 12" wide and 3" thick.',
    ],
)
def test_apostrophes_and_inches_are_no_marks(text: str) -> None:
    assert quoted(text) == []


def test_an_inch_mark_inside_a_quotation_does_not_close_it() -> None:
    assert quoted('"The plank is 12" wide," he said.') == ['The plank is 12" wide,']


def test_single_marks_can_be_the_outer_ones() -> None:
    assert quoted("‘I said “no” to it,’ he said. ‘It’s over.’") == ["I said “no” to it,", "It’s over."]


def test_a_plural_possessive_does_not_close_a_single_quotation() -> None:
    assert quoted("'The owners' plan is dead,' he said.") == ["The owners' plan is dead,"]


def test_a_mark_left_open_runs_to_the_end_of_the_paragraph() -> None:
    (run,) = find_runs("“We began in a barn. It was cold.", load_rules("en").marks)
    assert (run.start, run.end, run.closed) == (1, 33, False)


def test_a_lost_closing_mark_does_not_swallow_the_next_quotation() -> None:
    assert quoted('He said "go. Then she said "stay" and "sit" to them.') == ["stay", "sit"]


def test_a_closing_mark_alone_is_nothing() -> None:
    assert quoted("It was fine,” she said.") == []


def test_an_empty_pair_is_nothing() -> None:
    assert quoted("He said “” and left.") == []


@given(MARKED, LANGUAGES)
def test_runs_are_trimmed_ordered_and_apart(text: str, language: str | None) -> None:
    runs = find_runs(text, load_rules(language).marks)
    edges = [edge for run in runs for edge in (run.outer_start, run.start, run.end, run.outer_end)]
    trimmed = all(text[run.start : run.end] == text[run.start : run.end].strip() for run in runs)
    assert (edges == sorted(edges), trimmed) == (True, True)


@given(MARKED, LANGUAGES)
def test_a_text_without_a_mark_has_no_runs(text: str, language: str | None) -> None:
    assert has_mark(text) or find_runs(text, load_rules(language).marks) == ()
