"""Floors under indirect speech in passages that we wrote; `benchmarks/statements.py` says what is measured.

A floor only goes up.
"""

import pytest

from benchmarks.statements import HALVES, Score, score_half


@pytest.fixture(scope="module", params=HALVES)
def score(request: pytest.FixtureRequest) -> Score:
    return score_half(request.param)


@pytest.mark.parametrize(
    ("figure", "floor"),
    [("precision", 0.96), ("recall", 0.85), ("words", 0.95), ("speaker", 0.98), ("end_to_end", 0.9)],
)
def test_indirect_speech_is_found_with_its_speaker(figure: str, floor: float, score: Score) -> None:
    assert getattr(score, figure) >= floor
