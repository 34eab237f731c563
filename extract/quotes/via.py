"""Through whom the words of a speaker came: the outlet that he told them, the paper that reports what he said."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.quotes.rules import load_rules
from extract.quotes.speakers import Cast
from extract.quotes.tokens import Tokens

# Words between a name and what it hangs on: "told | the local newspaper | Marshland Weekly".
_BESIDE = "dwOJ"
_MOST_BESIDE = 4
# From the speaker to his verb ("Vale later told"), and to the dative behind him ("sagte Vale am Montag | dem").
_TO_VERB = re.compile(r"[bwa]{0,3}")
_TO_DATIVE = re.compile(r"(?:p[dwN]{1,2})?")
# From a verb of quoting to whom it quotes.
_NAME_AHEAD = re.compile(r"[dwJ]{0,3}N")
# A longer sentence is a list or a table: so far its words are read to either side.
_FARTHEST = 300


def find_via(tokens: Tokens, cast: Cast, mention: int) -> str | None:
    """Return who stands between the speaker, named at token ``mention``, and the article, as printed.

    None where the sentence names nobody, or one who merely heard it: "told the court", "told her sister".
    """
    start, end = _sentence(tokens, mention)
    if "A" not in tokens.codes[start:end] and _signs(tokens.rules.language).isdisjoint(tokens.words[start:end]):
        return None
    relays = (_Relay(tokens, cast, mention, at, _lead(tokens.codes, at)) for at in _others(tokens, mention, start, end))
    return next((relay.printed for relay in relays if relay.stands_between), None)


def innermost(tokens: Tokens, mention: int) -> int:
    """Return whom the mention lets speak ("the Gazette quoted Vale as saying"), itself where it lets nobody."""
    if tokens.lower(mention + 1) not in tokens.rules.via.quoting:
        return mention
    quoted = _NAME_AHEAD.match(tokens.codes, mention + 2)
    return quoted.end() - 1 if quoted else mention


@cache
def _signs(language: str) -> frozenset[str]:
    """The words of which a sentence with another voice has one, besides "according to"; with a capital too."""
    via = load_rules(language).via
    words = via.told | via.talks | via.direct | via.reports | via.quoting | via.on_air
    return words | frozenset(map(str.capitalize, words))


def _sentence(tokens: Tokens, mention: int) -> tuple[int, int]:
    codes = tokens.codes
    start = max(codes.rfind(".", 0, mention), codes.rfind("n", 0, mention)) + 1
    paragraph = codes.find("n", mention)
    stop = codes.find(".", mention, paragraph)
    end = stop if stop >= 0 else paragraph
    return _between_stops(tokens, mention, max(start, mention - _FARTHEST), min(end, mention + _FARTHEST))


def _between_stops(tokens: Tokens, mention: int, start: int, end: int) -> tuple[int, int]:
    """The part between stops right behind closing marks, which are no tokens."""
    quotes = tokens.quotes
    first, here, behind, last = (bisect_left(quotes, at) for at in (start, mention, mention + 1, end))
    before = (at for at in reversed(quotes[first:here]) if _ends_sentence(tokens, at))
    after = (at + 1 for at in quotes[behind:last] if _ends_sentence(tokens, at))
    return next(before, start), next(after, end)


def _ends_sentence(tokens: Tokens, quote: int) -> bool:
    return tokens.closing.get(quote) == "." and tokens.codes[quote] in "Qq"


def _others(tokens: Tokens, mention: int, start: int, end: int) -> Iterator[int]:
    """The names, capitalised nouns and quoted terms of the mention's sentence, without the mention."""
    codes = tokens.codes
    for at in range(start, end):
        if at != mention and (codes[at] in "Nq" or (codes[at] in "OwJ" and tokens.words[at][:1].isupper())):
            yield at


def _lead(codes: str, at: int) -> int:
    """The token that the name at ``at`` hangs on."""
    lead = at - 1
    while lead >= 0 and at - lead <= _MOST_BESIDE and codes[lead] in _BESIDE:
        lead -= 1
    return lead


@dataclass(frozen=True, slots=True)
class _Relay:
    """A name in the sentence of a speaker, and what it may be to him."""

    tokens: Tokens
    cast: Cast
    mention: int
    at: int
    #: The token that the name hangs on.
    lead: int

    @property
    def stands_between(self) -> bool:
        """Whether the words around the name make it the one through whom the words came."""
        is_tied = self.was_told or self.was_given or self.reports or self.is_dative
        return (is_tied and self.is_outlet) or (self.is_on_air and self.is_medium)

    @property
    def printed(self) -> str:
        """The name from its determiner on: "the newspaper Marshland Weekly"."""
        return self.tokens.printed(self.at, self.tokens.starts[self.article], self.tokens.ends[self.at])

    @property
    def article(self) -> int:
        """The determiner of the name, or the name."""
        if self.tokens.lower(self.lead) in self.tokens.rules.via.dative:
            return self.lead
        found = self.tokens.codes.rfind("d", self.lead + 1, self.at)
        return found if found >= 0 else self.at

    @property
    def is_outlet(self) -> bool:
        """Whether its words name an outlet, or no person, place or other body as far as the article tells."""
        tokens, at = self.tokens, self.at
        if tokens.codes[at] == "q":
            return tokens.codes[at - 1] == "d" or self.is_called_one
        return self.is_medium or self.is_called_one or (tokens.codes[at] == "N" and self._may_be_outlet())

    @property
    def is_called_one(self) -> bool:
        """Whether the word before says what it is: "the newspaper Quayline"."""
        return self.tokens.lower(self.at - 1) in self.tokens.rules.via.kinds

    @property
    def is_medium(self) -> bool:
        """Whether a word of its name is one of outlets' names."""
        via, words = self.tokens.rules.via, self.tokens.words[self.at].lower().split()
        if len(words) == 1 and words[0] in via.kinds:
            return False
        return not via.media.isdisjoint(words) or (
            self.tokens.rules.names.nouns_capitalised and bool(words) and words[-1].endswith(via.endings)
        )

    def _may_be_outlet(self) -> bool:
        """Whether a name without such words is one alone ("told Quayline"), no person's, place's or other body's."""
        tokens, at = self.tokens, self.at
        if (
            tokens.rules.names.nouns_capitalised
            or tokens.lower(at) in tokens.rules.via.kinds
            or tokens.codes[at - 1] == "d"
            or tokens.codes[at + 1] in "wJNO"
        ):
            return False
        figure = self.cast.figure(at)
        is_body = tokens.rules.is_organisation(tokens.words[at].lower().rsplit(" ", 1)[-1])
        return not (is_body or figure.is_person or figure.is_full or figure.is_place or figure.gender)

    @property
    def was_told(self) -> bool:
        """Whether the speaker told it: "Vale told the Gazette"."""
        codes, lead = self.tokens.codes, self.lead
        return (
            self.mention < lead
            and self.tokens.lower(lead) in self.tokens.rules.via.told
            and _TO_VERB.fullmatch(codes, self.mention + 1, lead) is not None
        )

    @property
    def was_given(self) -> bool:
        """Whether a preposition ties it: "in an interview with the Gazette", "according to the Gazette"."""
        lead, lower, via = self.lead, self.tokens.lower, self.tokens.rules.via
        word = lower(lead)
        if self.tokens.codes[lead : lead + 1] == "A" or word in via.direct:
            return True
        return word in via.giving and not via.talks.isdisjoint((lower(lead - 1), lower(lead - 2)))

    @property
    def reports(self) -> bool:
        """Whether a verb of its own tells so: ", the Gazette reported", "the Gazette quoted Vale as saying"."""
        lower, quoting = self.tokens.lower, self.tokens.rules.via.quoting
        if lower(self.at + 1) in quoting or lower(self.lead) in quoting:
            return True
        lead = self.tokens.codes[self.lead : self.lead + 1]
        return (
            self.mention < self.at
            and lead in (",", "V")
            and self.tokens.lower(self.at + 1) in self.tokens.rules.via.reports
        )

    @property
    def is_dative(self) -> bool:
        """Whether it was told in the dative: „sagte Vale dem Tageblatt“."""
        tokens, via, article = self.tokens, self.tokens.rules.via, self.article
        return (
            tokens.lower(article) in via.dative
            and self.mention < article <= self.at
            and any(tokens.lower(self.mention - back) in via.told for back in range(1, _MOST_BESIDE))
            and _TO_DATIVE.fullmatch(tokens.codes, self.mention + 1, article) is not None
        )

    @property
    def is_on_air(self) -> bool:
        """Whether it was said there: "said on Quayside Radio"."""
        return self.mention < self.lead and self.tokens.lower(self.lead) in self.tokens.rules.via.on_air
