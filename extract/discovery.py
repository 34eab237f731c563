"""Where a site lists its pages: the feeds that a page links, the sitemaps that robots.txt names."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement
from protego import Protego

from extract.html import parse_html
from extract.parsed import Child
from extract.text import one_line
from extract.urls import absolute_url

#: Types of feeds; application/json is that of JSON Feed 1.0, and of much else.
_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/x-rss+xml",
        "application/x-atom+xml",
        "text/rss+xml",
        "text/atom+xml",
        "text/rss",
        "text/atom",
    }
)
_MAYBE_FEED_TYPES = frozenset({"application/json", "application/xml", "text/xml"})
#: What addresses of feeds look like: /feed, /rss.xml, atom.php, index.rdf, ?feed=rss2.
_FEED_LIKE = re.compile(
    r"""(?ix) /(?:feeds?|rss2?|atom)(?:/(?:index\.xml)?)?(?:[?#]|$) | \.(?:rss|atom|rdf)(?:[?#]|$)
    | [?&]feed=(?:rss2?|atom|rdf) | /[\w-]*(?:feed|rss|atom)[\w-]*\.(?:xml|php|json)(?:[?#]|$)"""
)
_LIST_FILE = re.compile(r"(?i)\.(?:xml|opml|json)(?:\.gz)?(?:[?#]|$)|/[\w-]*sitemap[\w-]*(?:\.\w+)*(?:[?#]|$)")
#: What readers write, not the newsroom.
_COMMENTS = re.compile(r"(?i)\bcomments?\b|\bkommentare?\b|\bcommentaires?\b|\bcomentarios\b")
#: Where sites that name neither feed nor sitemap have them.
USUAL_PLACES = ("/sitemap.xml", "/news-sitemap.xml", "/sitemap_index.xml", "/feed", "/rss.xml")


def find_feeds(html: str, url: str) -> tuple[Child, ...]:
    """Return the feeds that a page links: those it declares, else its links that look like feeds; none of comments."""
    tree = parse_html(html)
    base = _base(tree, url)
    found = _once(_declared(tree, base)) or _once(_linked(tree, base))
    return tuple(feed for feed in found if not _COMMENTS.search(f"{feed.title or ''} {feed.url}"))


def find_sitemaps(robots: str, url: str) -> tuple[Child, ...]:
    """Return the sitemaps that a robots.txt names, whatever its address."""
    links = (absolute_url(url, link) for link in Protego.parse(robots).sitemaps)
    return tuple(Child(url=link, kind="sitemap") for link in dict.fromkeys(filter(None, links)))


def names_pages(url: str) -> bool:
    """Tell whether an address looks like that of a feed or a sitemap, and not of an article."""
    return bool(_FEED_LIKE.search(url) or _LIST_FILE.search(url))


def _base(tree: HtmlElement, url: str) -> str:
    stated = next((element.get("href") for element in tree.iter("base")), None)
    return absolute_url(url, stated) or url


def _declared(tree: HtmlElement, base: str) -> Iterator[Child]:
    """Yield what <link rel=alternate> calls a feed."""
    for link in tree.iter("link"):
        label = link.get("type", "").partition(";")[0].strip().lower()
        is_feed = label in _FEED_TYPES or (label in _MAYBE_FEED_TYPES and _FEED_LIKE.search(link.get("href", "")))
        if "alternate" in link.get("rel", "").lower().split() and is_feed:
            yield from _feed(base, link.get("href"), link.get("title"))


def _linked(tree: HtmlElement, base: str) -> Iterator[Child]:
    """Yield what an ordinary link's address calls a feed."""
    for link in tree.iter("a"):
        if _FEED_LIKE.search(absolute_url(base, link.get("href")) or ""):
            yield from _feed(base, link.get("href"), str(link.text_content()))


def _feed(base: str, href: str | None, title: str | None) -> Iterator[Child]:
    if address := absolute_url(base, href):
        yield Child(url=address.partition("#")[0], kind="feed", title=one_line(title or "") or None)


def _once(feeds: Iterator[Child]) -> list[Child]:
    """Return the feeds, the first of each address."""
    found: dict[str, Child] = {}
    for feed in feeds:
        found.setdefault(feed.url, feed)
    return list(found.values())
