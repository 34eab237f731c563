"""The byline as the page prints it: the names in the first element that is named as one, or linked to their pages."""

from collections.abc import Iterable, Iterator

from lxml.html import HtmlElement

from extract.author_links import linked_names
from extract.noise import class_words, is_within
from extract.persons import byline_classes, foreign_classes, is_set_as_full_name, other_classes, split_byline
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
    """Return the names in the page's byline, empty where no element is named as one and no name linked as one.

    A byline in a box (of the author, of the news) counts where there is no other, one of a comment or a teaser never.
    """
    named = [element for element in tree.xpath(_MARKED) if _is_named(element)]
    # A dict keeps the order of the page and finds an element at once: a hostile page has thousands of bylines.
    elsewhere = dict.fromkeys(element for element in named if is_within(element, _AROUND, other_classes()))
    boxed = [element for element in elsewhere if not is_within(element, _CLOSE, foreign_classes())]
    own = [element for element in named if element not in elsewhere]
    return _first_names(own) or linked_names(tree) or _first_names(boxed)


def _first_names(named: Iterable[HtmlElement]) -> tuple[str, ...]:
    return next(filter(None, (tuple(_names_beside(element)) for element in named)), ())


def _is_named(element: HtmlElement) -> bool:
    return element.get("rel") == "author" or bool(class_words(element) & byline_classes())


def _names_beside(element: HtmlElement) -> Iterator[str]:
    """Yield the names in an element and in those that stand beside it and are set alike."""
    parent = element.getparent()
    alike = [each for each in parent if each.get("class") == element.get("class")] if parent is not None else [element]
    for each in alike if element.get("class") else [element]:
        parts = [one_line(str(part)) for part in each.itertext()]
        if sum(map(len, parts)) <= _LONGEST:
            yield from filter(is_set_as_full_name, split_byline(" | ".join(filter(None, parts))))
