"""Whom a pronoun means: the names and the people before it, scored as the speakers are."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from extract.quotes.speakers import Cast, Figure
from extract.quotes.tokens import Tokens
from extract.quotes.weights import Weights, shares, total

# How far back it may stand.
_MENTIONS = 10
_PARAGRAPHS = 4
# What is less likely is more often wrong than right, in cross-validation on the labelled articles.
_LEAST_CHANCE = 0.4
# Somebody called by what he is ("a deckhand"): no genitive, and no role beside a name ("the mayor, Ana Vale").
_PEOPLE = re.compile(r"J(?![JONs]|,N)")
_APPOSED = re.compile(r"N(?:,w)?,d?[wNOsJp]{0,5}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Antecedent:
    """Whom a pronoun means."""

    #: A name, or a noun ("a deckhand").
    token: int
    #: 0..1, its share of the scores of all candidates; 1 for "who", which has one.
    chance: float


def antecedent(tokens: Tokens, at: int, cast: Cast, previous: int | None, weights: Weights) -> Antecedent | None:
    """Return whom the pronoun or "who" at token ``at`` means.

    None where it means no person, or where no candidate is much better than the others.
    ``previous`` is the name of who spoke last.
    """
    if tokens.codes[at] == "P" and tokens.rules.pronouns.get(tokens.lower(at)) not in ("male", "female"):
        return None
    found = possible(tokens, at, cast)
    if not found or tokens.codes[at] == "R":
        return Antecedent(token=found[0], chance=1.0) if found else None
    rows = antecedent_features(tokens, at, found, cast, previous)
    share_of = shares([total(row, weights) for row in rows])
    chance = max(share_of)
    return Antecedent(token=found[share_of.index(chance)], chance=chance) if chance >= _LEAST_CHANCE else None


def possible(tokens: Tokens, at: int, cast: Cast) -> list[int]:
    """Names and people before the pronoun, nearest first, without bodies, places, plurals and the other gender."""
    wanted = tokens.rules.pronouns.get(tokens.lower(at))
    first = at
    for _ in range(_PARAGRAPHS + 1):
        first = max(0, tokens.codes.rfind("n", 0, first))
    people = (
        match.start()
        for match in _PEOPLE.finditer(tokens.codes, first, at)
        if not _APPOSED.search(tokens.codes, max(first, match.start() - 9), match.start())
    )
    nearest = sorted((*cast.names_before(at, first), *people), reverse=True)
    return list(islice((mention for mention in nearest if _fits(tokens, mention, wanted, cast)), _MENTIONS))


def _fits(tokens: Tokens, mention: int, wanted: str | None, cast: Cast) -> bool:
    """Whether the mention may be one person of the gender that the pronoun wants."""
    if tokens.codes[mention] == "N":
        figure = cast.figure(mention)
        return not figure.is_thing and figure.gender in (None, wanted or figure.gender)
    noun = tokens.lower(mention)
    gender = tokens.rules.gender(noun)
    return not tokens.rules.is_plural(noun) and gender in (None, wanted or gender)


def antecedent_features(
    tokens: Tokens, at: int, mentions: list[int], cast: Cast, previous: int | None
) -> list[list[str]]:
    """What speaks for each mention: how near, how often named, whether a subject, whether it spoke last."""
    codes, rows, seen = tokens.codes, [], Counter[int]()
    spoke = cast.figure(previous) if previous is not None else None
    paragraph = codes.rfind("n", 0, at)
    here = {cast.figure(name).number for name in mentions if name > paragraph and codes[name] == "N"}
    for rank, mention in enumerate(mentions):
        between = codes[mention + 1 : at]
        row = _place(tokens, mention, between, rank)
        if codes[mention] == "N":
            figure = cast.figure(mention)
            row += _person(figure, again=seen[figure.number], spoke=figure is spoke)
            alone = here == {figure.number} and mention > paragraph
            row += [f"full {+(' ' in tokens.words[mention])}", f"alone {+alone}{+(figure.gender is not None)}"]
            seen[figure.number] += 1
        rows.append(row)
    return rows


def _place(tokens: Tokens, mention: int, between: str, rank: int) -> list[str]:
    codes = tokens.codes
    kind, before, after = codes[mention], codes[mention - 1] if mention else "n", codes[mention + 1]
    starts = before in ".nQ" or (before == "d" and codes[mention - 2 : mention - 1] in ".nQ")
    here = "n" not in between
    new = before == "d" and tokens.lower(mention - 1) not in tokens.rules.definite
    # Flags with a plus, as in `ranking.py`.
    return [
        f"rank {kind}{min(rank, 6)}",
        f"here {kind}{+here}",
        f"subject {kind}{+(before not in 'pVds')}{+here}{+(between.count('.') < 2)}",
        f"held {kind}{before if before in 'pVdsa' else '-'}{+here}",
        f"away {min(between.count('.'), 4)}{min(between.count('n'), 3)}",
        f"start {kind}{+starts}{min(between.count('.'), 4)}",
        f"verb {codes[mention + 1 : mention + 3].count('V')}",
        f"after {kind}{before}",
        f"starts {kind}{+starts}{after}",
        f"new {kind}{+(new and starts and here)}",
    ]


def _person(figure: Figure, *, again: int, spoke: bool) -> list[str]:
    return [
        f"gender {+(figure.gender is not None)}",
        f"person {+figure.is_person}{+figure.is_full}",
        f"named {min(len(figure.tokens), 8)}",
        f"again {min(again, 3)}",
        f"spoke {+spoke}",
    ]
