"""The blocks of a page as a reader sees them: one block where the page begins a new line on purpose."""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, takewhile

from lxml.html import HtmlElement

from extract.paragraphs import CELL_BREAK
from extract.text import one_line, squeezed

#: The part of a block that is links where it is nothing else but for a mark or a number.
ALL_LINKS = 0.9
#: Fewer blocks of links stand among an article's paragraphs.
_LIST_BLOCKS = 3
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr""".split()  # noqa: SIM905 — a list of words reads as words
)
#: What never holds an article's running text; trafilatura drops the same.
_SKIPPED = frozenset(
    """head script style svg template noscript iframe object embed audio video canvas map button select textarea input
    label datalist dialog menu nav footer aside figure picture math progress""".split()  # noqa: SIM905
)
_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
    "blockquote": "blockquote",
    "pre": "code",
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PageBlock:
    """One block of a page, and where it stands in the tree."""

    kind: str
    text: str
    #: The innermost block element that holds the text.
    element: HtmlElement
    #: Links as (href, anchor text).
    links: tuple[tuple[str, str], ...]
    #: Letters and digits of the text, the key by which blocks are compared.
    key: str
    #: The part of the text that is links.
    link_share: float


def page_blocks(tree: HtmlElement) -> tuple[PageBlock, ...]:
    """Return the blocks of a page's tree in reading order, none of them empty."""
    walk = _Walk()
    walk.block_element(tree, "text")
    return tuple(walk.blocks)


class _Walk:
    """One pass over a tree, which gathers text up to the next border of a block."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self.line: list[str] = []
        self.links: list[tuple[str, str]] = []

    def block_element(self, element: HtmlElement, kind: str) -> None:
        """Take in an element that begins and ends a line."""
        self.content(element, element, kind)
        self.end_line(element, kind)

    def content(self, element: HtmlElement, block: HtmlElement, kind: str) -> None:
        """Take in what is inside an element; ``block`` is the block element whose line it stands on."""
        if element.text:
            self.line.append(element.text)
        for child in element:
            self.child(child, block, kind)
            if child.tail:
                self.line.append(child.tail)

    def child(self, child: HtmlElement, block: HtmlElement, kind: str) -> None:
        """Take in one element, by what its tag does to the line."""
        tag = child.tag
        if tag in _INLINE:
            if _is_break(child):
                self.end_line(block, kind)
            else:
                self.inline_element(child, block, kind)
        elif tag == "br":
            self.end_line(block, kind)
        elif tag == "tr" and _is_data(child):
            self.end_line(block, kind)
            self.line.append(CELL_BREAK.join(cell for cell in map(_cell, child) if cell))
            self.end_line(child, "table")
        elif tag not in _SKIPPED:
            self.end_line(block, kind)
            self.block_element(child, _KINDS.get(tag, kind))

    def inline_element(self, element: HtmlElement, block: HtmlElement, kind: str) -> None:
        """Take in an element that stays on the line, and note its address if it is a link."""
        start = len(self.line)
        self.content(element, block, kind)
        if element.tag == "a" and element.get("href") and (anchor := one_line("".join(self.line[start:]))):
            self.links.append((element.get("href"), anchor))

    def end_line(self, element: HtmlElement, kind: str) -> None:
        """Make a block of the text gathered so far, if there is any."""
        if self.line and (text := one_line("".join(self.line))):
            self.blocks.append(_block(kind, text, element, tuple(self.links)))
        self.line.clear()
        self.links.clear()


def _block(kind: str, text: str, element: HtmlElement, links: tuple[tuple[str, str], ...]) -> PageBlock:
    key = squeezed(text)
    share = sum(len(squeezed(anchor)) for _, anchor in links) / max(1, len(key)) if links else 0.0
    return PageBlock(kind=kind, text=text, element=element, links=links, key=key, link_share=share)


def _is_break(element: HtmlElement) -> bool:
    """Tell whether an element is empty and named as a line break, as some publishing systems write <br>."""
    return not element.text and len(element) == 0 and "br" in element.get("class", "").split()


def _is_data(row: HtmlElement) -> bool:
    """Tell a row of a table from one that only lays the page out: several cells, none of which holds blocks."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    return len(cells) > 1 and not any(
        next(cell.iterdescendants("p", "div", "table", "ul", "h2", "h3"), None) is not None for cell in cells
    )


def _cell(cell: HtmlElement) -> str:
    return one_line(str(cell.text_content()))


def drop_link_lists(blocks: Sequence[PageBlock]) -> None:
    """Take out of the tree, in place, what holds several blocks and nothing but links: menus, topics, other articles.

    A third of a page's elements, which trafilatura searches, copies and measures before it drops most of them.
    """
    others: set[HtmlElement] = set()
    for block in blocks:
        if block.link_share < ALL_LINKS:
            others.update(takewhile(lambda element: element not in others, _around(block)))
    lists = Counter(_outermost(block, others) for block in blocks if block.element not in others)
    for element, count in lists.items():
        if count >= _LIST_BLOCKS and element.tag not in ("html", "body"):
            element.drop_tree()


def _outermost(block: PageBlock, others: Collection[HtmlElement]) -> HtmlElement:
    """Return the outermost element around a block that is not among the others."""
    return deque(takewhile(lambda element: element not in others, _around(block)), maxlen=1).pop()


def _around(block: PageBlock) -> Iterator[HtmlElement]:
    return chain((block.element,), block.element.iterancestors())
