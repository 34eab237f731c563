"""Floors under quotations and speakers, on articles that we wrote and marked. A floor only goes up.

The articles named check were written after the rules that they measure and not read again; the ones named read were
read while the rules were made. Half of the French and Spanish ones were written before there were rules: what the first
rules made of them, unread, was .80 and .76 end to end.
"""

import pytest

from benchmarks.shipped_quotes import gold_languages, measure
from extract.quotes.rules import ruled_languages


@pytest.mark.parametrize(
    ("language", "group", "figure", "floor"),
    [
        ("de", "check", "detection", 0.96),
        ("de", "check", "speaker", 0.96),
        ("de", "check", "end_to_end", 0.94),
        ("de", "check", "resolved", 0.95),
        ("de", "check", "term", 0.90),
        ("de", "read", "detection", 0.95),
        ("de", "read", "speaker", 0.96),
        ("de", "read", "end_to_end", 0.92),
        ("es", "check", "detection", 0.96),
        ("es", "check", "speaker", 0.92),
        ("es", "check", "end_to_end", 0.91),
        ("es", "read", "end_to_end", 0.87),
        ("fr", "check", "detection", 0.94),
        ("fr", "check", "speaker", 0.79),
        ("fr", "check", "end_to_end", 0.79),
        ("fr", "read", "end_to_end", 0.93),
    ],
)
def test_no_figure_falls_under_its_floor(language: str, group: str, figure: str, floor: float) -> None:
    assert getattr(measure(language, group), figure) >= floor


def test_every_language_with_rules_has_gold() -> None:
    # English is measured on labelled news, which does not ship.
    assert set(gold_languages()) >= ruled_languages() - {"en"}


@pytest.mark.parametrize("language", gold_languages())
def test_gold_holds_enough_to_measure_by(language: str) -> None:
    counts = measure(language, "check") + measure(language, "read")
    assert (counts.gold >= 60, counts.terms >= 8) == (True, True)


@pytest.mark.parametrize("language", gold_languages())
def test_half_of_the_gold_is_left_alone(language: str) -> None:
    assert measure(language, "check").gold >= 40
