"""What words with capitals are: ordinary ones at the start of a sentence, people, bodies, names, German nouns."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from extract.model import Paragraph
from extract.quotes import grammar
from extract.quotes.lexicon import BODY, NAME, NOUN, SURNAME, code_of_rest, codes_of_words
from extract.quotes.rules import Rules

# Capitalised words, and what may be the "to" of "according to".
_UNSETTLED = re.compile(f"[{BODY}{NAME}{NOUN}{SURNAME}]|(?<=[A{NAME}])p")
_SETTLED = {NAME: "N", BODY: "O"}
_AFTER_SENTENCE = frozenset(".n:-Q")
_START = attrgetter("start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Tokens in the making, as parallel lists that are changed in place; see `tokens.py`."""

    starts: list[int]
    ends: list[int]
    words: list[str]
    codes: list[str]
    paragraphs: Sequence[Paragraph]

    def split(self, at: int, codes: str) -> None:
        """Make tokens of their own of the first words of a token, with these codes; what is left keeps its code."""
        words = self.words[at].split(" ", len(codes))
        starts = [*accumulate((len(word) + 1 for word in words[:-1]), initial=self.starts[at])]
        self.ends[at : at + 1] = [start + len(word) for start, word in zip(starts, words, strict=True)]
        self.codes[at : at + 1] = f"{codes}{self.codes[at]}"[: len(words)]
        self.starts[at : at + 1], self.words[at : at + 1] = starts, words

    def join(self, first: int, last: int) -> None:
        """Make one token of several, as printed, with the code of the first."""
        self.words[first] = self.printed(self.starts[first], self.ends[last])
        self.ends[first] = self.ends[last]
        for sequence in (self.starts, self.ends, self.words, self.codes):
            del sequence[first + 1 : last + 1]

    def printed(self, start: int, end: int) -> str:
        """The article's text between two offsets in one paragraph."""
        paragraph = self.paragraphs[bisect_right(self.paragraphs, start, key=_START) - 1]
        return paragraph.text[start - paragraph.start : end - paragraph.start]


def settle(draft: Draft, rules: Rules) -> None:
    """Give capitalised words their codes, and their tokens the extent that their surroundings tell."""
    # What an article settles, at once for all words of the text: most nouns of a German one.
    codes = "".join(draft.codes).replace(f"d{NOUN}", "dw").replace(f"d{SURNAME}", "dJ")
    draft.codes[:] = codes
    settler = _Settler(draft, rules)
    shift = 0
    for match in _UNSETTLED.finditer(codes):
        count = len(draft.codes)
        settler.settle(match.start() + shift)
        shift += len(draft.codes) - count
    settler.settle_doubtful()


class _Settler:
    """Goes through an article: the tokens before the one that it settles are settled."""

    def __init__(self, draft: Draft, rules: Rules) -> None:
        self.draft = draft
        self.words = draft.words
        self.codes = draft.codes
        self.rules = rules
        #: Names of one word that may be ordinary words with a capital.
        self.doubtful: list[int] = []

    def settle(self, at: int) -> None:
        """Settle the token at ``at``, and those that it becomes."""
        code, text = self.codes[at], self.words[at]
        before = self.codes[at - 1] if at else "n"
        if code == "p":
            if before == "A":
                self.draft.join(at - 1, at)
        elif " " not in text:
            self._name(at, code, initial=before in _AFTER_SENTENCE)
        else:
            self._words(at, text, initial=before in _AFTER_SENTENCE)

    def _words(self, at: int, text: str, *, initial: bool) -> None:
        """Settle capitalised words in a row: ordinary ones and nouns in front one by one, the rest as one token."""
        front, code = codes_of_words(text, self.rules.language, initial)
        if front:
            self.draft.split(at, front)
        if code:
            start = at + len(front)
            at = self._behind_nouns(start) if self.rules.names.nouns_capitalised else start
            if at > start:
                code = code_of_rest(self.words[at].split(" "), self.rules)
            self._name(at, code, initial=initial and not front)

    def _behind_nouns(self, at: int) -> int:
        """Split nouns from the name behind where all nouns have capitals: Ministerin | Ana Vale, Ansehen | Vales."""
        names = self.rules.names
        first, _, rest = self.words[at].partition(" ")
        last = rest.rsplit(" ", 1)[-1].lower()
        while rest and not self.rules.is_organisation(last):
            # Behind an adjective two words are a person's: "die damalige Ana Vale", but "der alte Bildhauer Piet Lenz".
            described = self._behind("d", at) or ((" " in rest or last.endswith("s")) and self._behind_adjective(at))
            role = self.rules.is_role(first.lower())
            if not role and (not described or (first.endswith(names.adjective_endings) and not last.endswith("s"))):
                break
            self.draft.split(at, "J" if role or not last.endswith("s") else "w")
            at += 1
            first, _, rest = rest.partition(" ")
        return at

    def _behind(self, code: str, at: int) -> bool:
        return at > 0 and self.codes[at - 1] == code

    def _behind_adjective(self, at: int) -> bool:
        word = self.words[at - 1]
        return self._behind("w", at) and word.endswith(self.rules.names.adjective_endings) and word.islower()

    def _name(self, at: int, code: str, *, initial: bool) -> None:
        """Settle a token by its code so far, with the tokens before it that are of the same name."""
        if code == NOUN:
            code = "w" if self._is_noun(at) else "N"
        elif code == SURNAME:
            code = "J" if self._behind("d", at) else "N"
        code = self.codes[at] = _SETTLED.get(code, code)
        if code not in "NO":
            return
        first = self._first(at)
        if first < at:
            self._join(first, at)
        elif code == "N" and (initial or self.rules.names.nouns_capitalised) and " " not in self.words[at]:
            self.doubtful.append(at)

    def _is_noun(self, at: int) -> bool:
        """Whether a single word is a noun, no name, where every noun has a capital."""
        return at > 0 and (
            self.codes[at - 1] == "d"
            or self.words[at - 1].lower() in self.rules.names.contractions
            or self._behind_adjective(at)
        )

    def _join(self, first: int, at: int) -> None:
        """Make one name of tokens as long as there are some before that are of it."""
        while first < at:
            # "Secretary of State" alone is a role; with more behind it, a name.
            role = self.codes[first] == "J" and self.codes[at - 1] == "p" and " " not in self.words[at]
            self.draft.join(first, at)
            self.codes[first] = "J" if role else "N"
            # What is part of a longer name is doubted no more; behind it, every token has moved.
            while self.doubtful and self.doubtful[-1] >= first:
                self.doubtful.pop()
            first, at = first if role else self._first(first), first

    def _first(self, at: int) -> int:
        """The first token that is of the name at ``at``, itself where none before it is."""
        code = self.codes[at - 1] if at else "n"
        if code == "d" or self.words[at - 1] in self.rules.names.joining:
            size = self._joined(at)
            if size:
                return at - size
        # Most names end here, unread.
        return at - self._possessed(at) if code in "sJNO" else at

    def _joined(self, at: int) -> int:
        """How many tokens before the name are of it: Bureau of | Tides, Secretary of | State, Vale of | Eastmoor."""
        size = 3 if self.codes[at - 1] == "d" and self._is_one_of("J", at - 3) else 2
        if not self._is_one_of("JNO", at - size) or self.words[at - size + 1] not in self.rules.names.joining:
            return 0
        code, first = self.codes[at - size], self.words[at - size]
        if not first[0].isupper() or not self._adjacent(at - size, at):
            return 0
        if code == "J" or (code == "N" and self.words[at - 1] in self.rules.names.origin):
            return size if self.codes[at - size + 1] == "p" else 0
        return size if self._bodies(first, self.words[at]) else 0

    def _is_one_of(self, codes: str, at: int) -> bool:
        return at >= 0 and self.codes[at] in codes

    def _adjacent(self, first: int, end: int) -> bool:
        """Whether only spaces stand between the tokens ``first`` to ``end``, exclusive."""
        starts, ends = self.draft.starts, self.draft.ends
        return all(starts[at + 1] - ends[at] == 1 for at in range(first, end - 1))

    def _bodies(self, first: str, second: str) -> bool:
        """Whether two names that "and" joins make one: Customs and Border Protection, Bureau of Tides and Storms."""
        is_organisation = self.rules.is_organisation
        start, end = first.split(" ", 1)[0].lower(), _last(second)
        return is_organisation(start) or is_organisation(end)

    def _possessed(self, at: int) -> int:
        """How many tokens before a body's name are of it: Drivers’ | Union, Women | ’s | Institute."""
        size = 2 if self.codes[at - 1] == "s" else 1
        if not self._is_one_of("JNO", at - size) or not self.rules.is_organisation(_last(self.words[at])):
            return 0
        owner, plural = self.words[at - size], ("s",) if size == 1 else self.rules.names.plurals
        if not owner[0].isupper() or not owner.endswith(plural):
            return 0
        between = self.draft.printed(self.draft.ends[at - size], self.draft.starts[at])
        return size if between in (("’s ", "'s ") if size == 2 else ("’ ", "' ")) else 0

    def settle_doubtful(self) -> None:
        """Give doubtful names the code of the word unless the article prints them inside a longer name."""
        names, words, codes = self.rules.names, self.words, self.codes
        if names.nouns_capitalised:
            grammar.settle(words, codes, self.doubtful, self.rules)
            return
        if not self.doubtful:
            return
        printed = set(words)
        longer = {words[at] for at, code in enumerate(codes) if code == "N" and " " in words[at]}
        parts = {part for name in longer for part in name.split()}
        for at in self.doubtful:
            word = words[at]
            low = word.lower()
            common = low in printed or low.endswith(names.ordinary_endings)
            if common and word not in parts:
                codes[at] = self.rules.codes.get(low, "w")


def _last(name: str) -> str:
    """The last word of a name in lower case."""
    return name.rsplit(" ", 1)[-1].lower()
