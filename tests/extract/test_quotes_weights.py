"""What a language adds to the weights."""

import pytest

from extract.quotes.rules import ruled_languages
from extract.quotes.weights import load_scores


@pytest.mark.parametrize("language", sorted(ruled_languages()))
def test_confidence_is_a_share_of_two_decimals(language: str) -> None:
    shares = load_scores(language).confidence.values()
    assert [share for share in shares if not 0 <= share <= 1 or share != round(share, 2)] == []
