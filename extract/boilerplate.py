"""What of a page is its article: the one module that knows trafilatura."""

import logging
from functools import partial
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
_extractor = partial(Extractor, output_format="txt", fast=True, comments=False, tables=True, dedup=False)
_OPTIONS, _GENEROUS = _extractor(), _extractor(recall=True)
#: It tries again by itself, generously, where it took little of the page, but copies and searches the page once more to
#: see how much there is, which we know: a twentieth of our time. No focus that it knows does without.
_OPTIONS.focus = "once"
#: Its figures: a text shorter than this and than this share of the page's (a fifth, links counted); the least length of
#: a second one, and how much longer it must be.
_SHORT, _SHARE, _LEAST, _LONGER = 3_000, 0.25, 250, 1.5
#: Pages between two resets of its caches, which grow with every page.
_RESET_AFTER = 300

#: What it takes out itself, after two searches and two copies of the tree: a third of a page's elements.
_NO_TEXT = ("img", "meta", "col")
_EMPTY = ("div", "span", "li", "i", "p", "section", "article", "b", "strong", "em")

_pages = count(1)
# It warns of every page that it gives up; whoever calls gets a reason instead.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def main_body(tree: HtmlElement, printed: int) -> _Element | None:
    """Return the article's body as trafilatura's tree of p, head, list, quote, table and code, or None.

    ``printed`` is how many characters of text the page has. The tree of the page is changed on the way: read everything
    else from it before.
    """
    if next(_pages) % _RESET_AFTER == 0:
        reset_caches()
    etree.strip_elements(tree, *_NO_TEXT, with_tail=False)
    for element in [element for element in tree.iter(*_EMPTY) if element.text is None and len(element) == 0]:
        element.drop_tree()
    body, length = _extracted(tree, _OPTIONS)
    if 0 < length < min(_SHORT, _SHARE * printed):
        more, longer = _extracted(tree, _GENEROUS)
        return more if longer > max(_LEAST, _LONGER * length) else body
    return body


def _extracted(tree: HtmlElement, options: Extractor) -> tuple[_Element | None, int]:
    """Return the body and the length of its text."""
    document = bare_extraction(tree, options=options)
    return (document.body, len(document.raw_text or "")) if isinstance(document, Document) else (None, 0)
