"""Indirect speech, sentence by sentence: who says what in the article's own words.

A sentence is read by its reporting verbs: the subject of each, and the clause that it governs, behind it ("Vale said
that …") or before it ("…, said Vale"). What is doubtful is left out: negated and possible speech, questions, orders,
and a sentence around a quotation, which is a quote already.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Paragraph
from extract.quotes.contents import (
    circumstances_end,
    clause_behind,
    clause_end,
    holds_verb,
    is_sentence,
    is_verb,
    reporting,
)
from extract.quotes.cues import METHODS, Cue
from extract.quotes.subjects import Subject, subject_before, subject_behind, subject_of_sentence
from extract.quotes.tokens import Tokens

# What has more tokens without a stop is a list or a table: the longest sentence of 840 news articles has 143.
_LONGEST_SENTENCE = 300
_CUE = re.compile("[VA]")
# A sentence with a cue in it.
_SENTENCE = re.compile(r"[^.n;VA]*[VA][^.n;]*")
# “The mill is closed,”
_BEFORE_COMMA = re.compile(r",\W{1,2}$")
# EASTMOOR (Harbour Wire) –
_DATELINE = re.compile(r"N(?:,[Nw]{1,2})?(?:-N-)?-")
# It was, it has been
_IMPERSONAL = re.compile(r"Pb{1,2}$")


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


@dataclass(slots=True, kw_only=True)
class _Attribution:
    """Who speaks, and the cue; with what is said, if that is a statement."""

    mention: int
    #: The reporting words, from the first to behind the last.
    cue: tuple[int, int]
    #: Where the words of the attribution begin: what was said before ends here.
    left: int
    #: Where what is said begins, if it stands behind.
    begins: int | None = None
    #: What is said, if it stands before.
    before: tuple[int, int] | None = None
    inverted: bool = False
    via: int | None = None


def find_reported(tokens: Tokens, paragraph: int, first: int, end: int) -> Iterator[Reported]:
    """Yield the statements in the tokens of one paragraph, from ``first`` to before ``end``, in reading order."""
    for found in _SENTENCE.finditer(tokens.codes, first, end):
        is_question = tokens.words[found.end()].startswith("?")
        if not is_question and found.end() - found.start() <= _LONGEST_SENTENCE:
            for start, stop in _unquoted(tokens, tokens.paragraphs[paragraph], found.start(), found.end()):
                yield from _Sentence(tokens, start, stop).reported(paragraph)


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


class _Sentence:
    """The tokens from ``first`` to before the stop, and the attributions among them."""

    def __init__(self, tokens: Tokens, first: int, stop: int) -> None:
        self.tokens = tokens
        self.codes = tokens.codes
        self.words = reporting(tokens)
        self.first = first
        self.stop = stop
        self.found: list[_Attribution] = []

    def reported(self, paragraph: int) -> Iterator[Reported]:
        """The statements of the sentence, which stands in this paragraph."""
        for match in _CUE.finditer(self.codes, self.first, self.stop):
            said = self._according(match.start()) if match.group() == "A" else self._verb(match.start())
            if said:
                self.found.append(said)
        self._nest()
        for number, said in enumerate(self.found):
            content = self._content(number, said)
            if content and "Q" not in self.codes[content[0] : content[1] + 1]:
                cue = Cue(method=self._method(said), words=" ".join(self.tokens.words[slice(*said.cue)]))
                yield Reported(
                    paragraph=paragraph,
                    content=content,
                    mention=said.mention,
                    cue=cue,
                    confidence=self.words.confidence[cue.method],
                    via=said.via,
                )

    def _content(self, number: int, said: _Attribution) -> tuple[int, int] | None:
        """What is said: before the attribution, or from behind it to the next one."""
        if said.begins is None:
            return said.before
        lefts = [other.left for other in self.found[number + 1 :] if other.begins and other.left > said.begins]
        stop = min(lefts, default=self.stop)
        if self.codes[said.mention] == "R":  # Vale, who said the mill was closed, left
            stop = max(self.codes.find(",", said.begins, stop), 0) or stop
        end = clause_end(self.tokens, said.begins, stop)
        return (said.begins, end) if end else None

    def _method(self, said: _Attribution) -> str:
        if self.codes[said.cue[0]] == "A":
            return "according_to"
        method = METHODS.get(self.codes[said.mention], "nominal")
        return "inverted" if said.inverted and method == "explicit" else method

    def _verb(self, at: int) -> _Attribution | None:
        """Whose verb it is, and what it reports."""
        words, word, behind = self.words, self.tokens.lower(at), self.tokens.lower(at + 1)
        goes_on, cue = word in words.participles, (at, at + 1)
        if not goes_on and word not in words.verbs:
            cue = (at, at + 2)
            if f"{word}_{behind}" not in words.phrasal:
                return None
        elif behind in words.by:
            return self._passive(at)
        is_progressive = goes_on and self.codes[at - 1] == "b"
        group = self._group(at - is_progressive)
        if group is None:
            return None
        if (goes_on and not is_progressive) or self.codes[group - 1] == "a":
            return self._carried(word, group, cue)
        return self._inverted(word, cue) or self._straight(word, group, cue)

    def _passive(self, at: int) -> _Attribution | None:
        """It was announced by the ministry that the mill would close."""
        if not _IMPERSONAL.search(self.codes[max(self.first, at - 5) : at]):
            return None
        subject = subject_behind(self.tokens, at + 2, self.stop, None)
        begins = subject and clause_behind(self.tokens, self.tokens.lower(at), subject.end, self.stop)
        if not subject or not begins or self.codes[begins - 1] != "t":
            return None
        return _Attribution(mention=subject.mention, cue=(at, at + 1), left=at, begins=begins)

    def _group(self, at: int) -> int | None:
        """Where the verb's auxiliaries and adverbs begin, None where they deny or only suppose that it was said."""
        verb = at
        while at > self.first and (self.codes[at - 1] == "b" or self.tokens.lower(at - 1) in self.words.adverbs):
            at -= 1
            if self._blocks(at):
                return None
        if at < verb and self.codes[at - 1] == "p" and self.tokens.lower(at - 1) in self.words.circumstances:
            at -= 1  # Vale on Tuesday said
        return None if self._blocks(at - 1) else at

    def _blocks(self, at: int) -> bool:
        word = self.tokens.lower(at)
        return word in self.words.blocking or word in self.words.passive

    def _carried(self, word: str, group: int, cue: tuple[int, int]) -> _Attribution | None:
        """The subject of the attribution before, or of the sentence, says more: "…, adding that", "and warned that"."""
        if word in self.words.infinitives:
            return None
        mention = self.found[-1].mention if self.found else self._of_sentence(group)
        begins = clause_behind(self.tokens, word, cue[1], self.stop)
        if mention is None or begins is None or self.codes[group - 1] not in ",aQ-":
            return None
        # Its words begin at "and" or the comma, or right behind a quotation.
        left = group if self.codes[group - 1] == "Q" else group - 1
        return _Attribution(mention=mention, cue=cue, left=left, begins=begins)

    def _of_sentence(self, group: int) -> int | None:
        """The subject of the sentence, None where it did not do what "and" goes on with: "did not come out and say"."""
        before = (self.tokens.lower(at) for at in range(self.first, group))
        if self.codes[group - 1] == "a" and not self.words.blocking.isdisjoint(before):
            return None
        return subject_of_sentence(self.tokens, self.first, group)

    def _inverted(self, word: str, cue: tuple[int, int]) -> _Attribution | None:
        """The mill is closed, said Vale."""
        comma = cue[0] - 1
        is_behind = comma >= self.first and self.codes[comma] in ",Q"
        subject = subject_behind(self.tokens, cue[1], self.stop, word) if is_behind else None
        if subject is None or circumstances_end(self.tokens, subject.end, self.stop) is None:
            return None
        said = _Attribution(mention=subject.mention, cue=cue, left=cue[0], inverted=True)
        if self.codes[comma] == "Q":
            return said
        first = self._start(comma)
        said.before = (first, comma)
        quotes = "Q" in self.codes[cue[1] : self.stop] or self._has_content()
        return said if not quotes and is_sentence(self.tokens, first, comma) else None

    def _straight(self, word: str, group: int, cue: tuple[int, int]) -> _Attribution | None:
        """Vale said the mill is closed; the mill is closed, Vale said."""
        subject = subject_before(self.tokens, self.first, group, word)
        if subject is None or (self.codes[subject.first - 1] in "tV" and not self._governs(subject.first)):
            return None
        # “…,” she said the next day
        is_quote = self.codes[subject.first - 1] == "Q"
        begins = None if is_quote else clause_behind(self.tokens, word, cue[1], self.stop)
        before = None if begins or self.found else self._interposed(subject, word, cue[1])
        return _Attribution(mention=subject.mention, cue=cue, left=subject.first, begins=begins, before=before)

    def _interposed(self, subject: Subject, word: str, behind: int) -> tuple[int, int] | None:
        """What is said before, or on both sides of, ", Vale said"."""
        comma = subject.first - 1
        if comma <= self.first or self.codes[comma] != ",":
            return None
        tail = circumstances_end(self.tokens, behind, self.stop, addressed=word in self.words.addressing)
        return None if tail is None else self._around(comma, tail)

    def _around(self, comma: int, tail: int) -> tuple[int, int] | None:
        """What is said around an attribution from the comma to the token ``tail``."""
        if "Q" in self.codes[tail : self.stop] or self._has_content():
            return None
        first = self._start(comma)
        stands_alone = is_sentence(self.tokens, first, comma)
        goes_on = self.codes[tail] == "," and tail < self.stop
        if goes_on and (self.codes[first] == "p" or is_verb(self.tokens, tail + 1) or not stands_alone):
            end = clause_end(self.tokens, tail + 1, self.stop)
            if end and holds_verb(self.tokens, tail + 1, end):
                return first, end
        return (first, comma) if stands_alone else None

    def _start(self, end: int) -> int:
        """Where the sentence begins: behind a dateline or a colon, without dash or bracket."""
        first = max(self.first, self.codes.rfind(":", self.first, end) + 1)
        if self.tokens.words[first].isupper() and (dateline := _DATELINE.match(self.codes, first, end)):
            first = dateline.end()
        while self.codes[first] in ",-":
            first += 1
        return first

    def _has_content(self) -> bool:
        return any(said.begins or said.before for said in self.found)

    def _governs(self, first: int) -> bool:
        """Whether an attribution before has its content begin at the token."""
        return any(said.begins == first for said in self.found)

    def _according(self, at: int) -> _Attribution | None:
        """What "according to" attributes; behind a statement it tells through whom that came."""
        subject = subject_behind(self.tokens, at + 1, self.stop, "")
        if subject is None:
            return None
        comma = self.codes.find(",", subject.end, self.stop)
        tail = self.stop if comma < 0 else comma
        if "-" in self.codes[subject.end : tail]:
            return None
        said = _Attribution(mention=subject.mention, cue=(at, at + 1), left=at)
        if at > self.first and self.codes[at - 1] == ",":
            if self.found and self.found[-1].begins is not None:
                self.found[-1].via = subject.mention
                return None
            said.before = self._around(at - 1, tail)
        elif at - self.first < 2 and comma > 0 and holds_verb(self.tokens, comma + 1, self.stop):
            said.begins = comma + 1
        return said

    def _nest(self) -> None:
        """Let the innermost voice speak: "Officials said Bell told them …" is Bell's, through the officials."""
        kept: list[_Attribution] = []
        for said in self.found:
            outer = kept[-1] if kept and kept[-1].begins is not None and said.begins is not None else None
            if outer and outer.begins == said.left and self.codes[said.mention] in "NJOwd":
                kept.pop()
                said.via, said.left = outer.mention, outer.left
            elif outer and (outer.begins == said.left or self.codes[said.mention] == "R"):
                continue
            kept.append(said)
        self.found = kept
