"""Reporting verbs and their subjects behind a quotation, where a language has the verb first or needs no subject."""

import re

from extract.quotes.tokens import Tokens

# Behind the quotation a subject may follow an adverb ("dijo ayer el alcalde"), an object only a preposition ("dijo a
# este diario"); in front of it the verb begins the sentence or clause: "Añadió que el puente «está cerrado»".
_BEHIND = re.compile(r"b{0,3}V(?![bw]{0,3}[dNPJO])")
_IN_FRONT = re.compile(r"(?:^|[.nQ,])a?b{0,3}(V)(?:[bw]{0,3}[:,]?|t[^.:nVQ]{0,16})$")
_REACH = 24
# Between a quotation and the subject of its verb: the verb, and what is neither subject nor a clause of its own.
_VERB_FIRST = re.compile(r"[bw]{0,3}V[bwdpJ]{0,8}")


def verb_without_subject(tokens: Tokens, quote: int) -> int | None:
    """Return the token of the reporting verb beside the quotation at token ``quote`` whose subject is not printed.

    None where the language has none such.
    """
    codes = tokens.codes
    if not tokens.rules.drops_subjects:
        return None
    behind = _BEHIND.match(codes, quote + 1)
    if behind and tokens.words[quote + 1].islower():
        return behind.end() - 1
    start = max(0, quote - _REACH)
    front = _IN_FRONT.search(codes[start:quote])
    return start + front.start(1) if front else None


def is_inverted(codes: str, quote: int, mention: int) -> bool:
    """Whether the mention follows the reporting verb that follows the quotation at token ``quote``.

    >>> is_inverted("QVpdwdJN.n", 0, 7)
    True
    """
    return mention > quote and _VERB_FIRST.fullmatch(codes, quote + 1, mention) is not None
