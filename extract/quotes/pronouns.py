"""Whom a pronoun means: the names before it, scored as the speakers are."""

from collections import Counter
from itertools import islice

from extract.quotes.speakers import Cast
from extract.quotes.tokens import Tokens
from extract.quotes.weights import Weights, highest

# How far back a name may stand.
_NAMES = 10
_PARAGRAPHS = 4


def antecedent(tokens: Tokens, at: int, cast: Cast, previous: int | None, weights: Weights) -> int | None:
    """Return the name that the pronoun or "who" at token ``at`` means; None where it means no person.

    ``previous`` is the name of who spoke last.
    """
    if tokens.codes[at] == "P" and tokens.rules.pronouns.get(tokens.lower(at)) not in ("male", "female"):
        return None
    names = possible(tokens, at, cast)
    if not names or tokens.codes[at] == "R":
        return names[0] if names else None
    return names[highest(antecedent_features(tokens, at, names, cast, previous), weights)]


def possible(tokens: Tokens, at: int, cast: Cast) -> list[int]:
    """Names before the pronoun, nearest first, without bodies, places and the other gender."""
    wanted = tokens.rules.pronouns.get(tokens.lower(at))
    first = at
    for _ in range(_PARAGRAPHS + 1):
        first = max(0, tokens.codes.rfind("n", 0, first))
    figures = ((name, cast.figure(name)) for name in cast.names_before(at, first))
    persons = (
        name for name, figure in figures if not figure.is_thing and figure.gender in (None, wanted or figure.gender)
    )
    return list(islice(persons, _NAMES))


def antecedent_features(tokens: Tokens, at: int, names: list[int], cast: Cast, previous: int | None) -> list[list[str]]:
    """What speaks for each name: how near, how often named, whether a subject, whether it spoke last."""
    codes, rows, seen = tokens.codes, [], Counter[int]()
    spoke = cast.figure(previous) if previous is not None else None
    for rank, name in enumerate(names):
        figure = cast.figure(name)
        between = codes[name + 1 : at]
        starts = name == 0 or codes[name - 1] in ".nQ"
        rows.append(
            [
                f"rank {min(rank, 6)}",
                f"away {min(between.count('.'), 4)}{min(between.count('n'), 3)}",
                f"gender {figure.gender is not None:d}",
                f"starts {starts:d}{codes[name + 1]}",
                f"start {starts:d}{between.count('.')}",
                f"named {min(len(figure.tokens), 8)}",
                f"again {min(seen[figure.number], 3)}",
                f"spoke {figure is spoke:d}",
                f"verb {codes[name + 1 : name + 3].count('V')}",
                f"full {' ' in tokens.words[name]:d}",
                f"after {codes[name - 1] if name else 'n'}",
            ]
        )
        seen[figure.number] += 1
    return rows
