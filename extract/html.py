"""The tree of an HTML page, within limits."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from extract.model import ExtractError

#: Tags of a page, closing ones too; the largest of 734 news pages has 20,000.
_MAX_TAGS = 100_000
#: Characters of text, scripts aside: trafilatura takes a second for each million. A novel has half of it.
_MAX_TEXT = 1_500_000
#: Attributes of one element: libxml2 compares each with all before it, 300,000 take minutes. News pages have 73.
_MAX_ATTRIBUTES = 10_000
#: A page below both has no element with so many attributes that it matters: libxml2 takes a second for 20,000.
_MANY_VALUES, _LONG_TAG = 20_000, 40_000
#: A tag as browsers read it: what stands in quotes does not end it.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*+"|'[^']*+')*+""")
#: Attributes of a page, each of which is copied with its element; the largest of 734 news pages has 10,000.
_MAX_ALL_ATTRIBUTES = 100_000
#: Characters of the shortest, with the space before it: only a page with room for so many is counted.
_SHORTEST_ATTRIBUTE = 2
_SCRIPT_BORDER = re.compile(r"(?i)<(/?)(?:script|style)\b")
#: Characters that XML forbids, as such and as references: trafilatura gives up the whole page for one of them.
_FORBIDDEN = bytes.maketrans(bytes((*range(9), 11, 12, *range(14, 32), 127)), b" " * 30)
_FORBIDDEN_WIDE = re.compile("\ufffe|\uffff".encode())
_FORBIDDEN_REFERENCE = re.compile(
    rb"&#(?:0*(?:[0-8]|1[124-9]|2[0-9]|3[01]|6553[45])|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F])|[xX]0*[fF]{3}[eEfF]);"
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
    if _may_have_huge_tag(text) and any(map(_is_huge, filter(_may_have_huge_tag, _outside_scripts(text)))):
        raise ExtractError("too_big", f"an element of the page has more than {_MAX_ATTRIBUTES:,} attributes")
    try:
        # As bytes: libxml2 refuses text that declares a charset of its own.
        tree = document_fromstring(_allowed(text), parser=_parser())
    except etree.ParserError as error:
        raise ExtractError("empty_body", "the page has no element") from error
    if (
        len(text) > _MAX_ALL_ATTRIBUTES * _SHORTEST_ATTRIBUTE
        and (count := float(str(tree.xpath("count(//@*)")))) > _MAX_ALL_ATTRIBUTES
    ):
        raise ExtractError("too_big", f"the page has {count:,.0f} attributes, {_MAX_ALL_ATTRIBUTES:,} are read")
    if len(text) > _MAX_TEXT and (length := _length_of_text(tree)) > _MAX_TEXT:
        raise ExtractError("too_big", f"the page has {length:,} characters of text, {_MAX_TEXT:,} are read")
    return tree


def _allowed(text: str) -> bytes:
    """Return the text as UTF-8 with spaces for what is forbidden; a table takes a fifth of the time of a pattern."""
    body = text.encode("utf-8", "replace").translate(_FORBIDDEN)
    if b"&#" in body:
        body = _FORBIDDEN_REFERENCE.sub(b" ", body)
    return _FORBIDDEN_WIDE.sub(b" ", body) if b"\xef\xbf" in body else body


def _length_of_text(tree: HtmlElement) -> int:
    return sum(len(part) for part in tree.xpath("//text()[not(parent::script or parent::style)]"))


def _may_have_huge_tag(text: str) -> bool:
    """Tell, at little cost, whether the text is worth a closer look: few pages have so many values or so long a tag.

    Whatever stands between two tags and is as long as _LONG_TAG fills one of the windows.
    """
    window = _LONG_TAG // 2
    starts = range(0, len(text) - window, window)
    return text.count("=") > _MANY_VALUES or (
        any(text.find("<", at, at + window) < 0 for at in starts) and max(map(len, text.split("<"))) > _LONG_TAG
    )


def _is_huge(text: str) -> bool:
    tags = (tag[0] for tag in _TAG.finditer(text) if len(tag[0]) > 2 * _MAX_ATTRIBUTES)
    return any(len(_ATTRIBUTE.findall(tag)) > _MAX_ATTRIBUTES for tag in tags)


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


def _parser() -> etree.HTMLParser:
    """Return a parser of plain HtmlElements; lxml's own asks for the class of each in Python, a tenth of our time."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def drop_what_is_no_text(tree: HtmlElement) -> None:
    """Take scripts, drawings, menus and controls out of the tree, in place: half of a page, none of its article."""
    etree.strip_elements(tree, *_NOT_TEXT, with_tail=False)
