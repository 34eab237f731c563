"""What a user knows of a site's pages, tried on the tree: XPaths of what is no article, and of what holds it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from extract.layout_rules import LayoutRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """An element that was taken out of a page's tree."""

    #: The rule, as for people.
    reason: str
    element: HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The elements that a page's rules name."""

    pruned: tuple[Removed, ...]
    #: The rule for the body and its first match; None without a rule, and where nothing matches.
    body: Removed | None


def xpath_error(xpath: str) -> str | None:
    """Return what is wrong with an XPath of elements, None for a good one.

    >>> xpath_error("//aside[@class='related']"), xpath_error("count(//p)")
    (None, "'count(//p)' gives no elements")
    >>> xpath_error("//p[")
    "'//p[' is no XPath (Invalid expression)"
    """
    try:
        # Tried, since an unknown function or prefix is an error only then.
        found = etree.XPath(xpath)(document_fromstring("<p id=a class=a>a<a href=a>a</a>"))
    except etree.XPathError as error:
        return f"{xpath!r} is no XPath ({error})"
    is_of_elements = isinstance(found, list) and all(isinstance(each, HtmlElement) for each in found)
    return None if is_of_elements else f"{xpath!r} gives no elements"


def find_by_rules(tree: HtmlElement, rules: LayoutRules) -> Found:
    """Return what the rules name in a page's tree as parsed; nothing is taken out yet."""
    body = next(_elements(tree, rules.body), None) if rules.body else None
    return Found(
        pruned=tuple(
            Removed(reason=f"prune {xpath}", element=element)
            for xpath in rules.prune
            for element in _elements(tree, xpath)
        ),
        body=Removed(reason=f"outside body {rules.body}", element=body) if body is not None else None,
    )


def prune(tree: HtmlElement, found: Found) -> Iterator[Removed]:
    """Take what is no article out of the tree, in place; yield what was still in it."""
    for removed in found.pruned:
        if _is_in(tree, removed.element):
            removed.element.drop_tree()
            yield removed


def narrow(tree: HtmlElement, found: Found) -> Iterator[Removed]:
    """Take everything but the body out of the tree, in place, its ancestors left; yield what was taken."""
    if found.body is None or not _is_in(tree, found.body.element):
        return
    kept = found.body.element
    while (parent := kept.getparent()) is not None:
        parent.text = kept.tail = None
        for sibling in [child for child in parent if child is not kept]:
            sibling.tail = None
            parent.remove(sibling)
            yield Removed(reason=found.body.reason, element=sibling)
        kept = parent


def _elements(tree: HtmlElement, xpath: str) -> Iterator[HtmlElement]:
    found = tree.xpath(xpath)
    return (each for each in found if isinstance(each, HtmlElement)) if isinstance(found, list) else iter(())


def _is_in(tree: HtmlElement, element: HtmlElement) -> bool:
    """Tell whether an element is in the tree and not its root; what holds no text was taken out before."""
    return any(above is tree for above in element.iterancestors())
