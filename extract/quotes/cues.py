"""The words that tie a mention to a quotation, and the construction they make."""

from dataclasses import dataclass

from extract.quotes.ranking import VERB_AHEAD
from extract.quotes.tokens import Tokens
from extract.quotes.verb_first import is_inverted, verb_without_subject

# Mention code -> method, where a reporting verb ties it to the quotation.
METHODS = {"P": "pronoun", "R": "relative", "N": "explicit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """How the text gives a quotation to a mention."""

    #: explicit, inverted, pronoun, nominal, relative, according_to or near.
    method: str
    #: 'said', 'according to'; None where no word says so.
    words: str | None


def find_cue(tokens: Tokens, mention: int, quote: int) -> Cue:
    """Return the cue between a mention and the quotation at token ``quote``.

    A verb counts behind the mention ("Vale has said"), before it ("said Vale"), or between it and the quotation;
    "near" is a mention that nothing ties.
    """
    codes = tokens.codes
    kind = codes[mention]
    preposition = _according(tokens, mention)
    if preposition is not None:
        return Cue(method="according_to", words=preposition)
    if codes[mention + 1 : quote] == ":":
        return Cue(method="explicit", words=None)
    verb, inverted = _verb(tokens, mention, quote)
    if verb is None and mention < quote and tokens.rules.drops_subjects:
        verb, kind = verb_without_subject(tokens, quote), "P"
    if verb is None:
        return Cue(method="near", words=None)
    method = METHODS.get(kind, "nominal")
    if inverted and method == "explicit":
        method = "inverted"
    return Cue(method=method, words=tokens.words[verb])


def _according(tokens: Tokens, mention: int) -> str | None:
    """The attributing words before the mention ("according to", "laut") or right behind it ("zufolge")."""
    codes = tokens.codes
    at = mention
    if codes[at - 2 : at] == "J,":
        # According to the mayor, Ana Vale, …
        at -= 2
    while at > 0 and mention - at < 7 and codes[at - 1] in "dwpsJON":
        at -= 1
    if codes[at - 1 : at] == "A":
        return tokens.words[at - 1]
    return tokens.words[mention + 1] if codes[mention + 1] == "A" and codes[mention + 2] not in "dNJOwp" else None


def _verb(tokens: Tokens, mention: int, quote: int) -> tuple[int | None, bool]:
    """The token of the reporting verb, and whether it stands before its subject.

    Behind a quotation the verb before the mention is nearer, before it the one behind.
    """
    codes = tokens.codes
    if tokens.rules.verb_before_subject and is_inverted(codes, quote, mention):
        return codes.index("V", quote), True
    start = mention
    while start > 0 and mention - start < 5 and codes[start - 1] in "dwJOs":
        start -= 1
    inverted = start - 1 if codes[start - 1 : start] == "V" else None
    if mention > quote and inverted is not None:
        return inverted, True
    ahead = VERB_AHEAD.match(codes, mention + 1)
    if ahead:
        return ahead.end() - 1, False
    end = quote if mention < quote else mention + 12
    between = codes.rfind("V", mention, end) if mention < quote else codes.find("V", mention, end)
    if between >= 0 and not {"n", "."} & set(codes[mention:between]):
        return between, False
    return inverted, inverted is not None
