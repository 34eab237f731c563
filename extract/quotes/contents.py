"""Clauses around a reporting verb: where what is said begins, and where it ends."""

import re

from extract.quotes.reporting import Reporting
from extract.quotes.tokens import Tokens

# Between verb and "that": adverbs, "this week", "on Tuesday", "in a letter to the council".
_TO_THAT = re.compile(r"(?:,?w{0,3},?|dw|d?w{0,3}(?:pd?[wsNJO]{1,5}){1,3}w{0,2}),?t")
# "told the council on Tuesday that"
_ADDRESSED_TO_THAT = re.compile(r"[wdpsNJO]{1,12}t")
# "told her the mill": somebody spoken to, in as few words as there can be, before a clause.
_ADDRESSED = re.compile(r"(?:d[wsJO]{0,3}?[NJOw]|w?[NJOw]|d(?=[Pd]))(?:p[wN]{1,2})?(?=[Pd])")
# "said on Monday the mill"
_DATED = re.compile(r"(?:w{1,2}|dw|pw{1,2}|pdw?[wO])(?=[Pd])")
# ", and the mayor has", ", and those men left"
_SUBJECT = re.compile(r"(?:P|d?[wsNJO]{1,5})[bwV]?")
_SUBJECT_AND_AUXILIARY = re.compile(r"P|d?[wsNJO]{1,5}b")
# Behind the verb, where what is said stands before: "told the council on Tuesday".
_CIRCUMSTANCES = re.compile(r"[wdpsNJO]{0,14}")
# Fewer words are no clause: "said little more".
_LEAST_WORDS = 3


def clause_behind(tokens: Tokens, verb: str, at: int, stop: int) -> int | None:
    """Return the first token of the clause that the verb governs; ``at`` is the token behind it, ``stop`` the stop."""
    words, codes = reporting(tokens), tokens.codes
    addresses = verb in words.addressing
    patterns = (_ADDRESSED_TO_THAT, _TO_THAT) if addresses else (_TO_THAT,)
    to_that = next(filter(None, (pattern.match(codes, at, stop) for pattern in patterns)), None)
    if to_that and _is_that(tokens, at, to_that.end() - 1, addressed=addresses):
        return to_that.end()
    if verb not in words.bare and verb not in words.participles:
        return None
    skipped = (_ADDRESSED if addresses else _DATED).match(codes, at, stop)
    if addresses and not skipped:
        return None
    if skipped and (addresses or codes[at] == "p" or tokens.lower(at) in words.adverbs):
        at = skipped.end()
    if verb not in words.loose and not _SUBJECT_AND_AUXILIARY.match(codes, at, stop):
        return None
    return at if _is_clause(tokens, at, stop) else None


def _is_that(tokens: Tokens, at: int, that: int, *, addressed: bool) -> bool:
    """Whether a clause with a subject follows the token, and no noun before it takes the clause for itself."""
    words, codes, lower = reporting(tokens), tokens.codes, tokens.lower
    if lower(that) not in words.that or codes[that + 1] in "bs,.n:;" or lower(that + 1) in words.dayparts:
        return False
    if lower(that - 1) in words.contents or not _may_begin(codes, that + 1):
        return False
    for between in range(at, that):
        if codes[between] == "p":
            return addressed or lower(between) in words.circumstances
        if not addressed and codes[between] != "," and lower(between) not in words.adverbs:
            return False
    return True


def _is_clause(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the tokens begin as a clause does, and hold a finite verb."""
    words, code, word = reporting(tokens), tokens.codes[first], tokens.lower(first)
    if end - first < _LEAST_WORDS or word in words.empty:
        return False
    if (code not in "PdNJOVw" and word not in words.about) or not _may_begin(tokens.codes, first):
        return False
    return code == "P" or holds_verb(tokens, first, end)


def _may_begin(codes: str, at: int) -> bool:
    """Whether the token is no verb, but a noun that looks like one: "comments from the council were"."""
    return codes[at] != "V" or codes[at + 1] == "p"


def clause_end(tokens: Tokens, first: int, end: int) -> int | None:
    """Return where the clause that begins at ``first`` ends, at the latest at ``end``; None where it is none.

    It ends where the article speaks for itself again (", but others disagree"), or begins to quote.
    """
    codes = tokens.codes
    for at in range(first + 1, end):
        if codes[at : at + 2] == ":Q" or (codes[at - 1] == "," and (codes[at] == "A" or _changes(tokens, at))):
            end = at
            break
    while end > first and (codes[end - 1] in ",a-:t" or tokens.lower(end - 1) in reporting(tokens).ending):
        end -= 1
    if end - first <= _LEAST_WORDS and "," in codes[first:end]:
        return None  # "confirmed that observation, reporting"
    return end if end - first > 1 else None


def _changes(tokens: Tokens, at: int) -> bool:
    """Whether the article itself goes on at the token, behind a comma."""
    words = reporting(tokens)
    if tokens.lower(at) in words.ending:
        return tokens.codes[at + 1] in "PdNJOw" and tokens.lower(at + 1) not in words.joining
    found = _SUBJECT.match(tokens.codes, at + 1) if tokens.codes[at] == "a" else None
    return found is not None and holds_verb(tokens, at + 1, found.end())


def circumstances_end(tokens: Tokens, at: int, stop: int, *, addressed: bool = False) -> int | None:
    """Return where time, place and whoever was spoken to end, from ``at`` on; None where there is more to come."""
    words, first = reporting(tokens), tokens.lower(at)
    found = _CIRCUMSTANCES.match(tokens.codes, at, stop)
    end = found.end() if found else at
    if (end < stop and tokens.codes[end] not in ",R") or holds_verb(tokens, at, end):
        return None
    return end if end == at or addressed or first in words.circumstances or first in words.adverbs else None


def is_sentence(tokens: Tokens, first: int, end: int) -> bool:
    """Whether the tokens are a whole sentence, as far as codes tell."""
    if end - first < _LEAST_WORDS or not holds_verb(tokens, first, end):
        return False
    # A verb within the first words of "After she left the mill" is that of a clause before the sentence.
    return tokens.codes[first] != "p" or "," in tokens.codes[first:end] or holds_verb(tokens, first + 4, end)


def holds_verb(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a finite verb is among the tokens, as far as words tell."""
    return any(is_verb(tokens, at) for at in range(first, end))


def is_verb(tokens: Tokens, at: int) -> bool:
    """Whether the token is a finite verb: an auxiliary, a form in -ed, one of the words for it."""
    code, word, words = tokens.codes[at], tokens.lower(at), reporting(tokens)
    if code in "bV":
        return not word.endswith(words.unfinished) and word not in words.infinite
    if code == "w" and (tokens.codes[at - 1] == "P" or word.endswith(words.contracted)):
        return True  # she walks, they’ll
    return code == "w" and (word in words.finite or word.endswith(words.past)) and tokens.codes[at - 1] not in "dp"


def reporting(tokens: Tokens) -> Reporting:
    """Return the words of the language of the tokens, which must have them."""
    words = tokens.rules.reporting
    assert words is not None
    return words
