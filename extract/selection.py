"""Which blocks of a page are its article.

trafilatura says where the text is; the page's own tree says what belongs to it. So its words are looked up among the
blocks of the page, and what stands between them and is set as they are comes in, what is named otherwise goes out.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml.html import HtmlElement

from extract.blocks import PageBlock
from extract.noise import (
    ends_a_sentence,
    is_byline,
    is_correction,
    is_date_line,
    is_in_standfirst,
    is_named_noise,
    is_noise_line,
)
from extract.trimming import trimmed, trimmed_away

#: Letters of a block; shorter ones occur by chance, and count only as a whole block of the body.
_MIN_KEY = 20
#: Letters of a block that is surely running text.
_LONG_KEY = 40
#: The part of the matched text that the main element holds; the rest are boxes that trafilatura took as well.
_MAIN_SHARE = 0.85
#: As a page's description, a standfirst may be cut; so many letters tell that it is the same.
_SAME_START = 50
#: Text that fills more of the article than this is no box, whatever its class.
_BOX_SHARE = 0.25
_HALF = 0.5
#: Blocks at the top among which the article's date may stand.
_LINES_ABOVE = 2
#: Blocks below the text among which a note on what was changed in it may stand.
_NOTES_BELOW = 8
#: How many paragraphs must stand together to be an article that trafilatura overlooked, and how many times the text
#: that it took: an article that follows the page's own may well have half as much again.
_MIN_OVERLOOKED, _OVERLOOKED = 4, 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the page states of its article, as keys to compare blocks with."""

    titles: frozenset[str] = frozenset()
    summaries: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()


def match_blocks(blocks: Sequence[PageBlock], body_keys: Sequence[str]) -> frozenset[int]:
    """Return the indices of the blocks whose words stand in the body, given as the keys of its blocks."""
    whole, exact = "".join(body_keys), frozenset(body_keys)
    long_keys = [key for key in exact if len(key) >= _MIN_KEY]

    def is_in_body(key: str) -> bool:
        if key in exact or len(key) < _MIN_KEY:
            return key in exact
        return key in whole or 2 * sum(len(part) for part in long_keys if part in key) > len(key)

    matched = frozenset(index for index, block in enumerate(blocks) if block.key and is_in_body(block.key))
    return matched | _overlooked(blocks, matched)


def _overlooked(blocks: Sequence[PageBlock], matched: frozenset[int]) -> frozenset[int]:
    """Return the paragraphs that stand together in one element where they are far more than the matched text.

    Its fast path takes teasers or a part of several for the article, now and then: 1 page in 100.
    """
    together: defaultdict[HtmlElement | None, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if _is_paragraph(block) and len(block.key) > _LONG_KEY:
            together[block.element.getparent()].append(index)
    most = max(together.values(), key=lambda indices: _letters(blocks, indices), default=[])
    is_enough = len(most) >= _MIN_OVERLOOKED and _letters(blocks, most) > _OVERLOOKED * _letters(blocks, matched)
    return frozenset(most) if is_enough else frozenset()


def _letters(blocks: Sequence[PageBlock], indices: Iterable[int]) -> int:
    return sum(len(blocks[index].key) for index in indices)


def select(blocks: Sequence[PageBlock], matched: frozenset[int], known: Known) -> list[tuple[PageBlock, str]]:
    """Return the blocks of the article with their kinds, in reading order."""
    if not matched:
        return []
    return trimmed(_Selection(blocks, matched, known).untrimmed())


def drop_reasons(
    blocks: Sequence[PageBlock], matched: frozenset[int], known: Known, chosen: Collection[PageBlock]
) -> dict[PageBlock, str]:
    """Return why the blocks that are not among the chosen are not, in reading order; asked only to explain a page."""
    if not matched:
        return dict.fromkeys(blocks, "no main text was found on the page")
    selection = _Selection(blocks, matched, known)
    away = trimmed_away(selection.untrimmed())
    left_out = (index for index, block in enumerate(blocks) if block not in chosen)
    return {blocks[index]: away.get(blocks[index]) or _why_left_out(selection, index) for index in left_out}


def _why_left_out(selection: "_Selection", index: int) -> str:
    block = selection.blocks[index]
    if (index in selection.matched or index in selection.inside) and (reason := selection.noise(index)):
        return reason
    if block.key in selection.known.titles:
        return "title repeated"
    if block.link_share >= _HALF:
        return "links"
    return "outside the main element" if index in selection.matched else "outside the main text"


class _Selection:
    """The page's blocks, and where among them the article is."""

    def __init__(self, blocks: Sequence[PageBlock], matched: frozenset[int], known: Known) -> None:
        self.blocks = blocks
        self.matched = matched
        self.known = known
        self.sizes = _sizes(blocks, matched)
        #: A named box that holds more letters than this is no box.
        self.box_size = _BOX_SHARE * max(self.sizes.values())
        self.main = _main_element(self.sizes)
        inside = frozenset(self.main.iter()) if self.main is not None else frozenset()
        self.inside = frozenset(index for index, block in enumerate(blocks) if block.element in inside)
        taken = sorted(self.inside & matched)
        self.first, self.last = (taken[0], taken[-1]) if taken else (0, -1)
        texts = (blocks[index] for index in taken if blocks[index].kind == "text")
        #: The elements that hold running text, with how many blocks of it.
        self.holders = Counter(block.element.getparent() for block in texts if len(block.key) > _LONG_KEY)
        #: The elements that hold text of any kind, taken or not.
        self.together = Counter(block.element.getparent() for block in blocks if _is_running(block))
        self.shapes = {_shape(holder) for holder in self.holders if holder is not None and holder.get("class")}
        above = (index for index in range(self.first, -1, -1) if blocks[index].key in known.titles)
        #: Where the title is printed.
        self.title = next(above, self.first)

    def untrimmed(self) -> list[tuple[PageBlock, str]]:
        """Return the blocks of running text and standfirst with their kinds, in reading order."""
        kinds = {index: self.blocks[index].kind for index in self.running()}
        kinds |= dict.fromkeys(self.standfirst(), "standfirst")
        return [(self.blocks[index], kinds[index]) for index in sorted(kinds)]

    def running(self) -> Iterator[int]:
        """Yield the blocks of the running text: the main element's, and what belongs to it before and after."""
        candidates = (*self._before(), *self._within(), *self._after())
        yield from (index for index in candidates if not self.noise(index))

    def _within(self) -> Iterator[int]:
        """Yield what trafilatura took, and what it lost between."""
        for index in range(self.first, self.last + 1):
            if index in self.inside and (index in self.matched or self._is_lost(index)):
                yield index

    def _before(self) -> Iterator[int]:
        """Yield what trafilatura took between the title and the main element: key points, a first paragraph."""
        for index in range(self.title + 1, self.first):
            block = self.blocks[index]
            is_taken = index in self.matched and block.kind != "heading"
            is_first = index in self.inside and _is_paragraph(block) and ends_a_sentence(block.text)
            is_text = (is_taken or is_first) and len(block.key) > _LONG_KEY and block.link_share < _HALF
            if is_text or is_correction(block):
                yield index

    def _after(self) -> Iterator[int]:
        """Yield the paragraphs after the main element that are set as its own: some articles come in several parts.

        A second <h1> begins another article. A note on what was changed is set as it likes.
        """
        for index in range(self.last + 1, len(self.blocks)):
            block = self.blocks[index]
            if block.element.tag == "h1":
                return
            is_alike = _shape(block.element.getparent()) in self.shapes
            is_note = index <= self.last + _NOTES_BELOW and is_correction(block)
            if is_note or (is_alike and _is_paragraph(block) and len(block.key) > _LONG_KEY):
                yield index

    def _is_lost(self, index: int) -> bool:
        """Tell whether a block that trafilatura left out stands among running text as a part of it."""
        block = self.blocks[index]
        parent = block.element.getparent()
        if is_correction(block):
            return True
        is_alike = _shape(parent) in self.shapes
        if block.kind == "heading":
            is_beside = is_alike or self.holders[parent] or (parent is not None and self.holders[parent.getparent()])
            following = self.matched & {index + 1, index + 2}
            heads = any(self.blocks[after].kind != "heading" for after in following)
            return bool(is_beside) and heads and block.link_share < _HALF and block.element.tag != "h1"
        return _is_paragraph(block) and (is_alike or self.together[parent] > 1) and len(block.key) >= _MIN_KEY

    def noise(self, index: int) -> str | None:
        """Return what a block is that stands among the text and is none of it; None for what is text."""
        block = self.blocks[index]
        if is_correction(block):
            return None
        if block.key in self.known.titles and (block.kind == "heading" or index <= self.first + 3):
            return "title repeated"
        if is_noise_line(block):
            return "line of the page's own"
        if is_byline(block, self.known.names):
            return "byline"
        if index <= self.first + _LINES_ABOVE and is_date_line(block):
            return "date"
        return "in a box" if self._is_in_box(block) else None

    def _is_in_box(self, block: PageBlock) -> bool:
        """Tell whether the block is in an element that is named as something else than text, and holds little of it."""
        around = takewhile(lambda element: element is not self.main, (block.element, *block.element.iterancestors()))
        return any(self.sizes[element] < self.box_size and is_named_noise(element) for element in around)

    def standfirst(self) -> list[int]:
        """Return the block between title and text that is the page's description, or is named as the standfirst."""
        for index in range(self.title + 1, self.first + 1):
            block = self.blocks[index]
            if len(block.key) < _MIN_KEY or block.key in self.known.titles or block.link_share >= _HALF:
                continue
            if self._is_summary(block) or (index < self.first and is_in_standfirst(block)):
                return [index]
        return []

    def _is_summary(self, block: PageBlock) -> bool:
        if block.key in self.known.summaries:
            return True
        long = {summary for summary in self.known.summaries if len(summary) >= _SAME_START}
        if any(block.key.endswith(summary) and len(summary) > _MAIN_SHARE * len(block.key) for summary in long):
            return True  # behind a place: "Berlin. The government …"
        return block.key[:_SAME_START] in {summary[:_SAME_START] for summary in long}


def _sizes(blocks: Sequence[PageBlock], matched: frozenset[int]) -> Counter[HtmlElement]:
    """Return how much of the matched text every element holds, in letters."""
    sizes: Counter[HtmlElement] = Counter()
    for index in matched:
        block = blocks[index]
        sizes[block.element] += len(block.key)
        for ancestor in block.element.iterancestors():
            sizes[ancestor] += len(block.key)
    return sizes


def _main_element(sizes: Counter[HtmlElement]) -> HtmlElement | None:
    """Return the innermost element that holds nearly all of the matched text."""
    enough = _MAIN_SHARE * max(sizes.values(), default=0)
    return max((element for element, size in sizes.items() if size >= enough), key=_depth, default=None)


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_running(block: PageBlock) -> bool:
    return block.kind == "text" and len(block.key) > _LONG_KEY and block.link_share < _HALF


def _is_paragraph(block: PageBlock) -> bool:
    return block.kind == "text" and block.element.tag == "p" and block.link_share < _HALF


def _shape(element: HtmlElement | None) -> tuple[str, str] | None:
    """Return how an element is set, as far as its tag and class tell."""
    return None if element is None else (str(element.tag), element.get("class", ""))
