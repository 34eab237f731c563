"""The byline as the page prints it: the names in the first element that is named as one."""

from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from extract.noise import class_words
from extract.persons import (
    byline_classes,
    foreign_classes,
    is_full,
    is_role,
    is_set_as_name,
    other_classes,
    split_byline,
)
from extract.text import one_line

#: Elements that may be named as a byline.
_MARKED = "//body//*[@class or @id or @rel='author'][not(self::article or self::main)]"
#: Characters of a byline; longer is a life.
_LONGEST = 200
#: Elements around a byline that may say that it is another's.
_AROUND = 6
#: The same where little else is around it: a box of comments may hold the whole page.
_CLOSE = 3


def printed_names(tree: HtmlElement) -> tuple[str, ...]:
    """Return the names in the page's byline, empty where no element is named as one.

    A byline in a box (of the author, of the news) counts where there is no other, one of a comment or a teaser never.
    """
    named = [element for element in tree.xpath(_MARKED) if _is_named(element)]
    elsewhere = [element for element in named if _is_within(element, _AROUND, other_classes())]
    boxed = [element for element in elsewhere if not _is_within(element, _CLOSE, foreign_classes())]
    for element in (*(each for each in named if each not in elsewhere), *boxed):
        if names := tuple(_names_beside(element)):
            return names
    return ()


def _is_named(element: HtmlElement) -> bool:
    return element.get("rel") == "author" or bool(class_words(element) & byline_classes())


def _is_within(element: HtmlElement, around: int, classes: frozenset[str]) -> bool:
    """Tell whether the element, or one of the next around it, is beside the article or named as one of the classes."""
    return any(
        each.tag in ("aside", "footer", "figure") or class_words(each) & classes
        for each in islice((element, *element.iterancestors()), around)
        if each.tag not in ("body", "html")
    )


def _names_beside(element: HtmlElement) -> Iterator[str]:
    """Yield the names in an element and in those that stand beside it and are set alike."""
    parent = element.getparent()
    alike = [each for each in parent if each.get("class") == element.get("class")] if parent is not None else [element]
    for each in alike if element.get("class") else [element]:
        parts = [one_line(str(part)) for part in each.itertext()]
        if sum(map(len, parts)) <= _LONGEST:
            yield from filter(_is_name, split_byline(" | ".join(filter(None, parts))))


def _is_name(text: str) -> bool:
    return is_full(text) and is_set_as_name(text) and not text[0].islower() and not any(map(is_role, text.split()))
