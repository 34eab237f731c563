"""What a quoted run is: speech or a term, and speech as a whole utterance or as a fragment."""

import re
from collections.abc import Iterator

from extract.model import QuoteKind
from extract.quotes.rules import Rules
from extract.quotes.spans import QuotedRun
from extract.quotes.tokens import Tokens
from extract.quotes.weights import Weights, total

_WORD = re.compile(r"[^\W_]+(?:['’-]\w+)*")
# Words from which on a run is too long for a name.
_SHORT = 6
# Spaces from which on a fragment is rather said than a term, also in a sentence that tells of no speech.
_FEW = 3
# Before the name of an outlet: „…“, schreibt die „Hafenpost“; laut der „Hafenpost“.
_SPEAKING = ("A", "Ad", "QV", "QVd")
_SENTENCE_END = ".?!…"
# Codes before a fragment that the sentence carries into: “… of ‘x’”, "a “x”", "to “x”".
_WITHIN_SENTENCE = frozenset("wdpbtaJONPsVcR")


def speech_score(tokens: Tokens, quoted: QuotedRun, weights: Weights) -> float:
    """More than 0 where somebody says the run; scare quotes, titles, nicknames and terms are said by nobody."""
    return total(speech_features(tokens, quoted), weights)


def speech_features(tokens: Tokens, quoted: QuotedRun) -> list[str]:
    """What tells speech from terms: length, capitals, end, the words around and within."""
    words = _WORD.findall(quoted.text)
    last = tokens.closing.get(quoted.token, quoted.text[-1])
    end = "," if last == "," else "." if last in _SENTENCE_END else "-"
    case = _case(words, quoted.text, tokens.rules)
    # Flags with a plus, as in `ranking.py`.
    return [
        "bias",
        f"mark {+quoted.run.single}{+quoted.run.closed}",
        *_words_within(words, case, end, tokens.rules),
        *_words_beside(tokens, quoted.token, end, len(words)),
        *_frame(tokens, quoted.token, case, len(words)),
        *_signs(tokens, quoted, end, words),
    ]


def _words_within(words: list[str], case: str, end: str, rules: Rules) -> Iterator[str]:
    count = len(words)
    yield f"end {end} {min(count, 4)}"
    yield f"case {case} {min(count, 5)}"
    if not rules.spoken.isdisjoint(map(str.lower, words)):
        yield f"spoken {min(count, 5)}"


def _words_beside(tokens: Tokens, at: int, end: str, count: int) -> Iterator[str]:
    codes = tokens.codes
    start, stop = _sentence(codes, at)
    behind = codes[at + 1 : min(at + 2, stop) + 1]
    before = codes[at - 1] if at else "n"
    lead = codes[start:at]
    verb = lead.rfind("V")
    yield f"before {before}"
    yield f"before {codes[max(0, at - 2) : at]}"
    yield f"after {behind[0]} {end}"
    yield f"after {behind}"
    yield f"verb {+(verb >= 0)}{+('V' in codes[at + 1 : min(at + 5, stop)])} {min(count, 3)}"
    yield f"subject {+('P' in lead)}{+('N' in lead)}{+(verb >= 0)}"
    yield f"path {lead[verb:][:5] if verb >= 0 else '-'}"
    yield f"quotes {min(codes.count('Q', start, stop), 4)}"
    if before == "V":
        yield f"verb before {min(count, 4)}"
    if not {"V", "A"}.isdisjoint(codes[start:stop]):
        yield "sentence verb"


def _frame(tokens: Tokens, at: int, case: str, count: int) -> Iterator[str]:
    """What stands on both sides: a term before a noun ("a “dry” season"), a title between commas."""
    before, after = tokens.codes[at - 1] if at else "n", tokens.codes[at + 1]
    yield f"framed {before}{after} {min(count, 4)}"
    yield f"title {case} {before}"
    yield f"title {case} {after} {tokens.closing.get(at, '')}"


def _signs(tokens: Tokens, quoted: QuotedRun, end: str, words: list[str]) -> Iterator[str]:
    """Signs of a name or a title, by the words of the language; and of indirect speech around a fragment."""
    rules, at, upper = tokens.rules, quoted.token, quoted.text[0].isupper()
    start, stop = _sentence(tokens.codes, at)
    previous = tokens.lower(at - 1)
    before = tokens.codes[at - 1] if at else "n"
    if rules.indirect and not rules.indirect.isdisjoint(map(str.lower, tokens.words[start:stop])):
        yield f"indirect {+(quoted.text[0].islower())}"
    if previous in rules.judging and "V" in tokens.codes[start:stop]:
        yield "judging"
    if previous in rules.naming or (rules.names.nouns_capitalised and tokens.lower(at + 1) in rules.naming):
        yield "naming"
    if not rules.works.isdisjoint((tokens.lower(at - 2), previous, tokens.lower(at + 1))) or (
        tokens.codes[at + 1] == "d" and tokens.lower(at + 2) in rules.works
    ):
        yield "work"
    if rules.names.nouns_capitalised:
        yield from _signs_among_nouns(tokens, quoted, before, len(words))
    longest = _SHORT if rules.names.nouns_capitalised else len(words) + 1
    if upper and before in "dpA" and 1 < len(words) < longest and end != ".":
        yield f"entitled {+(rules.spoken.isdisjoint(word.lower() for word in words))}"


def _signs_among_nouns(tokens: Tokens, quoted: QuotedRun, before: str, count: int) -> Iterator[str]:
    """Signs where a capital tells no name: the noun or colon right before, and those of names."""
    at = quoted.token
    # "mit den Worten „…“", "von „…“ die Rede".
    behind = tokens.lower(at + 2) if tokens.codes[at + 1] in "dw" else ""
    announced = not tokens.rules.announcing.isdisjoint((tokens.lower(at - 1), behind))
    if announced:
        yield "announced"
    if _closes_with_verb(tokens, at):
        yield "closed by verb"
    if before == ":" and count >= _SHORT - 1:
        yield "behind colon"
    if quoted.text[0].isupper() and not announced and before in "wNOJ" and tokens.words[at - 1][0].isupper():
        yield "apposed"
    if count < _SHORT:
        yield from _signs_of_names(tokens, quoted)


def _closes_with_verb(tokens: Tokens, at: int) -> bool:
    """Whether a verb ends the clause right behind the run: als „…“ bezeichnete, „…“ genannt hat, but not … wird."""
    if tokens.codes[at + 1] != "V" or tokens.lower(at + 1) in tokens.rules.naming:
        return False
    return tokens.codes[at + 2] in ".,na" or tokens.lower(at + 2).startswith(("hat", "hätt", "habe"))


def _signs_of_names(tokens: Tokens, quoted: QuotedRun) -> Iterator[str]:
    """Signs that a short run is a name or a term, by what stands around it and where else it stands."""
    rules, at, text = tokens.rules, quoted.token, quoted.text
    upper = text[0].isupper()
    if upper and tokens.lower(at - 1) in rules.definite:
        yield "definite"
    if upper and tokens.codes[max(0, at - 3) : at].endswith(_SPEAKING):
        yield "speaks"
    if any(map(str.isdigit, text)):
        yield "digits"
    if tokens.codes[at + 1 : at + 4] == "-N-":
        yield "acronym"
    if sum(paragraph.text.count(text) for paragraph in tokens.paragraphs) > 1:
        yield "again"
    start, stop = _sentence(tokens.codes, at)
    words = map(str.lower, tokens.words[start:stop])
    if text.count(" ") < _FEW and {"V", "A"}.isdisjoint(tokens.codes[start:stop]) and rules.indirect.isdisjoint(words):
        yield "unsaid"


def quote_kind(tokens: Tokens, quoted: QuotedRun, *, goes_on: bool) -> QuoteKind:
    """direct: a sentence-like run of its own; mixed: a fragment that the sentence around it carries.

    ``goes_on`` tells that the run is a later part of a direct utterance: it may begin in the middle of a sentence.
    """
    at, text = quoted.token, quoted.text
    before = tokens.codes[at - 1] if at else "n"
    if not quoted.run.closed:
        return "direct"
    begins = goes_on or text[0].isupper() or not text[0].isalpha()
    whole = len(text.split()) >= 3 or text[-1] in _SENTENCE_END + ","
    if before in _WITHIN_SENTENCE and before != "V":
        return "mixed"
    if before == "V" and not text[0].isupper():
        return "mixed"
    return "direct" if begins and whole else "mixed"


def _case(words: list[str], text: str, rules: Rules) -> str:
    """How much of the run is capitalised; where all nouns are, only a run without any small word counts as a title."""
    capitals = sum([word[0].isupper() for word in words])
    if capitals == len(words):
        return "all"
    if capitals * 3 >= len(words) * 2 and not rules.names.nouns_capitalised:
        return "most"
    return "first" if text[:1].isupper() or (rules.names.nouns_capitalised and text[:1].isdigit()) else "none"


def _sentence(codes: str, at: int) -> tuple[int, int]:
    """The tokens of the sentence around the run, at most two dozen on each side."""
    first, last = max(0, at - 24), at + 24
    start = max(first, codes.rfind(".", first, at) + 1, codes.rfind("n", first, at) + 1)
    stop = codes.find(".", at, last)
    line = codes.find("n", at, stop if stop >= 0 else last)
    return start, line if line >= 0 else stop if stop >= 0 else last
