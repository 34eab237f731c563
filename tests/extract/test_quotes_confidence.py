"""How sure speakers are, one kind of evidence at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Paragraph
from extract.quotes.confidence import confidence, evidence
from extract.quotes.find import find_quotations
from extract.quotes.weights import load_scores

SHARES = st.floats(min_value=1e-9, max_value=1.0)
SPEECH = st.floats(min_value=0.01, allow_nan=False)


def sure(share: float = 0.9, speech: float = 4.0, antecedent: float | None = None, method: str = "explicit") -> float:
    told = evidence(method=method, share=share, speech=speech, antecedent=antecedent)
    return confidence(told, load_scores("en").confidence)


def of(text: str) -> float:
    said = find_quotations([Paragraph(kind="text", text=text, start=0)], "en").quotes[0].attribution
    return said.confidence if said else 0.0


@given(share=SHARES, speech=SPEECH, antecedent=st.none() | SHARES)
def test_a_confidence_is_a_share(share: float, speech: float, antecedent: float | None) -> None:
    assert 0 <= sure(share, speech, antecedent) <= 1


def test_a_mention_without_rivals_is_surer() -> None:
    assert sure(share=0.99) > sure(share=0.5)


def test_what_may_be_a_term_is_less_sure_to_have_a_speaker() -> None:
    assert sure(speech=0.5) < sure(speech=4.0)


def test_a_pronoun_that_may_mean_two_is_less_sure() -> None:
    assert sure(method="pronoun", antecedent=0.5) < sure(method="pronoun", antecedent=0.99)


def test_a_mention_that_nothing_ties_is_less_sure_than_one_with_a_verb() -> None:
    assert sure(method="loose") < sure(method="explicit")


def test_beyond_five_more_evidence_tells_nothing() -> None:
    assert evidence(method="near", share=1.0, speech=99.0, antecedent=None) == {
        "near": 1.0,
        "share": 5.0,
        "speech": 5.0,
    }


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("“The kiln stays open,” said Ana Okafor.", "Ana Okafor, who met Bo Rask and Ed Moor, said it was “a loss”."),
        ("Ana Okafor left. “We stay here,” she said.", "Ana Okafor met Ines Vale. “We stay here,” she said."),
    ],
)
def test_texts_that_leave_no_doubt_give_surer_speakers(surer: str, less_sure: str) -> None:
    assert of(surer) > of(less_sure)
