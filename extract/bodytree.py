"""The blocks of trafilatura's body tree: what is left where the page's own tree does not hold its text."""

from collections.abc import Iterator

from lxml.etree import _Element

from extract.paragraphs import CELL_BREAK, Block
from extract.text import one_line

#: Its elements that are blocks; ``lb`` is a line break, ``<br><br>`` arrives as a single one too.
_KINDS = {
    "head": "heading",
    "p": "text",
    "item": "list",
    "quote": "blockquote",
    "code": "code",
    "row": "table",
    "lb": "text",
}


def body_blocks(body: _Element) -> tuple[Block, ...]:
    """Return the blocks of the body tree in reading order, none of them empty."""
    return tuple(block for block in _blocks(body, "text") if block.text)


def _blocks(element: _Element, kind: str) -> Iterator[Block]:
    """Yield what the element holds; each border of an inner block ends the text before it."""
    loose = [element.text or ""]
    for child in element:
        if kind != "heading" and next(child.iter(*_KINDS), None) is not None:
            yield Block(kind=kind, text=one_line("".join(loose)))
            yield from _row(child) if child.tag == "row" else _blocks(child, _inner_kind(str(child.tag), kind))
            loose = []
        else:
            loose.append(" " if child.tag == "lb" else _printed(child))
        loose.append(child.tail or "")
    yield Block(kind=kind, text=one_line("".join(loose)))


def _inner_kind(tag: str, kind: str) -> str:
    """Return the kind of a nested block: a paragraph in a quote is quoted, a heading is a heading everywhere."""
    inner = _KINDS.get(tag, kind)
    return kind if inner == "text" else inner


def _row(row: _Element) -> Iterator[Block]:
    """Yield one block a table row; a row of one cell lays the page out, and the cell's own blocks count."""
    cells = [cell for cell in row if one_line(_printed(cell))]
    if len(cells) == 1:
        yield from _blocks(cells[0], "text")
    else:
        yield Block(kind="table", text=CELL_BREAK.join(one_line(_printed(cell, " ")) for cell in cells))


def _printed(element: _Element, between: str = "") -> str:
    return between.join(str(part) for part in element.itertext())
