"""What makes two articles the same article, whatever stands around them."""

import re
from collections.abc import Collection, Sequence
from hashlib import sha256
from itertools import compress

from rensa import RMinHash

from extract.model import Paragraph, Sketch
from extract.text import words

#: Fewer words are no evidence: weather lines, corrections and stock prices repeat.
_MIN_WORDS = 40
#: A text that is not equal needs more of them: half of a form letter, a result or a police appeal is its form.
_MIN_SKETCHED_WORDS = 80
#: Names and numbers in context: what tells a form filled in twice from a story printed twice. Of 687 news texts of 80
#: words and more, 11 have fewer.
_MIN_FACTS = 12
_RUNNING_TEXT = frozenset({"text", "list", "blockquote"})

#: Words of a shingle: with 3, two market reports share half of theirs; with 8, each word that a desk changes costs 8.
_SHINGLE_WORDS = 5
#: Places of a sketch: the estimate of a similarity has a standard deviation of 0.04 or less.
_PLACES = 128
#: Of each 32-bit value the half is kept: two different ones are equal once in 65,536 places, at half of the room.
_KEPT_BITS = 0xFFFF
_SEED = 1

#: A word, or the end of a sentence.
_TOKEN = re.compile(r"\w+|[.!?…:](?=\W)")
_SENTENCE_ENDS = frozenset(".!?…:")


def content_key(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return a key that is equal for equal words of the running text, or None where there are fewer than 40.

    Headings, captions, tables, case and punctuation do not count. 32 hexadecimal digits (128 bits).
    """
    running = [word for text in _running_texts(paragraphs) for word in words(text)]
    if len(running) < _MIN_WORDS:
        return None
    return sha256(" ".join(running).encode()).hexdigest()[:32]


def sketch(paragraphs: Sequence[Paragraph]) -> Sketch | None:
    """Return what tells without the text how much of the running text another article shares.

    None where there are fewer than 80 words or 12 names and numbers: two texts of one form would pass for one text.
    """
    running, are_facts = _marked_words(".\n".join(_running_texts(paragraphs)))
    shingles = list(map(" ".join, zip(*(running[start:] for start in range(_SHINGLE_WORDS)), strict=False)))
    wording = set(shingles)
    facts = set(compress(shingles, are_facts[_SHINGLE_WORDS // 2 :]))
    if len(running) < _MIN_SKETCHED_WORDS or len(facts) < _MIN_FACTS:
        return None
    return Sketch(wording=_min_hash(wording), facts=_min_hash(facts), wording_count=len(wording), fact_count=len(facts))


def _running_texts(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs if paragraph.kind in _RUNNING_TEXT]


def _marked_words(text: str) -> tuple[list[str], list[bool]]:
    """Return the words in lower case, and of each whether it is a name or a number.

    A capital at the start of a sentence names nothing. German nouns count as names, and so do all words of a script
    without capitals: there the two sketches are nearly one.
    """
    running: list[str] = []
    are_facts: list[bool] = []
    starts = True
    for token in _TOKEN.findall(text):
        if token in _SENTENCE_ENDS:
            starts = True
            continue
        are_facts.append(not (token.isalpha() and (starts or token.islower())))
        running.append(token.lower())
        starts = False
    return running, are_facts


def _min_hash(shingles: Collection[str]) -> tuple[int, ...]:
    """Return the MinHash sketch (Broder 1997) of a set."""
    minima = RMinHash(num_perm=_PLACES, seed=_SEED)
    # From a list it takes a third of the time that it takes from a set.
    minima.update(list(shingles))
    return tuple(value & _KEPT_BITS for value in minima.digest())
