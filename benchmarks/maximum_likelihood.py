"""Weights of features by maximum likelihood. Needs numpy and scipy, which presslake itself does without."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

# What the sum of squared weights costs.
_RIDGE = 0.02
# A feature is seen in so many choices at least; weights nearer to zero are left out.
_LEAST_SEEN = 4
_LEAST_WEIGHT = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One question as the labels answer it: the features of each candidate, and which are right (none: "no speech")."""

    rows: Sequence[Sequence[str]]
    right: frozenset[int]


def fit(choices: Sequence[Choice], lasso: float) -> dict[str, float]:
    """Return the weights under which the right candidates are most likely; a choice with one candidate is yes or no.

    A weight is the difference of two numbers from 0 up, so that its absolute is smooth for the optimiser.
    """
    seen = Counter(feature for choice in choices for feature in {feature for row in choice.rows for feature in row})
    features = sorted(feature for feature, count in seen.items() if count >= _LEAST_SEEN)
    column = {feature: number for number, feature in enumerate(features)}
    rows = [[column[feature] for feature in row if feature in column] for choice in choices for row in choice.rows]
    right = np.array([number in choice.right for choice in choices for number in range(len(choice.rows))], float)
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix((np.ones(ends[-1]), np.concatenate(rows), ends), shape=(len(rows), len(features)))
    transposed = matrix.T.tocsr()
    sizes = np.array([len(choice.rows) for choice in choices])
    loss = _one_of_many if sizes.max() > 1 else _yes_or_no
    half = len(features)

    def cost(halves: Any) -> tuple[float, Any]:
        weights = halves[:half] - halves[half:]
        value, slope = loss(matrix @ weights, right, sizes)
        gradient = transposed @ slope + 2 * _RIDGE * weights
        penalty = lasso * halves.sum() + _RIDGE * weights @ weights
        return value + penalty, np.concatenate([lasso + gradient, lasso - gradient])

    bounds = [(0, None)] * (2 * half)
    options = {"maxiter": 150}
    fitted = minimize(cost, np.zeros(2 * half), jac=True, method="L-BFGS-B", bounds=bounds, options=options).x
    weights = fitted[:half] - fitted[half:]
    return {
        feature: round(float(weight), 2)
        for feature, weight in zip(features, weights, strict=True)
        if abs(weight) >= _LEAST_WEIGHT
    }


def fit_shares(rows: Sequence[Mapping[str, float]], right: Sequence[bool]) -> dict[str, float]:
    """Return the weights of a logistic model of which rows, name -> value, are right."""
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    wanted = np.array(right, float)

    def cost(weights: Any) -> tuple[float, Any]:
        value, slope = _yes_or_no(matrix @ weights, wanted, None)
        return value + _RIDGE * weights @ weights, matrix.T @ slope + 2 * _RIDGE * weights

    fitted = minimize(cost, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    return {name: round(float(weight), 2) for name, weight in zip(names, fitted, strict=True)}


def _yes_or_no(totals: Any, right: Any, _sizes: Any) -> tuple[float, Any]:
    """The logistic loss and its slope for each row."""
    return float(np.logaddexp(0, np.where(right > 0, -totals, totals)).sum()), 1 / (1 + np.exp(-totals)) - right


def _one_of_many(totals: Any, right: Any, sizes: Any) -> tuple[float, Any]:
    """The softmax loss and its slope for each row; the rows of one choice stand together."""
    starts = np.cumsum(sizes) - sizes
    odds = np.exp(totals - np.repeat(np.maximum.reduceat(totals, starts), sizes))
    every, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts) + 1e-12
    slope = odds / np.repeat(every, sizes) - odds * right / np.repeat(good, sizes)
    return float(np.log(every / good).sum()), slope
