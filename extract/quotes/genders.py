"""Who is a man and who a woman, as far as the pronouns of an article tell."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from extract.quotes.tokens import Tokens

# One pronoun may go back to somebody else, but most do not: so many must agree.
_MAJORITY = 0.75
# How far back the one person may be named: sentence ends and quotations, and tokens.
_SENTENCES = 2
_TOKENS = 60


def elected_genders(tokens: Tokens, persons: Mapping[int, int], known: Mapping[int, str]) -> dict[int, str]:
    """Return male or female by person, where the pronouns of the article agree.

    ``persons`` gives the number of the person whom a name token means, ``known`` the gender of those who need no vote.
    A pronoun votes for the only person of its gender named in its paragraph shortly before it.
    """
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    gendered = tokens.rules.gendered
    named = sorted(persons)
    for at, gender in enumerate(map(gendered.get, tokens.words)):
        if gender is not None:
            before = {persons[one] for one in _named_before(tokens.codes, at, named)}
            near = {person for person in before if known.get(person, gender) == gender}
            if len(near) == 1:
                votes[near.pop()][gender] += 1
    winners = {person: (*counted.most_common(1)[0], counted.total()) for person, counted in votes.items()}
    return {person: gender for person, (gender, most, cast) in winners.items() if most >= _MAJORITY * cast}


def _named_before(codes: str, at: int, named: Sequence[int]) -> Sequence[int]:
    """Those of the tokens ``named``, in order, that stand shortly before token ``at``."""
    first = max(0, at - _TOKENS, codes.rfind("n", 0, at) + 1)
    sentences = codes[first:at].replace("Q", ".").rsplit(".", _SENTENCES + 1)
    if len(sentences) > _SENTENCES + 1:
        first += len(sentences[0]) + 1
    return named[bisect_left(named, first) : bisect_left(named, at)]
