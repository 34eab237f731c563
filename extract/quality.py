"""How sure it is that a text is the article, all of it and nothing else: a number from 0 to 1, and what it is made of.

The score is the weighted geometric mean of the parts below, each between 0 and 1: it rises with every part, and one bad
part pulls it down whatever the others say. A part that the page gives no evidence for is left out with its weight.

Weights are 1 or 2, set on 366 labelled pages of two collections (November 2026): on 142 old ones the score's rank
correlation with the paragraph F1 is .42, and of a page with an F1 below .75 and one above it, it puts the right one
lower in 81 % of all pairs; on 224 newer ones .42 and 88 % (``benchmarks/quality.py`` prints the latter). Length, an end
that is cut off, and how much metadata is known made both worse. It puts pages in an order; it is no share of anything.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extract.evidence import Evidence
from extract.noise import ends_a_sentence
from extract.readers import Layout, Reading
from extract.text import squeezed, words

#: No part is worth less, or one alone would decide.
_FLOOR = 0.05
#: Letters of a block that is surely running text.
_LONG_KEY = 40
_MARKUP = re.compile(r"<[^>]{1,500}>")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)\s*$")
_HALF = 0.5
#: What the text's own blocks show says twice as much as what another source says of it.
WEIGHTS = {
    "stated_text": 1.0,
    "stated_length": 1.0,
    "taken": 1.0,
    "page": 1.0,
    "unbroken_blocks": 2.0,
    "unbroken_text": 2.0,
    "links": 2.0,
    "sentences": 2.0,
    "unlisted": 2.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The score of an article, and its parts by name; a part that nothing tells of is missing."""

    score: float
    parts: tuple[tuple[str, float], ...]


def quality_of(reading: Reading) -> Quality:
    """Return how sure it is that the blocks of a reading are the article.

    ``stated_text``: the part of the text in JSON-LD that is in it. ``stated_length``: how far its length agrees with
    the one stated. ``taken``: the part of trafilatura's blocks that were kept. ``page``: the part of the page's running
    text that is in it. ``unbroken_blocks``, ``unbroken_text``: the part of the page that is in it, from its first block
    to its last, in blocks and in letters. ``links``: the part of it that is no link. ``sentences``: the part of its
    paragraphs that end as sentences do. ``unlisted``: the part of its blocks that are no items of lists.
    """
    parts = tuple(_parts(reading))
    return Quality(score=score_of(dict(parts)), parts=parts)


def score_of(parts: Mapping[str, float]) -> float:
    """Return the weighted geometric mean of some of the parts.

    >>> score_of({"links": 1.0, "sentences": 1.0}), score_of({"links": 1.0, "sentences": 0.25})
    (1.0, 0.5)
    """
    weight = sum(WEIGHTS[name] for name in parts)
    log = sum(WEIGHTS[name] * math.log(max(_FLOOR, value)) for name, value in parts.items())
    return round(math.exp(log / weight), 3)


def _parts(reading: Reading) -> Iterator[tuple[str, float]]:
    text = words(" ".join(block.text for block in reading.blocks))
    yield from _stated(text, reading.evidence)
    if reading.layout and reading.layout.chosen:
        yield from _placed(reading.layout)
    running = [block.text for block in reading.blocks if block.kind == "text"]
    if running:
        yield "sentences", sum(map(_is_whole, running)) / len(running)
    yield "unlisted", sum(block.kind != "list" for block in reading.blocks) / max(1, len(reading.blocks))


def _is_whole(text: str) -> bool:
    return ends_a_sentence(text) and _CUT_OFF.search(text) is None


def _stated(text: list[str], evidence: Evidence) -> Iterator[tuple[str, float]]:
    """Yield how far the words agree with what JSON-LD says that they are, or how many."""
    bodies = [words(_MARKUP.sub(" ", candidate.value)) for candidate in evidence.bodies]
    if bodies and (body := max(bodies, key=len)):
        yield "stated_text", (Counter(text) & Counter(body)).total() / len(body)
    for candidate in evidence.word_counts[:1]:
        counts = sorted((len(text), int(candidate.value)))
        if counts[0]:
            yield "stated_length", counts[0] / counts[1]


def _placed(layout: Layout) -> Iterator[tuple[str, float]]:
    """Yield how the choice sits in the page."""
    places = [index for index, block in enumerate(layout.blocks) if block in layout.chosen]
    between = layout.blocks[places[0] : places[-1] + 1]
    letters = sum(len(block.key) for block in layout.chosen)
    yield "taken", len(layout.matched.intersection(places)) / len(layout.matched.union(places))
    yield "unbroken_blocks", len(places) / len(between)
    yield "unbroken_text", letters / max(1, sum(len(block.key) for block in between))
    running = [block for block in layout.blocks if len(block.key) > _LONG_KEY and block.link_share < _HALF]
    inside = sum(len(block.key) for block in running if block in layout.chosen)
    yield "page", inside / max(1, sum(len(block.key) for block in running))
    linked = sum(len(squeezed(anchor)) for block in layout.chosen for _, anchor in block.links)
    yield "links", 1 - min(1.0, linked / max(1, letters))
