"""The author as the page links to him or her: by a mark on the link, by its address, by the "By" in front of it."""

import re
from collections.abc import Iterable

from lxml.html import HtmlElement

from extract.noise import is_within
from extract.persons import is_set_as_full_name, other_classes
from extract.text import one_line

_LINKS = "//body//a[@href]"
#: The address of an author's page, and of anybody's: who comments or is written about has one of these, too.
_AUTHORS_PAGE = re.compile(r"(?i)/(?:authors?|writers?|autor(?:e|es|en|in)?|auteurs?|autori)/[^/?#]+/?$")
_ANYBODYS_PAGE = re.compile(
    r"(?i)/(?:authors?|writers?|autor(?:e|es|en|in)?|auteurs?|autori|by|people|persons?|profiles?|users?|members?|staff"
    r"|contributors?|journalists?|journalistes|journalisten|periodistas?|reporters?|columnists?|redaktion)/[^/?#]+/?$"
)
_BY = re.compile(r"(?i)(?<!\w)(?:by|von|vom|por|par|di|door|af|av|autor(?:in|es)?|auteurs?|text)\s*:?\s*$")
#: What names a box around an article's own byline as well.
_OWN_BOXES = frozenset({"bio", "biography", "box", "card", "news", "more", "social"})
#: Elements around a link that may say that it is another's.
_AROUND = 6
#: Elements up from a link in which a "By" may stand before it.
_UP = 3


def linked_authors(marked: Iterable[HtmlElement]) -> tuple[str, ...]:
    """Return the texts of links marked as the author's, those that stand together first; teasers have others."""
    links = [link for link in marked if not _is_beside(link)]
    return tuple(_text(link) for link in links if _stand_together(links[0], link))


def linked_names(tree: HtmlElement) -> tuple[str, ...]:
    """Return the names behind a "By" that link to someone's page, else the only one that links to an author's page."""
    named = {
        link: name for link in tree.xpath(_LINKS) if _leads_to_person(link) and is_set_as_full_name(name := _text(link))
    }
    signed = [link for link in named if _BY.search(_text_before(link))]
    if signed:
        return tuple(dict.fromkeys(name for link, name in named.items() if _stand_together(signed[0], link)))
    authors = {name for link, name in named.items() if _AUTHORS_PAGE.search(link.get("href", ""))}
    return tuple(authors) if len(authors) == 1 else ()


def _text(link: HtmlElement) -> str:
    return one_line(str(link.text_content()))


def _leads_to_person(link: HtmlElement) -> bool:
    return _ANYBODYS_PAGE.search(link.get("href", "")) is not None and not _is_beside(link)


def _is_beside(link: HtmlElement) -> bool:
    """Tell whether a link stands beside the article, in the comments or in a list of others."""
    return is_within(link, _AROUND, other_classes() - _OWN_BOXES)


def _stand_together(one: HtmlElement, other: HtmlElement) -> bool:
    return one.getparent() is other.getparent() or _grandparent(one) is _grandparent(other)


def _grandparent(element: HtmlElement) -> HtmlElement | None:
    parent = element.getparent()
    return None if parent is None else parent.getparent()


def _text_before(element: HtmlElement) -> str:
    """Return the text that is printed right before an element."""
    for _ in range(_UP):
        parent, before = element.getparent(), element.getprevious()
        if parent is None:
            break
        text = parent.text if before is None else before.tail or str(before.text_content())
        if text and text.strip():
            return str(text)
        element = parent
    return ""
