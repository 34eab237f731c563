"""One document that may name pages, whatever it is called: feed, sitemap, index, OPML or page, as its content tells."""

import re

from extract.decode import decode, decompress
from extract.discovery import find_feeds
from extract.entries import beginning, parse_feed
from extract.json_feed import parse_json_feed
from extract.model import ExtractError
from extract.opml import parse_opml
from extract.parsed import Parsed
from extract.sitemaps import parse_sitemap, parse_url_list

#: Unpacked; the sitemap protocol allows 50 MB.
MAX_BYTES = 50 * 2**20
#: The characters in which a document says what it is; comments and PHP's warnings may stand before.
_HEAD = 50_000
_COMMENT = re.compile(r"(?s)<!--.*?(?:-->|$)")
_ROOT = re.compile(
    r"(?i)<(?:\w+:)?(rss|rdf|feed|channel|urlset|sitemapindex|opml|html|head|body|title|meta|div|article)(?=[\s>/])"
)
_HTML = re.compile(r"(?i)<!doctype\s+html|<(?:p|h[1-6]|span|a)(?=[\s>])")
_FEEDS = frozenset({"rss", "rdf", "feed", "channel"})
_SITEMAPS = frozenset({"urlset", "sitemapindex"})


def parse_listing(body: bytes, content_type: str | None, url: str, source_id: str | None) -> Parsed:
    """Return what a document holds; ExtractError for one that is damaged, too big, or none of the kinds.

    ``body`` may be a .gz file; ``content_type`` is only asked for its charset, since feeds are sent as anything.
    """
    body = decompress(body, MAX_BYTES)
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):  # first: what JSON carries looks like HTML
        return parse_json_feed(decode(body, content_type).text, url, source_id)
    root = _root(body)
    if root in _FEEDS:
        return parse_feed(body, url, source_id, content_type)
    if root in _SITEMAPS:
        return parse_sitemap(body, url, source_id)
    if root == "opml":
        return parse_opml(body, url)
    text = decode(body, content_type).text
    if root:
        return Parsed(kind="page", children=find_feeds(text, url))
    if parsed := parse_url_list(text, url, source_id):
        return parsed
    raise ExtractError("not_a_listing", f"{url}: neither a feed nor a sitemap ({beginning(body)})")


def _root(body: bytes) -> str | None:
    """Return the name of the first element that is known; without NULs, UTF-16 reads like ASCII here."""
    head = _COMMENT.sub(" ", body[:_HEAD].replace(b"\x00", b"").decode("latin-1"))
    # The doctype last: some feeds have that of HTML.
    match = _ROOT.search(head)
    return match[1].lower() if match else "html" if _HTML.search(head) else None
