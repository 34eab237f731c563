"""What the article calls a person beside the name: before it, inside the capitals, or behind a comma."""

import re
from collections.abc import Iterator, Sequence

from extract.quotes.names import read_name
from extract.quotes.tokens import Tokens

# ", 61, a potter from Lower Marsh," and ", director of the Lindqvist Institute,": behind an age a short phrase with
# people in it, up to the next stop.
_APPOSITION = re.compile(r",(?:w,)?(d?[wNOs]{0,4}J[wNOJpdas]{0,12}?)(?=[,.;:\-RQ])")
_BEFORE = "wJO"
_LONGEST = 6


def roles_of(tokens: Tokens, mentions: Sequence[int]) -> Iterator[str]:
    """Yield the roles printed at a person's names, as printed, in the order of the names."""
    for at in mentions:
        role = _before(tokens, at) or _behind(tokens, at)
        if role:
            yield role


def _before(tokens: Tokens, at: int) -> str | None:
    """The role in front of the name, in capitals or not: "Finance Minister", "former mayor", "economist"."""
    inner = read_name(tokens.words[at], tokens.rules.language).role
    first = at
    while first > 0 and at - first < _LONGEST and _belongs(tokens, first - 1, inner):
        first -= 1
    role = [*tokens.words[first:at], *([inner] if inner else [])]
    return " ".join(role) if inner or "J" in tokens.codes[first:at] else None


def _belongs(tokens: Tokens, at: int, inner: str | None) -> bool:
    """Whether a word before the name is of its role: beside one in capitals only such as "former"."""
    if inner:
        return tokens.rules.is_role(tokens.lower(at))
    return tokens.codes[at] in _BEFORE and (tokens.codes[at] != "w" or tokens.codes[at + 1] in _BEFORE)


def _behind(tokens: Tokens, at: int) -> str | None:
    """The phrase behind the comma that follows the name."""
    match = _APPOSITION.match(tokens.codes, at + 1)
    if not match:
        return None
    return tokens.printed(match.start(1), tokens.starts[match.start(1)], tokens.ends[match.end(1) - 1])
