"""Indirect speech, sentence by sentence: who says what in the article's own words.

A sentence is read by its reporting verbs: the subject of each, and the clause that it governs, behind it ("Vale said
that …") or before it ("…, said Vale"). What is doubtful is left out: negated and possible speech, questions, orders,
and a sentence around a quotation, which is a quote already.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.model import Paragraph
from extract.quotes.contents import clause_end, reporting
from extract.quotes.cues import METHODS, Cue
from extract.quotes.tellings import Telling, find_tellings
from extract.quotes.tokens import Tokens

# What has more tokens without a stop is a list or a table: the longest sentence of 840 news articles has 143.
_LONGEST_SENTENCE = 300
# One expression of a sentence with a cue in it takes the time of all its words squared where there is none.
_SENTENCE = re.compile(r"[^.n;]+")
_CUES = frozenset("VA")
# “The mill is closed,”
_BEFORE_COMMA = re.compile(r",\W{1,2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One statement, by its tokens."""

    #: Index of its paragraph, from 0.
    paragraph: int
    #: The content, from the first to behind the last.
    content: tuple[int, int]
    mention: int
    cue: Cue
    #: Share of such statements expected to be right in speaker and words.
    confidence: float
    #: Through whom the words came.
    via: int | None = None


def find_reported(tokens: Tokens, paragraph: int, first: int, end: int) -> Iterator[Reported]:
    """Yield the statements in the tokens of one paragraph, from ``first`` to before ``end``, in reading order."""
    for found in _SENTENCE.finditer(tokens.codes, first, end):
        if _CUES.isdisjoint(found.group()):
            continue
        is_question = tokens.words[found.end()].startswith("?")
        if not is_question and found.end() - found.start() <= _LONGEST_SENTENCE:
            for start, stop in _unquoted(tokens, tokens.paragraphs[paragraph], found.start(), found.end()):
                yield from _of_sentence(tokens, paragraph, start, stop)


def _unquoted(tokens: Tokens, paragraph: Paragraph, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the tokens between two stops in parts: a quotation may hold the end of a sentence."""
    at = tokens.codes.find("Q", first, end - 1)
    while at >= 0:
        printed = paragraph.text[tokens.starts[at] - paragraph.start : tokens.ends[at] - paragraph.start]
        goes_on = tokens.closing.get(at) == "," or _BEFORE_COMMA.search(printed)
        if tokens.words[at + 1][:1].isupper() and not goes_on:
            yield first, at + 1
            first = at + 1
        at = tokens.codes.find("Q", at + 1, end - 1)
    yield first, end


def _of_sentence(tokens: Tokens, paragraph: int, first: int, stop: int) -> Iterator[Reported]:
    """The statements of one sentence."""
    tellings = _innermost(tokens, find_tellings(tokens, first, stop))
    for number, said in enumerate(tellings):
        content = _content(tokens, said, tellings[number + 1 :], stop)
        if content and "Q" not in tokens.codes[content[0] : content[1] + 1]:
            cue = Cue(method=_method(tokens, said), words=" ".join(tokens.words[slice(*said.cue)]))
            yield Reported(
                paragraph=paragraph,
                content=content,
                mention=said.mention,
                cue=cue,
                confidence=reporting(tokens).confidence[cue.method],
                via=said.via,
            )


def _innermost(tokens: Tokens, tellings: Sequence[Telling]) -> list[Telling]:
    """Let the innermost voice speak: "Officials said Bell told them …" is Bell's, through the officials."""
    kept: list[Telling] = []
    for said in tellings:
        outer = kept[-1] if kept and kept[-1].begins is not None and said.begins is not None else None
        if outer and outer.begins == said.left and tokens.codes[said.mention] in "NJOwd":
            kept.pop()
            said.via, said.left = outer.mention, outer.left
        elif outer and (outer.begins == said.left or tokens.codes[said.mention] == "R"):
            continue
        kept.append(said)
    return kept


def _content(tokens: Tokens, said: Telling, later: Sequence[Telling], stop: int) -> tuple[int, int] | None:
    """What is said: before the telling, or from behind it to the next one."""
    if said.begins is None:
        return said.before
    stop = min([other.left for other in later if other.begins and other.left > said.begins], default=stop)
    if tokens.codes[said.mention] == "R":  # Vale, who said the mill was closed, left
        stop = max(tokens.codes.find(",", said.begins, stop), 0) or stop
    end = clause_end(tokens, said.begins, stop)
    return (said.begins, end) if end else None


def _method(tokens: Tokens, said: Telling) -> str:
    if tokens.codes[said.cue[0]] == "A":
        return "according_to"
    method = METHODS.get(tokens.codes[said.mention], "nominal")
    return "inverted" if said.inverted and method == "explicit" else method
