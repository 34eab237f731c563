"""What is a token in a language, and the code of each as far as the word alone tells."""

import re
from functools import cache

from extract.quotes.rules import Rules, load_rules

#: The code of capitalised words in a row, until their surroundings tell.
UNSETTLED = "C"

_UPPER = "".join(chr(point) for point in range(0x530) if chr(point).isupper())
# So many words are remembered with their codes.
_MOST_WORDS = 100_000


@cache
def token_pattern(language: str) -> re.Pattern[str]:
    """Return what is a token in a language, as one group.

    That is capitalised words in a row, a word, 's, the end of a sentence, or a mark of punctuation.
    """
    rules = load_rules(language)
    names = rules.names
    abbreviation = "|".join(sorted(map(re.escape, names.abbreviations))) or "(?!)"
    particle = "|".join(sorted(word.replace("_", " ") for word in names.particles)) or "(?!)"
    phrase = "|".join(sorted(words for words in rules.codes if " " in words)) or "(?!)"
    # "19. September": the stop behind a short number ends no sentence.
    ordinal = r"\d{1,2}\.(?=\s)|" if names.ordinals else ""
    part = (
        rf"(?=[{_UPPER}])(?:(?i:{abbreviation})\.(?=\s)|(?:[{_UPPER}]\.)+(?=\s[{_UPPER}])|(?:[{_UPPER}]\.){{2,}}|"
        rf"\w[\w&-]*(?:['’](?!s\b)\w[\w-]*)*)"
    )
    return re.compile(
        rf"({part}(?:[ \u00a0](?:(?:{particle})[ \u00a0]){{0,2}}{part})*"
        rf"|(?:{phrase})\b|{ordinal}\w\.(?:\w\.)+|\w[\w-]*(?:['’](?!s\b)\w+)?|['’]s\b|[.!?…]+(?!\w)|[,:;—–()-])"
    )


class Lexicon(dict[str, str]):
    """The code of each token as printed, UNSETTLED for capitalised words; what was asked once is remembered."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(rules.codes)
        self.update({mark: mark for mark in ",:;"}, **dict.fromkeys("—–()-", "-"), **{"'s": "s", "’s": "s"})

    def __missing__(self, word: str) -> str:
        if word[0] in _UPPER:
            return UNSETTLED
        code = "w" if word[0] not in ".!?…" else "."
        if "-" in word:
            # That of the last part where this names people or a body: vice-president.
            last = self.get(word.rsplit("-", 1)[-1], "w")
            code = last if last in "JO" else code
        if len(self) < _MOST_WORDS:
            self[word] = code
        return code


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the one lexicon of a language, which grows as it is asked."""
    return Lexicon(load_rules(language))
