"""Blocks put in their places as the paragraphs of one text."""

from collections.abc import Iterable
from dataclasses import dataclass

from extract.model import PARAGRAPH_BREAK, Paragraph

#: Between the cells of a table's row.
CELL_BREAK = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph that has no place in an article's text yet; its text is one line and not empty."""

    kind: str
    text: str


def placed(blocks: Iterable[Block]) -> tuple[Paragraph, ...]:
    """Return the blocks as paragraphs of one text.

    >>> [p.start for p in placed([Block(kind="heading", text="Ferry"), Block(kind="text", text="It sails.")])]
    [0, 7]
    """
    paragraphs: list[Paragraph] = []
    start = 0
    for block in blocks:
        paragraphs.append(Paragraph(kind=block.kind, text=block.text, start=start))
        start = paragraphs[-1].end + len(PARAGRAPH_BREAK)
    return tuple(paragraphs)


def joined(paragraphs: Iterable[Paragraph]) -> str:
    """Return the article's text, in which every paragraph stands at its ``start``."""
    return PARAGRAPH_BREAK.join(paragraph.text for paragraph in paragraphs)
