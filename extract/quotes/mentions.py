"""The mentions around a quotation that may name its speaker."""

import re
from bisect import bisect_left
from collections.abc import Sequence

# A pronoun; the head of a name or noun phrase that is no genitive, or one that 's follows ("Vale's claim"); an unknown
# noun as subject of a reporting verb ("the lawsuit says", "said the two").
# Each begins with its codes, so that the engine passes over all others: a third faster than with what stands before.
_MENTION = re.compile(
    r"[PRNJOwd](?:(?<=[PR])|(?<=[NJO])(?<![JON]d.)(?:(?![JONs])|(?=s[^JONs]))"
    r"|(?=V)(?<=[dw][wd])(?<![pJON][dw].)|(?=[.,n])(?<=Vd[wd])"
    # "A voice on the quay: “…”"
    r"|(?=[pdw]{0,5}:Q)(?<=[.n]dw))"
)
# How far to look: mentions and paragraph ends back, mentions and sentence ends ahead.
_BACK_MENTIONS = 8
_BACK_PARAGRAPHS = 2
_AHEAD_MENTIONS = 5
_AHEAD_SENTENCES = 2


def find_mentions(codes: str) -> list[int]:
    """Return the tokens of an article that can name a speaker, by their codes.

    >>> find_mentions("dJVdwVQ")
    [1, 4]
    """
    return [match.start() for match in _MENTION.finditer(codes)]


def candidates(codes: str, mentions: Sequence[int], quote: int, *, left_open: bool) -> list[int]:
    """Return the mentions near the quotation at token ``quote``, nearest first, those before it first.

    A quotation left open is followed by the next paragraph of the same utterance, where its speaker may stand.
    """
    here = bisect_left(mentions, quote)
    before = mentions[max(0, here - _BACK_MENTIONS) : here]
    ahead = mentions[here : here + _AHEAD_MENTIONS]
    first, last = _first(codes, quote), _last(codes, quote, left_open=left_open)
    return [*(at for at in reversed(before) if at > first), *(at for at in ahead if at < last)]


def _first(codes: str, quote: int) -> int:
    """The paragraph end behind which mentions count."""
    at = quote
    for _ in range(_BACK_PARAGRAPHS + 1):
        at = codes.rfind("n", 0, at)
        if at < 0:
            break
    return at


def _last(codes: str, quote: int, *, left_open: bool) -> int:
    """The paragraph or sentence end before which mentions count."""
    end = codes.find("n", quote)
    if left_open and codes[end + 1] == "Q":
        end = codes.find("n", end + 1)
    at = quote
    for _ in range(_AHEAD_SENTENCES):
        at = codes.find(".", at + 1, end)
        if at < 0:
            return end
    return at
