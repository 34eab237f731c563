"""What kind of text a page is, whatever its label says."""

import re
from typing import Literal

from extract.model import ExtractError

Kind = Literal["html", "markdown", "plain"]

_LABELS: dict[str, Kind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "plain",
    "text/markdown": "markdown",
    "text/x-markdown": "markdown",
}
#: Labels that say nothing: the server's default for what it does not know, and XML, which XHTML is.
_SILENT = frozenset(
    {
        "",
        "application/octet-stream",
        "binary/octet-stream",
        "application/xml",
        "text/xml",
        "application/gzip",
        "application/x-gzip",
    }
)
_HTML = re.compile(r"(?is)<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|h[1-6]|span|br|a\s)\b")
_XML = re.compile(r"\s*<\?xml")
#: Feeds and sitemaps, which hold a <title> as pages do.
_FEED = re.compile(r"(?is)(?:\s|<\?.*?\?>|<!--.*?-->)*<(?:rss|feed|urlset|sitemapindex|rdf:rdf)\b")
#: How formats begin that servers send as pages, all in characters that text has too.
_SIGNATURES = {
    "%PDF-": "PDF",
    "{\\rtf": "RTF",
    "GIF8": "GIF",
    "PK\x03\x04": "ZIP",
    "From: <Saved by": "MHTML",
}
_JSON = re.compile(r"\s*(?:\{\s*\"|\[\s*[{\"])")
_HEAD_CHARACTERS = 4_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
#: One such character in twenty: no text of any charset has that many.
_BINARY_SHARE = 20


def kind_of(text: str, content_type: str | None) -> Kind:
    """Return which reader a decoded page needs; ExtractError not_html for what none of them reads."""
    label = (content_type or "").partition(";")[0].strip().lower()
    head = text[:_HEAD_CHARACTERS]
    if found := _other_format(head):
        raise ExtractError(
            "not_html",
            f"the content is {found} (labelled {label or 'nothing'}); HTML, plain text and Markdown are read",
        )
    if label in _LABELS:
        return _LABELS[label]
    if label not in _SILENT:
        raise ExtractError("not_html", f"the content is {label}; HTML, plain text and Markdown are read")
    if _HTML.search(head):
        return "html"
    if label.endswith("xml"):
        raise ExtractError("not_html", "the content is XML, and no page; HTML, plain text and Markdown are read")
    return "plain"


def _other_format(head: str) -> str | None:
    """Return the format that a text's beginning tells, whatever its label, where nobody here reads it."""
    for signature, name in _SIGNATURES.items():
        if head.startswith(signature):
            return name
    if len(_CONTROL.findall(head)) * _BINARY_SHARE > len(head):
        return "binary"
    if _FEED.match(head):
        return "a feed or a sitemap"
    if _HTML.search(head):
        return None
    return "XML" if _XML.match(head) else "JSON" if _JSON.match(head) else None
