"""The tree of an HTML page, within limits."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from extract.model import ExtractError

#: Tags of a page, closing ones too; the largest of 734 news pages has 20,000.
_MAX_TAGS = 150_000
#: Attributes of one element: libxml2 compares each with all before it, 300,000 take minutes.
_MAX_ATTRIBUTES = 2_000
_LONG_TAG = re.compile(r"(?i)<[a-z][^<>]{8000,}")
_SCRIPT_BORDER = re.compile(r"(?i)<(/?)(?:script|style)\b")
#: Characters that XML forbids, as such and as references: trafilatura gives up the whole page for one of them.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]"
    "|&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|[xX]0*[fF]{3}[eEfF]);"
)
_ATTRIBUTE = re.compile(r"""[^\s"'=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"']+))?""")
#: Also what no article stands in; without it trafilatura has a fifth less to do, and takes the same text.
_NOT_TEXT = (
    *("script", "style", "svg", "template", "iframe", "object", "embed", "audio", "video", "canvas", "map", "picture"),
    *("nav", "footer", "button", "select", "textarea", "input", "datalist", "dialog", "menu", "source", "link"),
)


def parse_html(text: str) -> HtmlElement:
    """Return the tree of a page, without comments; ExtractError for what is empty or too big to be a page."""
    if text.count("<") > _MAX_TAGS:
        raise ExtractError("too_big", f"the page has {text.count('<'):,} tags, {_MAX_TAGS:,} are read")
    long_tags = (tag for part in _outside_scripts(text) for tag in _LONG_TAG.findall(part))
    if any(len(_ATTRIBUTE.findall(tag)) > _MAX_ATTRIBUTES for tag in long_tags):
        raise ExtractError("too_big", f"an element of the page has more than {_MAX_ATTRIBUTES:,} attributes")
    try:
        # As bytes: libxml2 refuses text that declares a charset of its own.
        return document_fromstring(_FORBIDDEN.sub(" ", text).encode("utf-8", "replace"), parser=_parser())
    except etree.ParserError as error:
        raise ExtractError("empty_body", "the page has no element") from error


def _outside_scripts(text: str) -> Iterator[str]:
    """Yield what stands before, between and after scripts and styles, in one pass whatever is left open."""
    start, is_inside = 0, False
    for border in _SCRIPT_BORDER.finditer(text):
        closes = border[1] == "/"
        if is_inside == closes:
            if not is_inside:
                yield text[start : border.start()]
            start, is_inside = border.start(), not closes
    if not is_inside:
        yield text[start:]


def _parser() -> HTMLParser:
    return HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)


def drop_what_is_no_text(tree: HtmlElement) -> None:
    """Take scripts, drawings, menus and controls out of the tree, in place: half of a page, none of its article."""
    etree.strip_elements(tree, *_NOT_TEXT, with_tail=False)
