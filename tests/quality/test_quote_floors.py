"""Floors under quotations and speakers, on articles that we wrote and marked. A floor only goes up.

The articles named check were written after the rules that they measure, the ones named read before.
"""

import json
from pathlib import Path

import pytest

from benchmarks.quote_score import QuoteScore, score
from benchmarks.quotes import gold_paragraphs, predictions
from extract.quotes.find import find_quotations


def _score(language: str, group: str) -> QuoteScore:
    counts = QuoteScore()
    for line in Path(__file__).with_name(f"quotes_{language}.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if article["doc"].startswith(f"{language}-{group}-"):
            paragraphs = gold_paragraphs(article["text"])
            found = predictions(paragraphs, find_quotations(paragraphs, language))
            counts += score(article["text"], article["quotes"], [one for one in found if one.get("speech", True)])
    return counts


@pytest.mark.parametrize(
    ("language", "group", "figure", "floor"),
    [
        ("de", "check", "detection", 0.93),
        ("de", "check", "speaker", 0.93),
        ("de", "check", "end_to_end", 0.89),
        ("de", "check", "resolved", 0.94),
        ("de", "check", "term", 0.77),
        ("de", "read", "detection", 0.94),
        ("de", "read", "speaker", 0.93),
        ("de", "read", "end_to_end", 0.89),
    ],
)
def test_no_figure_falls_under_its_floor(language: str, group: str, figure: str, floor: float) -> None:
    assert getattr(_score(language, group), figure) >= floor
