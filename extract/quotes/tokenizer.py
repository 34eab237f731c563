"""Reading an article into tokens: what each word is, by the words of the language and by its capitals."""

import re
from collections.abc import Sequence
from itertools import accumulate

from extract.model import Paragraph
from extract.quotes.lexicon import UNSETTLED, load_lexicon, token_pattern
from extract.quotes.rules import Rules
from extract.quotes.spans import Run
from extract.quotes.tokens import Tokens

# Capitalised words, and what may be the "to" of "according to".
_UNSETTLED = re.compile(f"{UNSETTLED}|(?<=[A{UNSETTLED}])p")
_AFTER_SENTENCE = frozenset(".n:-Q")
_PADDING = "nnnn"


def tokenize(paragraphs: Sequence[Paragraph], runs: Sequence[Sequence[Run]], rules: Rules) -> Tokens:
    """Return the tokens of an article whose paragraphs hold these runs; nothing inside a run is read."""
    reader = _Reader(rules)
    for paragraph, quoted in zip(paragraphs, runs, strict=True):
        at = 0
        for run in quoted:
            reader.read(paragraph, at, run.outer_start)
            at = reader.quoted(paragraph, run)
        reader.read(paragraph, at, len(paragraph.text))
        reader.emit(paragraph.end, paragraph.end, "\n", "n")
    return reader.tokens(paragraphs)


class _Reader:
    """Collects tokens in reading order; what only the whole article tells is settled at the end."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.pattern = token_pattern(rules.language)
        self.lexicon = load_lexicon(rules.language)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.codes: list[str] = []
        self.closing: dict[int, str] = {}
        #: The one that is being read.
        self.paragraph: Paragraph
        #: Names of one word that may be ordinary words with a capital.
        self.doubtful: list[int] = []

    def emit(self, start: int, end: int, word: str, code: str) -> None:
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)
        self.codes.append(code)

    def withdraw(self, count: int) -> None:
        """Take the last tokens back."""
        del self.starts[-count:], self.ends[-count:], self.words[-count:], self.codes[-count:]

    def quoted(self, paragraph: Paragraph, run: Run) -> int:
        """Emit a run and return where the text goes on: a comma or stop right behind it counts as the run's own."""
        text = paragraph.text
        self.emit(paragraph.start + run.outer_start, paragraph.start + run.outer_end, "", "Q")
        behind = text[run.outer_end : run.outer_end + 1]
        if behind in (",", "."):
            self.closing[len(self.codes) - 1] = behind
            return run.outer_end + 1
        return run.outer_end

    def read(self, paragraph: Paragraph, start: int, end: int) -> None:
        """Emit the tokens of ``paragraph.text[start:end]``."""
        self.paragraph = paragraph
        pieces = self.pattern.split(paragraph.text[start:end])
        edges = [*accumulate(map(len, pieces), initial=paragraph.start + start)]
        starts, ends, words = edges[1:-1:2], edges[2::2], pieces[1::2]
        codes = [*map(self.lexicon.__getitem__, words)]
        if self.rules.after_quote:
            self._attribute(words, codes)
        done = 0
        for match in _UNSETTLED.finditer("".join(codes)):
            at = match.start()
            self._extend(starts[done:at], ends[done:at], words[done:at], codes[done:at])
            done = at + 1
            if codes[at] == UNSETTLED:
                self._capitalised(starts[at], words[at])
            elif self.codes[-1] == "A":
                self.words[-1], self.ends[-1] = f"{self.words[-1]} {words[at]}", ends[at]
            else:
                self.emit(starts[at], ends[at], words[at], "p")
        self._extend(starts[done:], ends[done:], words[done:], codes[done:])

    def _attribute(self, words: list[str], codes: list[str]) -> None:
        """Let "so" attribute: „…“, so Vale. Das Haus sei alt, so die Ministerin."""
        for at in [at for at, word in enumerate(words) if word in self.rules.after_quote]:
            behind_comma = codes[at - 1 : at] == [","] and codes[at + 1 : at + 2] in ([UNSETTLED], ["d"])
            if behind_comma or (at == 0 and self.codes[-1:] == ["Q"]):
                codes[at] = "A"

    def _extend(self, starts: list[int], ends: list[int], words: list[str], codes: list[str]) -> None:
        self.starts += starts
        self.ends += ends
        self.words += words
        self.codes += codes

    def _capitalised(self, at: int, text: str) -> None:
        """Emit capitalised words in a row: ordinary ones in front one by one, the rest as one token."""
        initial = not self.codes or self.codes[-1] in _AFTER_SENTENCE
        while text:
            first, _, rest = text.partition(" ")
            code = self._ordinary(first.lower(), initial=initial, alone=not rest)
            if code is None:
                break
            self.emit(at, at + len(first), first, code)
            at += len(text) - len(rest)
            text, initial = rest, False
        if " " in text and self.rules.names.nouns_capitalised:
            at, text = self._noun_before_name(at, text)
        if text:
            self._name(at, text, initial=initial)

    def _ordinary(self, low: str, *, initial: bool, alone: bool) -> str | None:
        """The code of a capitalised word that is no part of a name, None for one that is."""
        code = self.rules.codes.get(low)
        if low in self.rules.names.ordinary:
            return code or "w"
        if initial and not alone and code and code != "J" and not self.rules.is_role(low):
            return code
        return None

    def _noun_before_name(self, at: int, text: str) -> tuple[int, str]:
        """Emit the noun before a name where all nouns have capitals: Ministerin | Ana Vale, das Ansehen | Vales."""
        is_role, endings = self.rules.is_role, self.rules.names.adjective_endings
        first, _, rest = text.partition(" ")
        last = text.rsplit(" ", 1)[-1].lower()
        while rest and not self.rules.is_organisation(last):
            described = self.codes[-1:] == ["d"] or self._adjective()
            role = is_role(first.lower())
            if not role and (not described or (first.endswith(endings) and not last.endswith("s"))):
                break
            self.emit(at, at + len(first), first, "J" if role or not last.endswith("s") else "w")
            at += len(first) + 1
            first, _, rest = (text := rest).partition(" ")
        return at, text

    def _adjective(self) -> bool:
        return (
            self.codes[-1:] == ["w"]
            and self.words[-1].endswith(self.rules.names.adjective_endings)
            and self.words[-1].islower()
        )

    def _name(self, at: int, text: str, *, initial: bool) -> None:
        """Emit one capitalised run as a name, or as people or a body where its last word says so."""
        code = self._code(text)
        alone = True
        while code in "NO" and (joined := self._joined(text) or self._possessed(at, text)):
            first = self.starts[-joined]
            # "Secretary of State" alone is a role; with more behind it, a name.
            code = "J" if self.codes[-joined] == "J" and self.codes[-1] == "p" and " " not in text else "N"
            text = f"{self._printed(first, at)}{text}"
            at, alone = first, False
            self.withdraw(joined)
        if alone and code == "N" and " " not in text and (initial or self.rules.names.nouns_capitalised):
            self.doubtful.append(len(self.codes))
        self.emit(at, at + len(text), text, code)

    def _code(self, text: str) -> str:
        rules = self.rules
        low = text.lower()
        last = low.rsplit(" ", 1)[-1]
        if rules.is_role(last.rstrip(".")):
            return "N" if last in rules.surnames and (" " in low or self.codes[-1:] != ["d"]) else "J"
        if " " in low:
            return "N"
        known = rules.codes.get(low)
        if known:
            return known
        return self._noun_or_name(low) if rules.names.nouns_capitalised else "N"

    def _noun_or_name(self, low: str) -> str:
        """What a single capitalised word is where every noun has a capital."""
        if self.rules.is_organisation(low):
            return "O"
        before = self.words[-1].lower() if self.words else ""
        if self.codes[-1:] == ["d"] or before in self.rules.names.contractions or self._adjective():
            return "w"
        return "N"

    def _joined(self, text: str) -> int:
        """How many tokens before the name are of it: Bureau of | Tides, Secretary of | State, Vale of | Eastmoor."""
        size = 3 if self.codes[-1:] == ["d"] and self.codes[-3:-2] == ["J"] else 2
        if len(self.codes) < size or self.words[1 - size] not in self.rules.names.joining or not self._adjacent(size):
            return 0
        first, code = self.words[-size], self.codes[-size]
        if not first[:1].isupper() or code not in "JNO":
            return 0
        if code == "J" or (code == "N" and self.words[-1] in self.rules.names.origin):
            return size if self.codes[1 - size] == "p" else 0
        return size if self._bodies(first, text) else 0

    def _possessed(self, at: int, text: str) -> int:
        """How many tokens before a body's name are of it: Drivers’ | Union, Women | ’s | Institute."""
        if not self.rules.is_organisation(text.rsplit(" ", 1)[-1].lower()):
            return 0
        size = 2 if self.codes[-1:] == ["s"] else 1
        if self.codes[-size : len(self.codes) - size + 1] not in (["J"], ["N"], ["O"]):
            return 0
        end, owner = self.ends[-size], self.words[-size]
        plural = ("s",) if size == 1 else self.rules.names.plurals
        possessive = self._printed(end, at) in (("’s ", "'s ") if size == 2 else ("’ ", "' "))
        return size if owner[0].isupper() and owner.endswith(plural) and possessive else 0

    def _printed(self, start: int, end: int) -> str:
        """What stands between two offsets of the article, in the paragraph that is being read."""
        return self.paragraph.text[start - self.paragraph.start : end - self.paragraph.start]

    def _adjacent(self, size: int) -> bool:
        """Whether only spaces stand between the last tokens."""
        return all(start - end == 1 for start, end in zip(self.starts[1 - size :], self.ends[-size:-1], strict=True))

    def _bodies(self, first: str, second: str) -> bool:
        """Whether two names that "and" joins make one: Customs and Border Protection, Bureau of Tides and Storms."""
        is_organisation = self.rules.is_organisation
        start, end = first.split(" ", 1)[0].lower(), second.rsplit(" ", 1)[-1].lower()
        return is_organisation(start) or is_organisation(end)

    def tokens(self, paragraphs: Sequence[Paragraph]) -> Tokens:
        """The tokens, after the doubtful names are settled by the rest of the article."""
        self._settle()
        return Tokens(
            starts=self.starts,
            ends=self.ends,
            words=self.words,
            codes="".join(self.codes) + _PADDING,
            quotes=[at for at, code in enumerate(self.codes) if code == "Q"],
            closing=self.closing,
            paragraphs=paragraphs,
            rules=self.rules,
        )

    def _settle(self) -> None:
        """Give doubtful names the code of the word unless the article prints them inside a longer name."""
        if not self.doubtful:
            return
        names, words, codes = self.rules.names, self.words, self.codes
        printed = set(words)
        parts = {
            part
            for word, code in zip(words, codes, strict=True)
            if code == "N" and " " in word
            for part in word.split()
        }
        for at in self.doubtful:
            word = words[at]
            low = word.lower()
            beside = {*codes[max(0, at - 1) : at], *codes[at + 1 : at + 2]}
            common = low in printed or low.endswith(names.ordinary_endings)
            if names.nouns_capitalised:
                common = (
                    common or not beside & {"V", "A"} or (low.endswith(names.noun_endings) and codes[at + 1] != "V")
                )
            if common and word not in parts:
                codes[at] = self.rules.codes.get(low, "w")
