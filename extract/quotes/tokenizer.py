"""Reading an article into tokens: what each word is, by the words of the language and by its capitals."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extract.model import Paragraph
from extract.quotes.rules import Rules, load_rules
from extract.quotes.spans import Run
from extract.quotes.tokens import Tokens

_UPPER = "".join(chr(point) for point in range(0x530) if chr(point).isupper())
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


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """What is a token in a language: capitalised words in a row, a word, 's, a sentence end, punctuation."""
    names = load_rules(language).names
    abbreviation = "|".join(sorted(map(re.escape, names.abbreviations))) or "(?!)"
    particle = "|".join(sorted(word.replace("_", " ") for word in names.particles)) or "(?!)"
    # "19. September": the stop behind a short number ends no sentence.
    ordinal = r"\d{1,2}\.(?=\s)|" if names.ordinals else ""
    part = (
        rf"(?=[{_UPPER}])(?:(?i:{abbreviation})\.(?=\s)|(?:[{_UPPER}]\.)+(?=\s[{_UPPER}])|(?:[{_UPPER}]\.){{2,}}|"
        rf"\w[\w&-]*(?:['’](?!s\b)\w[\w-]*)*)"
    )
    return re.compile(
        rf"({part}(?:[ \u00a0](?:(?:{particle})[ \u00a0]){{0,2}}{part})*)"
        rf"|({ordinal}\w\.(?:\w\.)+|\w[\w-]*(?:['’](?!s\b)\w+)?)|(['’]s\b)|([.!?…]+(?!\w))|([,:;—–()-])"
    )


class _Reader:
    """Collects tokens in reading order; what only the whole article tells is settled at the end."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.pattern = _pattern(rules.language)
        self.found: list[tuple[int, int, str]] = []
        self.codes: list[str] = []
        self.closing: dict[int, str] = {}
        #: Names of one word that may be ordinary words with a capital.
        self.doubtful: list[int] = []

    def emit(self, start: int, end: int, word: str, code: str) -> None:
        self.found.append((start, end, word))
        self.codes.append(code)

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
        known, found, codes, base = self.rules.codes, self.found, self.codes, paragraph.start
        after_quote = self.rules.after_quote
        for match in self.pattern.finditer(paragraph.text, start, end):
            kind, word, at = match.lastindex, match.group(), base + match.start()
            if kind == 2:
                code = known.get(word)
                if code is None:
                    code = self._compound(word) if "-" in word else "w"
                elif code == "p" and codes and codes[-1] == "A":
                    found[-1] = (found[-1][0], at + len(word), f"{found[-1][2]} {word}")
                    continue
                if word in after_quote and codes and codes[-1] == "Q":
                    code = "A"
            elif kind == 1:
                self._capitalised(at, word)
                continue
            elif kind == 5:
                code = word if word in ",:;" else "-"
            else:
                code = "s" if kind == 3 else "."
            found.append((at, at + len(word), word))
            codes.append(code)

    def _compound(self, word: str) -> str:
        """The code of a hyphenated word: that of its last part where this names people or a body (vice-president)."""
        code = self.rules.codes.get(word.rsplit("-", 1)[-1], "w")
        return code if code in "JO" else "w"

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
        """Emit the people's noun before a name where all nouns have capitals: Ministerin | Ana Vale."""
        first, _, rest = text.partition(" ")
        while rest and not self.rules.is_organisation(text.rsplit(" ", 1)[-1].lower()):
            described = self.codes[-1:] == ["d"] or self._adjective()
            if not self.rules.is_role(first.lower()) and (
                not described or first.endswith(self.rules.names.adjective_endings)
            ):
                break
            self.emit(at, at + len(first), first, "J")
            at += len(first) + 1
            first, _, rest = (text := rest).partition(" ")
        return at, text

    def _adjective(self) -> bool:
        return (
            self.codes[-1:] == ["w"]
            and self.found[-1][2].endswith(self.rules.names.adjective_endings)
            and self.found[-1][2].islower()
        )

    def _name(self, at: int, text: str, *, initial: bool) -> None:
        """Emit one capitalised run as a name, or as people or a body where its last word says so."""
        code = self._code(text)
        joined = self._joined(text) if code in "NO" else 0
        if joined:
            at = self.found[-joined][0]
            # "Secretary of State" alone is a role; with more behind it, a name.
            code = "J" if self.codes[-joined] == "J" and " " not in text else "N"
            text = " ".join([*(word for _, _, word in self.found[-joined:]), text])
            del self.found[-joined:], self.codes[-joined:]
        elif code == "N" and " " not in text and (initial or self.rules.names.nouns_capitalised):
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
        before = self.found[-1][2].lower() if self.found else ""
        if self.codes[-1:] == ["d"] or before in self.rules.names.contractions or self._adjective():
            return "w"
        return "N"

    def _joined(self, text: str) -> int:
        """How many tokens before the name are of it: Bureau of | Tides, Secretary of | State, Vale of | Eastmoor."""
        size = 3 if self.codes[-1:] == ["d"] and self.codes[-3:-2] == ["J"] else 2
        if (
            len(self.codes) < size
            or self.found[1 - size][2] not in self.rules.names.joining
            or not self._adjacent(size)
        ):
            return 0
        first, code = self.found[-size][2], self.codes[-size]
        if not first[:1].isupper() or code not in "JNO":
            return 0
        if code == "J" or (code == "N" and self.found[-1][2] in self.rules.names.origin):
            return size if self.codes[1 - size] == "p" else 0
        return size if self._bodies(first, text) else 0

    def _adjacent(self, size: int) -> bool:
        """Whether only spaces stand between the last tokens."""
        last = self.found[-size:]
        return all(after[0] - before[1] == 1 for before, after in pairwise(last))

    def _bodies(self, first: str, second: str) -> bool:
        """Whether two names that "and" joins make one: Customs and Border Protection, Bureau of Tides and Storms."""
        is_organisation = self.rules.is_organisation
        start, end = first.split(" ", 1)[0].lower(), second.rsplit(" ", 1)[-1].lower()
        return is_organisation(start) or is_organisation(end)

    def tokens(self, paragraphs: Sequence[Paragraph]) -> Tokens:
        """The tokens, after the doubtful names are settled by the rest of the article."""
        starts, ends, words = zip(*self.found, strict=True)
        self._settle(words)
        return Tokens(
            starts=starts,
            ends=ends,
            words=words,
            codes="".join(self.codes) + _PADDING,
            quotes=[at for at, code in enumerate(self.codes) if code == "Q"],
            closing=self.closing,
            paragraphs=paragraphs,
            rules=self.rules,
        )

    def _settle(self, words: Sequence[str]) -> None:
        """Give doubtful names the code of the word unless the article prints them inside a longer name."""
        if not self.doubtful:
            return
        names, codes = self.rules.names, self.codes
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
