"""What the article calls a person beside the name: before it, inside the capitals, or behind a comma."""

import re
from collections.abc import Iterator, Sequence

from extract.quotes.names import read_name
from extract.quotes.tokens import Tokens

# ", 61, a potter from Lower Marsh," and ", director of the Lindqvist Institute,": behind an age a short phrase with
# people in it, up to the next stop.
_APPOSITION = re.compile(r",(?:w,)?(d?[wNOs]{0,4}J[wNOJpdas]{0,12}?)(?=[,.;:\-RQ])")
# "The council leader, Ana Vale," and "Eastmoor’s mayor, Ana Vale,".
_APPOSED = re.compile(r"(?:d|Ns)[wO]{0,3}J(?=,$)")
_BEFORE = "wJO"
# The nearest word of a role in small letters; most names have none, and end the search here.
_NEAREST = frozenset("JO")
_LONGEST = 6


def roles_of(tokens: Tokens, mentions: Sequence[int]) -> Iterator[str]:
    """Yield the roles printed at a person's names, as printed, in the order of the names."""
    for at in mentions:
        role = _before(tokens, at)
        if not role and tokens.codes[at + 1] == ",":
            role = _behind(tokens, at) or _apposed(tokens, at)
        if role:
            yield role


def _before(tokens: Tokens, at: int) -> str | None:
    """The role in front of the name, in capitals or not: "Finance Minister", "former mayor", "economist"."""
    name = read_name(tokens.words[at], tokens.rules.language)
    if name.role is None and tokens.codes[at - 1 : at] not in _NEAREST:
        return None
    first = at
    while first > 0 and at - first < _LONGEST and _belongs(tokens, first - 1, name.role):
        first -= 1
    if name.role is None and "J" not in tokens.codes[first:at]:
        return None
    return tokens.printed(at, tokens.starts[first], tokens.starts[at] + name.mention_start).rstrip()


def _belongs(tokens: Tokens, at: int, inner: str | None) -> bool:
    """Whether a word before the name is of its role: beside one in capitals only such as "former"."""
    if inner:
        return tokens.rules.is_role(tokens.lower(at))
    return tokens.codes[at] in _BEFORE and (tokens.codes[at] != "w" or tokens.codes[at + 1] in _BEFORE)


def _behind(tokens: Tokens, at: int) -> str | None:
    """The phrase behind the comma that follows the name."""
    match = _APPOSITION.match(tokens.codes, at + 1)
    return _phrase(tokens, match.start(1), match.end(1)) if match else None


def _apposed(tokens: Tokens, at: int) -> str | None:
    """The phrase before the comma, where the name itself is between commas."""
    if tokens.codes[at - 1 : at] + tokens.codes[at + 1] != ",,":
        return None
    match = _APPOSED.search(tokens.codes, max(0, at - _LONGEST - 1), at)
    return _phrase(tokens, match.start(), match.end()) if match else None


def _phrase(tokens: Tokens, first: int, end: int) -> str:
    return tokens.printed(first, tokens.starts[first], tokens.ends[end - 1])
