"""OPML, the lists of feeds that readers exchange (http://opml.org/spec2.opml), in and out."""

from collections.abc import Iterable

from lxml import etree

from extract.model import ExtractError
from extract.parsed import Child, Parsed
from extract.text import one_line
from extract.urls import absolute_url


def parse_opml(body: bytes, url: str) -> Parsed:
    """Return the feeds of an OPML list, however deep its outlines nest, each address once.

    ExtractError: not_opml for what is none, or is damaged before its first feed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n"), parser)
    except etree.XMLSyntaxError as error:
        raise ExtractError("not_opml", f"{url}: damaged XML: {error.msg}") from error
    if root is None or str(root.tag).lower() != "opml":
        raise ExtractError("not_opml", f"{url}: no OPML, which begins with <opml>")
    outlines = [
        {str(name).lower(): str(value) for name, value in outline.items()} for outline in root.iter("{*}outline")
    ]
    feeds = [outline for outline in outlines if outline.get("xmlurl")]
    found: dict[str, Child] = {}
    for outline in feeds:
        if address := absolute_url(url, outline["xmlurl"]):
            title = one_line(outline.get("title") or outline.get("text") or "") or None
            found.setdefault(address, Child(url=address, kind="feed", title=title))
    return Parsed(
        kind="opml",
        title=one_line(root.findtext("head/title") or "") or None,
        children=tuple(found.values()),
        message=_message(url, [outline["xmlurl"] for outline in feeds if not absolute_url(url, outline["xmlurl"])]),
    )


def _message(url: str, refused: list[str]) -> str | None:
    return f"{url}: {len(refused)} addresses are no http(s) URL, such as {refused[0]!r}" if refused else None


def opml_of(title: str, feeds: Iterable[Child]) -> bytes:
    """Return an OPML 2.0 list of feeds as UTF-8."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for feed in feeds:
        name = feed.title or feed.url
        etree.SubElement(body, "outline", type="rss", text=name, title=name, xmlUrl=feed.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))
