"""What of a page is its article: the one module that knows trafilatura."""

import logging
from importlib.metadata import version
from itertools import count

from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.core import bare_extraction
from trafilatura.meta import reset_caches
from trafilatura.settings import Document, Extractor

EXTRACTOR = f"trafilatura {version('trafilatura')}"
#: Comments are not the article; deduplication is global state and changes a page's result with the pages before it.
_OPTIONS = Extractor(output_format="txt", fast=True, comments=False, tables=True, dedup=False)
#: Pages between two resets of its caches, which grow with every page.
_RESET_AFTER = 300

#: What it takes out itself, after two searches and two copies of the tree: a third of a page's elements.
_NO_TEXT = ("img", "meta", "col")
_EMPTY = ("div", "span", "li", "i", "p", "section", "article", "b", "strong", "em")

_pages = count(1)
# It warns of every page that it gives up; whoever calls gets a reason instead.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def main_body(tree: HtmlElement) -> _Element | None:
    """Return the article's body as trafilatura's tree of p, head, list, quote, table and code, or None.

    The tree of the page is changed on the way: read everything else from it before.
    """
    if next(_pages) % _RESET_AFTER == 0:
        reset_caches()
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    for element in [element for element in tree.iter(*_EMPTY) if element.text is None and len(element) == 0]:
        element.drop_tree()
    document = bare_extraction(tree, options=_OPTIONS)
    return document.body if isinstance(document, Document) else None
