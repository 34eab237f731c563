"""The weights that score candidates, read from `weights.toml`: feature -> number, one table a question."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import repeat

from extract.quotes.rules import load_rules

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
    #: method -> share of such attributions expected to be right.
    confidence: Weights


def total(features: Iterable[str], weights: Weights) -> float:
    """The sum of the features' weights; a feature without one counts nothing."""
    return sum(map(weights.get, features, repeat(0.0)))


def highest(rows: Iterable[Iterable[str]], weights: Weights) -> int:
    """The index of the row of features with the highest total, the first of equals."""
    totals = [total(row, weights) for row in rows]
    return totals.index(max(totals))


@cache
def load_scores(language: str) -> Scores:
    """The weights that presslake ships, with what the language adds to them."""
    text = (files("extract.quotes") / "weights.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    for question, added in load_rules(language).weights.items():
        for feature, weight in added.items():
            tables[question][feature] = tables[question].get(feature, 0.0) + weight
    return Scores(**tables)
