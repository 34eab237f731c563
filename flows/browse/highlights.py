"""Which words of a text a search has found, for whoever reads it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from warehouse.ids import without_accents

_WORD = re.compile(r"[^\W_]+(?:[^\W\d_]|[\u0300-\u036f])*")
#: Letters that no decomposition of Unicode's takes apart, as warehouse/macros/word_folded.sql has them.
_STROKES = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ſ": "s", "ς": "σ"})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a text, and whether it was looked for."""

    text: str
    is_found: bool


def highlighted(text: str, words: Sequence[str]) -> tuple[Part, ...]:
    """Return the text in parts, the words that a search looked for told apart.

    ``words`` are as ``Found`` has them: folded, with a blank where one begins or ends; those of a phrase are found each
    by itself.

    >>> [part.text for part in highlighted("A café by the river.", (" cafe ", " riv"))]
    ['A ', 'café', ' by the ', 'river', '.']
    """
    whole, begun = set[str](), list[str]()
    for word in words:
        *before, last = word.split() or [""]
        whole.update(before)
        whole.update([last] if word.endswith(" ") else [])
        begun.extend([] if word.endswith(" ") or not last else [last])
    marks = [False] * len(text)
    for found in _WORD.finditer(text):
        folded = _folded(found.group())
        if folded in whole or folded.startswith(tuple(begun)):
            marks[found.start() : found.end()] = [True] * (found.end() - found.start())
    runs = groupby(zip(text, marks, strict=True), key=lambda letter: letter[1])
    return tuple(Part("".join(letter for letter, _ in run), is_found) for is_found, run in runs)


def _folded(word: str) -> str:
    return without_accents(word.lower().translate(_STROKES))
