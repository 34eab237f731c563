"""What is a token in a language, and the code of each as far as the word alone tells."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from extract.quotes.rules import Rules, load_rules

#: Codes until the surroundings tell. Of one word with a capital: a name, or people by what they are behind an article
#: (Cook); a noun where all have capitals; a body, if it is not the end of a longer name. NAME is any other of one word
#: or more.
SURNAME, NOUN, BODY, NAME = "S", "U", "B", "C"
#: What stands for a quoted run and for the end of a paragraph in the text that is read: characters for private use.
RUN, END = "\ue000", "\ue001"

_UPPER = "".join(chr(point) for point in range(0x530) if chr(point).isupper())
# So many words are remembered with their codes, and so many capitalised words in a row.
_MOST_WORDS = 100_000
_MOST_NAMES = 1 << 16


@cache
def token_pattern(language: str) -> re.Pattern[str]:
    """Return what is a token in a language, as one group.

    That is capitalised words in a row, a word, 's, the end of a sentence, a mark of punctuation, RUN or END.
    """
    rules = load_rules(language)
    names = rules.names
    abbreviation = "|".join(sorted(map(re.escape, names.abbreviations))) or "(?!)"
    particle = "|".join(sorted(map(_particle, names.particles))) or "(?!)"
    first_letter = "".join(sorted({word[0] for word in names.particles})) or "a"
    # "Aurel II. sagte": the stop behind a Roman number, where the sentence goes on.
    roman = rf"[IVX]+\.(?=\s[^\W\d_A-ZÄÖÜ]|\s{RUN}|[,;])|" if names.ordinals else ""
    # A look ahead for the stop, and for a particle's first letter, spares most names a try of all the words: a sixth of
    # the time.
    part = (
        rf"(?=[{_UPPER}])(?:{roman}(?=[\w.]*\.\s)(?i:{abbreviation})\.(?=\s)|(?:[{_UPPER}]\.)+(?=\s[{_UPPER}])"
        rf"|(?:[{_UPPER}]\.){{2,}}|\w[\w&-]*(?:['’](?!s\b)\w[\w-]*)*)"
    )
    # "dit-il" and "a-t-il" are a verb and a pronoun; the t is nothing.
    pronoun = rf"(?:{'|'.join(rules.enclitics)})\b" if rules.enclitics else "(?!)"
    letters = rf"(?!(?<=-)t-{pronoun})\w(?:\w|-(?!(?:t-)?{pronoun}))*" if rules.enclitics else r"\w[\w-]*"
    forms = [
        *_phrases(rules),
        rf"{part}(?:[ \u00a0](?:(?=[{first_letter}])(?:{particle})){{0,2}}{part})*",
        # "19. September": the stop behind a short number ends no sentence.
        *([r"\d{1,2}\.(?=\s)"] if names.ordinals else []),
        rf"\w\.(?:\w\.)+|{letters}(?:['’](?!s\b)\w+)?|['’]s\b|[.!?…]+(?!\w)",
        rf"[,:;—–(){RUN}{END}]|-(?!(?:t-)?{pronoun})",
    ]
    return re.compile(f"({'|'.join(forms)})")


def _phrases(rules: Rules) -> list[str]:
    """What is a token before capitals are looked at: words in a row that have one code, l’ and d’."""
    elided = "|".join(rules.elided)
    rows = sorted(
        words for words in rules.codes if " " in words or (elided and re.match(rf"(?:{elided})['’]\w", words))
    )
    return ([rf"(?i:{'|'.join(rows)})\b"] if rows else []) + ([rf"(?i:{elided})['’](?=\w)"] if elided else [])


def _particle(word: str) -> str:
    """A small word inside a name with what follows it: a space, or nothing behind an apostrophe."""
    if word.endswith("'"):
        return word.replace("_", " ").removesuffix("'") + "['’]"
    return word.replace("_", " ") + r"[ \u00a0]"


class Lexicon(dict[str, str]):
    """The code of each token as printed, one of those above for names; what was asked once is remembered."""

    def __init__(self, rules: Rules) -> None:
        # Where every noun has a capital, a word without one is no noun.
        nouns = "JO" if rules.names.nouns_capitalised else ""
        super().__init__({word: code for word, code in rules.codes.items() if code not in nouns})
        self.update({mark: mark for mark in ",:;"}, **dict.fromkeys("—–()-", "-"), **{"'s": "s", "’s": "s"})
        self.update({RUN: "Q", END: "n"})
        self._rules = rules

    def __missing__(self, word: str) -> str:
        code = self._code(word)
        if len(self) < _MOST_WORDS:
            self[word] = code
        return code

    def _code(self, word: str) -> str:
        if word[0] in _UPPER:
            # "The", "But", "President" are settled here: that spares half of the capitalised words the look around.
            return self._phrase(word) if " " in word else ordinary(word, self._rules) or code_of_word(word, self._rules)
        if "-" in word:
            # That of the last part where this names people or a body: vice-president.
            part = word.rsplit("-", 1)[-1]
            # "die 29-Jährige": where every noun has a capital, its code is that of the word without.
            is_noun = self._rules.names.nouns_capitalised and part[:1].isupper()
            last = self._rules.codes.get(part.lower(), "w") if is_noun else self.get(part, "w")
            return last if last in "JO" else "w"
        return "w" if word[0] not in ".!?…" else "."

    def _phrase(self, words: str) -> str:
        """The code of words in a row: that of a phrase at a sentence start ("De acuerdo con"), or of a name."""
        return self._rules.codes.get(words.lower(), NAME)


@cache
def load_lexicon(language: str) -> Lexicon:
    """Return the one lexicon of a language, which grows as it is asked."""
    return Lexicon(load_rules(language))


def ordinary(word: str, rules: Rules) -> str | None:
    """The code of a capitalised word that is never a name, None for one that may be."""
    low = word.lower()
    return rules.codes.get(low, "w") if low in rules.names.ordinary else None


@lru_cache(maxsize=_MOST_NAMES)
def codes_of_words(text: str, language: str, initial: bool) -> tuple[str, str]:
    """Return the codes of the ordinary words with which capitalised words in a row begin, and that of all the others.

    ``initial`` tells that a sentence begins there, so that the capital of the first word may be the sentence's.

    >>> codes_of_words("But Ana Okafor", "en", True)
    ('a', 'N')
    """
    rules = load_rules(language)
    words, codes = text.split(" "), ""
    if not initial and words[0].lower() in rules.names.particles:
        # "dijo De la Cueva": with a capital in mid-sentence a small word is of the name.
        return "", code_of_rest(words, rules)
    for word in words:
        code = ordinary(word, rules)
        if code is None and initial and not codes and len(words) > 1:
            code = _by_sentence_start(word.lower(), rules)
        if code is None:
            break
        codes += code
    return codes, code_of_rest(words[len(codes) :], rules)


def _by_sentence_start(low: str, rules: Rules) -> str | None:
    """The code of the first of several capitalised words where the capital may be the sentence's."""
    code = rules.codes.get(low)
    return code if code and code != "J" and not rules.is_role(low) else None


def code_of_word(word: str, rules: Rules) -> str:
    """Return the code of one word with a capital that is no ordinary word, as far as it alone tells.

    >>> [code_of_word(word, load_rules("en")) for word in ("Okafor", "Minister", "Cook", "Parliament")]
    ['C', 'J', 'S', 'B']
    """
    low = word.lower()
    if rules.is_role(low.rstrip(".")):
        return SURNAME if low in rules.surnames else "J"
    if low in rules.codes or not rules.names.nouns_capitalised:
        code = rules.codes.get(low, NAME)
    elif rules.is_organisation(low):
        code = BODY
    else:
        # An acronym names a body.
        code = NAME if word.isupper() and len(word) > 1 else NOUN
    return BODY if code == "O" else code


def code_of_rest(words: Sequence[str], rules: Rules) -> str:
    """Return the code of words of which the first is no ordinary one: of several, J for people, N for a name.

    >>> code_of_rest(["Finance", "Minister"], load_rules("en"))
    'J'
    """
    if len(words) < 2:
        return code_of_word(words[0], rules) if words else ""
    last = words[-1].lower()
    return "J" if rules.is_role(last.rstrip(".")) and last not in rules.surnames else "N"
