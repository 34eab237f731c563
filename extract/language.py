"""Which language an article is in: what it looks like, and what its page says."""

import re

import py3langid

from extract.text import words

#: ISO 639 codes that pages use for what ISO 639-1 calls otherwise.
_SYNONYMS = {
    "iw": "he",
    "in": "id",
    "ji": "yi",
    "nb": "no",
    "nn": "no",
    "mo": "ro",
    "eng": "en",
    "deu": "de",
    "ger": "de",
}
_CODE = re.compile(r"(?i)([a-z]{2,3})(?:[-_].*)?")
#: Below this, the letters of one name outweigh the language around it.
_ENOUGH_WORDS = 30
#: Of 732 news texts, all have the same likeliest language by 500 characters and by 1,000; by 300, too.
_SAMPLE_CHARACTERS = 300


def language_code(stated: str | None) -> str | None:
    """Return the ISO 639-1 code of a stated language, or None where it is none.

    >>> language_code("de-AT"), language_code("en_US"), language_code("x-default")
    ('de', 'en', None)
    """
    match = _CODE.fullmatch((stated or "").strip())
    if not match:
        return None
    code = match[1].lower()
    code = _SYNONYMS.get(code, code)
    return code if len(code) == 2 else None


def find_language(text: str, stated: str | None) -> str | None:
    """Return the language of a text: as stated where the text is short or bears it out, else as detected.

    Templates state a wrong language often enough (an English theme on a Czech site), and a long text is hardly ever
    mistaken but for its next of kin (Norwegian for Danish), where the statement knows better.
    """
    hint = language_code(stated)
    sample = text[:_SAMPLE_CHARACTERS]
    word_count = sum(word.isalpha() for word in words(sample))
    if word_count == 0 or (hint and word_count < _ENOUGH_WORDS):
        return hint
    # The first call of a process unpacks the model: most of a second, which only a reader of articles shall pay.
    likeliest = [language_code(label) for label, _ in py3langid.rank(sample)[:2]]
    return hint if hint and hint in likeliest else likeliest[0] or hint
