"""The weights that score candidates, read from `weights.toml`: feature -> number, one table a question."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat
from math import exp

from extract.quotes.rules import Rules, load_rules

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the choices of the room rest on."""

    #: Is the run speech? More than 0 says so.
    speech: Weights
    #: Which mention speaks? The highest does.
    speaker: Weights
    #: Whom does a pronoun mean? The highest.
    antecedent: Weights
    #: How sure is a speaker? What `confidence.py` tells, weighed.
    confidence: Weights


def total(features: Iterable[str], weights: Weights) -> float:
    """The sum of the features' weights; a feature without one counts nothing."""
    return sum(map(weights.get, features, repeat(0.0)))


def shares(totals: Sequence[float]) -> list[float]:
    """The share of each total among all, as the fit understands them: a softmax."""
    most = max(totals)
    odds = [exp(one - most) for one in totals]
    every = sum(odds)
    return [one / every for one in odds]


def scores_for(rules: Rules, tables: Mapping[str, Weights]) -> Scores:
    """Return the tables of a weights file, with what the language adds to them."""
    summed = {question: dict(table) for question, table in tables.items()}
    for question, added in rules.weights.items():
        for feature, weight in added.items():
            summed[question][feature] = round(summed[question].get(feature, 0.0) + weight, 2)
    return Scores(**summed)


@cache
def load_scores(language: str) -> Scores:
    """Return the weights that presslake ships, for one language."""
    text = (files("extract.quotes") / "weights.toml").read_text(encoding="utf-8")
    return scores_for(load_rules(language), tomllib.loads(text))
