"""What a language adds to the weights."""

import pytest

from extract.quotes.confidence import confidence, evidence
from extract.quotes.rules import ruled_languages
from extract.quotes.weights import load_scores


@pytest.mark.parametrize("language", sorted(ruled_languages()))
@pytest.mark.parametrize("method", ["explicit", "inverted", "pronoun", "continued", "loose"])
def test_confidence_is_a_share_of_two_decimals(language: str, method: str) -> None:
    told = evidence(method=method, share=0.95, speech=3.0, antecedent=None)
    sure = confidence(told, load_scores(language).confidence)
    assert (0 <= sure <= 1, sure) == (True, round(sure, 2))
