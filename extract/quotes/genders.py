"""Who is a man and who a woman, as far as the pronouns of an article tell."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from extract.quotes.tokens import Tokens

# One pronoun alone may go back to somebody else.
_VOTES = 2
_MAJORITY = 0.75
# How far back the one person may be named: sentence ends and quotations, and tokens.
_SENTENCES = 2
_TOKENS = 60


def genders(tokens: Tokens, persons: Mapping[int, int]) -> dict[int, str]:
    """Return male or female by person; ``persons`` gives the number of the person whom a name token means.

    A pronoun votes for the only person named in its paragraph shortly before it.
    """
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    gendered = tokens.rules.gendered
    for at, word in enumerate(tokens.words):
        gender = gendered.get(word)
        if gender is not None and (only := _only_person(tokens, at, persons)) is not None:
            votes[only][gender] += 1
    winners = {person: (*counted.most_common(1)[0], counted.total()) for person, counted in votes.items()}
    return {
        person: gender
        for person, (gender, most, cast) in winners.items()
        if most >= _VOTES and most >= _MAJORITY * cast
    }


def _only_person(tokens: Tokens, at: int, persons: Mapping[int, int]) -> int | None:
    """The one person named shortly before token ``at``; None where there are two or none."""
    found: int | None = None
    sentences = 0
    for before in range(at - 1, max(0, at - _TOKENS) - 1, -1):
        code = tokens.codes[before]
        sentences += code in ".Q"
        if code == "n" or sentences > _SENTENCES:
            break
        if before in persons:
            if found is not None and found != persons[before]:
                return None
            found = persons[before]
    return found
