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
_XML = re.compile(r"\s*<\?xml|\s*<(?:rss|feed|urlset|sitemapindex|rdf)\b")
_HEAD_CHARACTERS = 4_000
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
#: One such character in twenty: no text of any charset has that many.
_BINARY_SHARE = 20


def kind_of(text: str, content_type: str | None) -> Kind:
    """Return which reader a decoded page needs; ExtractError not_html for what none of them reads."""
    label = (content_type or "").partition(";")[0].strip().lower()
    head = text[:_HEAD_CHARACTERS]
    if len(_CONTROL.findall(head)) * _BINARY_SHARE > len(head):
        raise ExtractError(
            "not_html", f"the content is binary (labelled {label or 'nothing'}); HTML, plain text and Markdown are read"
        )
    if label in _LABELS:
        return _LABELS[label]
    if label not in _SILENT:
        raise ExtractError("not_html", f"the content is {label}; HTML, plain text and Markdown are read")
    if _HTML.search(head):
        return "html"
    if _XML.match(head) or label.endswith("xml"):
        raise ExtractError("not_html", "the content is XML, and no page; HTML, plain text and Markdown are read")
    return "plain"
