"""The captions of an article's pictures: beside its text, not in it.

A caption stands between two paragraphs that it does not continue, and often says what one of them says. The labelled
pages leave captions out of the running text: as paragraphs they cost .026 of paragraph F1 on fundus. And a caption that
is changed makes no new version of an article. So they are kept apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from lxml.html import HtmlElement

from extract.blocks import PageBlock
from extract.noise import is_named_noise
from extract.persons import distinct
from extract.text import one_line

#: How WordPress marks a caption that is no <figcaption>.
_CAPTION_CLASS = "wp-caption-text"
_BESIDE = frozenset({"a", "nav", "aside", "footer"})
_WHOLE_PAGE = frozenset({"body", "html"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What is printed under a picture, and the elements around both, the innermost first."""

    text: str
    around: tuple[HtmlElement, ...]


def page_captions(tree: HtmlElement) -> tuple[Caption, ...]:
    """Return the captions of a page in reading order, those of teasers too."""
    marked = (each for each in tree.iter("figcaption", "p", "dd") if _is_caption(each))
    found = ((one_line(str(each.text_content())), each) for each in marked)
    return tuple(Caption(text=text, around=tuple(each.iterancestors())[1:]) for text, each in found if text)


def _is_caption(element: HtmlElement) -> bool:
    return element.tag == "figcaption" or _CAPTION_CLASS in element.get("class", "").split()


def captions_of(captions: Iterable[Caption], chosen: Sequence[PageBlock]) -> tuple[str, ...]:
    """Return the texts of the captions that stand with the chosen blocks, each once, in reading order."""
    holder = _holder(chosen)
    if holder is None:
        return ()
    return tuple(distinct(caption.text for caption in captions if _is_within(caption, holder)))


def _is_within(caption: Caption, holder: HtmlElement) -> bool:
    between = list(takewhile(lambda element: element is not holder, caption.around))
    is_beside = any(element.tag in _BESIDE or is_named_noise(element) for element in between)
    return len(between) < len(caption.around) and not is_beside


def _holder(chosen: Sequence[PageBlock]) -> HtmlElement | None:
    """Return the element that holds the blocks and the pictures at their head: the article, or what is around them."""
    if not chosen:
        return None
    common = set(chosen[0].element.iterancestors())
    for block in chosen[1:]:
        common &= set(block.element.iterancestors())
    inward = [element for element in chosen[0].element.iterancestors() if element in common]
    marked = (element for element in inward if element.tag in ("article", "main"))
    wider = (element for element in inward[1:2] if element.tag not in _WHOLE_PAGE)
    return next(marked, next(wider, inward[0] if inward else None))
