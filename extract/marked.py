"""The elements by which a page speaks of itself, found in one pass over its tree.

A pass costs half a millisecond, by XPath a little more; evidence has eight kinds of elements to look for.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extract.noise import class_words

_NAVIGATION = frozenset({"nav", "footer", "aside", "ol", "ul"})
_CRUMBS = frozenset({"breadcrumb", "breadcrumbs", "crumb", "crumbs"})
_PROPERTIES = frozenset({"headline", "datepublished", "datemodified", "author"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Elements of a page by what they are for, each kind in the order of the page."""

    #: JSON-LD as written.
    scripts: list[str] = field(default_factory=list)
    metas: list[HtmlElement] = field(default_factory=list)
    #: Links of the head and of the body that say what they lead to (rel).
    links: list[HtmlElement] = field(default_factory=list)
    #: Times with a datetime.
    times: list[HtmlElement] = field(default_factory=list)
    #: The first two levels.
    headings: list[HtmlElement] = field(default_factory=list)
    #: Elements with an itemprop (https://html.spec.whatwg.org/#microdata).
    properties: list[HtmlElement] = field(default_factory=list)

    def linked(self, relation: str, *tags: str) -> list[HtmlElement]:
        """Return the links that say exactly this of what they lead to."""
        return [link for link in self.links if link.get("rel") == relation and (not tags or link.tag in tags)]


def marked_elements(tree: HtmlElement) -> Marked:
    """Return the elements of a page's tree, as parsed and unpruned."""
    marked = Marked()
    for element in tree.iter():
        tag = element.tag
        if tag == "meta":
            marked.metas.append(element)
        elif tag in ("a", "link"):
            if element.get("rel"):
                marked.links.append(element)
        elif tag == "time":
            if element.get("datetime"):
                marked.times.append(element)
        elif tag in ("h1", "h2"):
            marked.headings.append(element)
        elif tag == "script" and element.text and "ld+json" in element.get("type", "").lower():
            marked.scripts.append(element.text)
        if element.get("itemprop"):
            marked.properties.append(element)
    return marked


def is_navigation(heading: HtmlElement) -> bool:
    """Tell whether a heading is none of the article's; the last of a trail of crumbs is made for search engines."""
    around = (heading, *heading.iterancestors())
    return any(element.tag in _NAVIGATION for element in around) or any(
        class_words(element) & _CRUMBS for element in around[:4]
    )


def meta_contents(metas: Sequence[HtmlElement]) -> Mapping[str, tuple[str, ...]]:
    """Return the contents of meta elements by lower-case name or property."""
    found: dict[str, tuple[str, ...]] = {}
    for element in metas:
        name = (element.get("property") or element.get("name") or element.get("http-equiv") or "").strip().lower()
        if name and element.get("content"):
            found[name] = (*found.get(name, ()), element.get("content"))
    return found


def microdata(properties: Sequence[HtmlElement]) -> Mapping[str, tuple[str, ...]]:
    """Return the values of microdata by lower-case property; of authors those that stand together first.

    Authors that stand elsewhere are those of teasers.
    """
    found: dict[str, tuple[str, ...]] = {}
    authors_of: HtmlElement | None = None
    for element in properties:
        name = element.get("itemprop", "").strip().lower()
        if name == "author":
            authors_of = element.getparent() if authors_of is None else authors_of
        if name in _PROPERTIES and (name != "author" or element.getparent() is authors_of):
            found[name] = (*found.get(name, ()), _property(element))
    return found


def _property(element: HtmlElement) -> str:
    """Return the value of a property: its machine-readable one, the name of what it holds, or its text."""
    name = element.find(".//*[@itemprop='name']")
    holder = element if name is None else name
    return str(element.get("content") or element.get("datetime") or holder.get("content") or holder.text_content())
