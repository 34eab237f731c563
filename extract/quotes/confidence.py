"""How sure a speaker is: what every choice on the way to it tells, weighed by how often such speakers were right."""

from collections.abc import Mapping
from math import exp, log

from extract.quotes.weights import Weights

# Beyond it a score tells no more: a share of .993 is right as often as one of .9999.
_MOST = 5.0


def evidence(*, method: str, share: float, speech: float, antecedent: float | None) -> dict[str, float]:
    """Return what tells how sure a speaker is.

    ``share`` is the chosen mention's of all candidates, ``speech`` the score by which the run is speech, and
    ``antecedent`` the chance of the name that a pronoun was given, None where none was.
    """
    told = {method: 1.0, "share": _log_odds(share), "speech": min(speech, _MOST)}
    return told if antecedent is None else {**told, "antecedent": _log_odds(antecedent)}


def confidence(told: Mapping[str, float], weights: Weights) -> float:
    """Return the share of such speakers expected to be right.

    >>> confidence({"explicit": 1.0, "share": 2.0}, {"explicit": 1.0, "share": 0.5})
    0.88
    """
    return round(1 / (1 + exp(-sum(weights.get(name, 0.0) * value for name, value in told.items()))), 2)


def _log_odds(chance: float) -> float:
    return max(-_MOST, min(_MOST, log(chance / (1 - chance)))) if chance < 1 else _MOST
