"""Feeds and sitemaps of a line each, and a site that answers with them."""

from benchmarks.local_web import replies
from benchmarks.local_web.server import Answer, Asked, Reply


def reply(body: str = "", status: int = 200, **headers: str) -> Answer:
    """Answer with this body, or with 304 to its ETag; without one to every request alike."""
    whole, unchanged = replies.reply(status, body.encode(), **headers), replies.reply(304, b"", **headers)

    def answer(asked: Asked) -> Reply:
        is_known = "etag" in headers and asked.headers.get("if-none-match") == headers["etag"]
        return unchanged if is_known else whole

    return answer


def rss(*paths: str, ttl: str = "") -> str:
    """Return a feed of these pages; ``ttl`` is its element of that name."""
    items = "".join(f"<item><title>{path}</title><link>{path}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel>{ttl}{items}</channel></rss>'


def urlset(*paths: str) -> str:
    """Return a sitemap of these pages."""
    return f"<urlset>{''.join(f'<url><loc>{path}</loc></url>' for path in paths)}</urlset>"


def index(**lastmod: str) -> str:
    """Return an index of the sitemaps NAME.xml, with the time of change of each."""
    named = "".join(f"<sitemap><loc>/{name}.xml</loc>{at}</sitemap>" for name, at in lastmod.items())
    return f"<sitemapindex>{named}</sitemapindex>"


def changed(at: str) -> str:
    """Return a time of change as an index states it."""
    return f"<lastmod>{at}</lastmod>"
