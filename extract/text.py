"""Text as it is printed: one line, no invisible characters."""

import re

#: Soft hyphen, zero-width space, word joiner, byte order mark: printed nowhere, and they break every search.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
#: Control characters and lone surrogates (JSON escapes make them): no UTF-8, so no column, can hold the latter.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_WORD = re.compile(r"\w+")


def one_line(text: str) -> str:
    r"""Return the text with every run of white space as one space, invisible and control characters gone.

    >>> one_line(" Harbour\u00a0re\u00adopens \n  at noon\x00 ")
    'Harbour reopens at noon'
    """
    if not text.isprintable():
        text = _UNPRINTABLE.sub("", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Return the words of a text, lower-case, without punctuation.

    >>> words("“No,” said Ms O'Hara.")
    ['no', 'said', 'ms', 'o', 'hara']
    """
    return _WORD.findall(text.lower())


def squeezed(text: str) -> str:
    """Return the letters and digits alone, lower-case: equal for one wording, however it is set.

    >>> squeezed("Harbour re-opens!") == squeezed("HARBOUR RE OPENS")
    True
    """
    return "".join(words(text))
