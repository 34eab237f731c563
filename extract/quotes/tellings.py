"""Who reports something in a sentence, and which of its words tell what: the verbs one by one, and "according to"."""

import re
from dataclasses import dataclass

from extract.quotes.contents import (
    circumstances_end,
    clause_behind,
    clause_end,
    holds_verb,
    is_sentence,
    is_verb,
    reporting,
)
from extract.quotes.subjects import Subject, subject_before, subject_behind, subject_of_sentence
from extract.quotes.tokens import Tokens

_CUE = re.compile("[VA]")
# EASTMOOR (Harbour Wire) –
_DATELINE = re.compile(r"N(?:,[Nw]{1,2})?(?:-N-)?-")
# It was, it has been
_IMPERSONAL = re.compile(r"Pb{1,2}$")


@dataclass(slots=True, kw_only=True)
class Telling:
    """Who speaks, and the cue; with what is said, if that is a statement."""

    mention: int
    #: The reporting words, from the first to behind the last.
    cue: tuple[int, int]
    #: Where the words of the telling begin: what was said before ends here.
    left: int
    #: Where what is said begins, if it stands behind.
    begins: int | None = None
    #: What is said, if it stands before.
    before: tuple[int, int] | None = None
    inverted: bool = False
    via: int | None = None


def find_tellings(tokens: Tokens, first: int, stop: int) -> list[Telling]:
    """Return who reports something in the sentence from token ``first`` to before ``stop``, in reading order."""
    return _Sentence(tokens, first, stop).tellings()


class _Sentence:
    """The tokens of a sentence, and the tellings among them."""

    def __init__(self, tokens: Tokens, first: int, stop: int) -> None:
        self.tokens = tokens
        self.codes = tokens.codes
        self.words = reporting(tokens)
        self.first = first
        self.stop = stop
        self.found: list[Telling] = []

    def tellings(self) -> list[Telling]:
        for match in _CUE.finditer(self.codes, self.first, self.stop):
            said = self._according(match.start()) if match.group() == "A" else self._verb(match.start())
            if said:
                self.found.append(said)
        return self.found

    def _verb(self, at: int) -> Telling | None:
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

    def _passive(self, at: int) -> Telling | None:
        """It was announced by the ministry that the mill would close."""
        if not _IMPERSONAL.search(self.codes[max(self.first, at - 5) : at]):
            return None
        subject = subject_behind(self.tokens, at + 2, self.stop, None)
        begins = subject and clause_behind(self.tokens, self.tokens.lower(at), subject.end, self.stop)
        if not subject or not begins or self.codes[begins - 1] != "t":
            return None
        return Telling(mention=subject.mention, cue=(at, at + 1), left=at, begins=begins)

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

    def _carried(self, word: str, group: int, cue: tuple[int, int]) -> Telling | None:
        """The subject of the telling before, or of the sentence, says more: "…, adding that", "and warned that"."""
        if word in self.words.infinitives:
            return None
        mention = self.found[-1].mention if self.found else self._of_sentence(group)
        begins = clause_behind(self.tokens, word, cue[1], self.stop)
        if mention is None or begins is None or self.codes[group - 1] not in ",aQ-":
            return None
        # Its words begin at "and" or the comma, or right behind a quotation.
        left = group if self.codes[group - 1] == "Q" else group - 1
        return Telling(mention=mention, cue=cue, left=left, begins=begins)

    def _of_sentence(self, group: int) -> int | None:
        """The subject of the sentence, None where it did not do what "and" goes on with: "did not come out and say"."""
        before = (self.tokens.lower(at) for at in range(self.first, group))
        if self.codes[group - 1] == "a" and not self.words.blocking.isdisjoint(before):
            return None
        return subject_of_sentence(self.tokens, self._start(group), group)

    def _inverted(self, word: str, cue: tuple[int, int]) -> Telling | None:
        """The mill is closed, said Vale."""
        comma = cue[0] - 1
        is_behind = comma >= self.first and self.codes[comma] in ",Q"
        subject = subject_behind(self.tokens, cue[1], self.stop, word) if is_behind else None
        if subject is None or circumstances_end(self.tokens, subject.end, self.stop) is None:
            return None
        said = Telling(mention=subject.mention, cue=cue, left=cue[0], inverted=True)
        if self.codes[comma] == "Q":
            return said
        first = self._start(comma)
        said.before = (first, comma)
        quotes = "Q" in self.codes[cue[1] : self.stop] or self._has_content()
        return said if not quotes and is_sentence(self.tokens, first, comma) else None

    def _straight(self, word: str, group: int, cue: tuple[int, int]) -> Telling | None:
        """Vale said the mill is closed; the mill is closed, Vale said."""
        subject = subject_before(self.tokens, self.first, group, word)
        if subject is None or (self.codes[subject.first - 1] in "tV" and not self._governs(subject.first)):
            return None
        # “…,” she said the next day
        is_quote = self.codes[subject.first - 1] == "Q"
        begins = None if is_quote else clause_behind(self.tokens, word, cue[1], self.stop)
        before = None if begins or self.found else self._interposed(subject, word, cue[1])
        return Telling(mention=subject.mention, cue=cue, left=subject.first, begins=begins, before=before)

    def _interposed(self, subject: Subject, word: str, behind: int) -> tuple[int, int] | None:
        """What is said before, or on both sides of, ", Vale said"."""
        comma = subject.first - 1
        if comma <= self.first or self.codes[comma] != ",":
            return None
        tail = circumstances_end(self.tokens, behind, self.stop, addressed=word in self.words.addressing)
        return None if tail is None else self._around(comma, tail)

    def _around(self, comma: int, tail: int) -> tuple[int, int] | None:
        """What is said around a telling from the comma to the token ``tail``."""
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
        """Whether a telling before has its content begin at the token."""
        return any(said.begins == first for said in self.found)

    def _according(self, at: int) -> Telling | None:
        """What "according to" attributes; behind a statement it tells through whom that came."""
        subject = subject_behind(self.tokens, at + 1, self.stop, "")
        if subject is None:
            return None
        comma = self.codes.find(",", subject.end, self.stop)
        tail = self.stop if comma < 0 else comma
        if "-" in self.codes[subject.end : tail]:
            return None
        said = Telling(mention=subject.mention, cue=(at, at + 1), left=at)
        if at > self.first and self.codes[at - 1] == ",":
            if self.found and self.found[-1].begins is not None:
                self.found[-1].via = subject.mention
                return None
            said.before = self._around(at - 1, tail)
        elif at - self.first < 2 and comma > 0 and holds_verb(self.tokens, comma + 1, self.stop):
            said.begins = comma + 1
        return said
