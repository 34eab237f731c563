"""An invented newspaper: home page, robots.txt, feeds, sitemaps and articles, the same each time for the same name."""

import gzip
import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape
from importlib.resources import files
from random import Random

from benchmarks.local_web.replies import page
from benchmarks.local_web.server import Answer

#: When the newest article of every newspaper was published; the others are hours older.
NEWEST = datetime(2026, 3, 5, 12, tzinfo=UTC)

_WORDS = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
_NAMES = [f"{first} {last}" for first in _WORDS["first_names"] for last in _WORDS["last_names"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Newspaper:
    """One site; ``pages`` articles, of which number 0 is the newest."""

    name: str
    #: http://host:port
    origin: str
    pages: int
    #: Lines of robots.txt under ``User-agent: *``.
    robots: Sequence[str] = ()
    #: Whether every article can be sent as gzip, and is.
    packed: bool = False

    def url(self, number: int) -> str:
        """The address of an article."""
        return f"{self.origin}/news/{number:04}.html"

    def site(self, instead: Mapping[str, Answer] | None = None) -> dict[str, Answer]:
        """Every path of the site and what it answers, ``instead`` over all."""
        articles = {f"/news/{number:04}.html": self._article_page(number) for number in range(self.pages)}
        return {
            "/": page(self.home()),
            "/robots.txt": page(self.robots_txt(), content_type="text/plain"),
            "/feed.rss": page(self.rss(), content_type="application/rss+xml", packed=True),
            "/feed.atom": page(self.atom(), content_type="application/atom+xml", packed=True),
            "/feed.json": page(self.json_feed(), content_type="application/feed+json", packed=True),
            "/sitemap.xml": page(self.sitemap_index(), content_type="application/xml"),
            "/news.xml.gz": page(gzip.compress(self.news_sitemap(), mtime=0), content_type="application/gzip"),
            **articles,
            **(instead or {}),
        }

    def _article_page(self, number: int) -> Answer:
        at = self.published(number).timestamp()
        return page(self.article(number), modified_at=at, packed=self.packed)

    def published(self, number: int) -> datetime:
        """When an article was published."""
        return NEWEST - timedelta(hours=number)

    def title(self, number: int) -> str:
        """The headline of an article."""
        dice = Random(f"{self.name} {number} title")
        place, verb, thing = (dice.choice(_WORDS[kind]) for kind in ("places", "verbs", "things"))
        return f"{place} wants to {verb} its {thing}, case {number}"

    def paragraphs(self, number: int) -> list[str]:
        """Five paragraphs of about 35 words, with three spoken sentences."""
        dice = Random(f"{self.name} {number}")
        plain = iter(dice.sample(_WORDS["plain"], 10))
        spoken = iter(dice.sample(_WORDS["spoken"], 3))
        order = [(plain, plain), (spoken, plain), (plain, plain, plain), (spoken, plain), (plain, spoken, plain)]
        return [" ".join(_sentence(next(kind), dice) for kind in kinds) for kinds in order]

    def article(self, number: int, *, charset: str = "utf-8", path: str | None = None) -> bytes:
        """The page of an article, in UTF-8 whatever ``charset`` its <meta> states; ``path`` where it has moved to."""
        title, day = escape(self.title(number)), self.published(number).isoformat()
        body = "".join(f"<p>{escape(text)}</p>\n" for text in self.paragraphs(number))
        earlier = self.url((number + 1) % self.pages)
        body += f'<p>As <a href="{earlier}">reported earlier</a>, the vote was put off twice.</p>\n'
        url = self.origin + path if path else self.url(number)
        links = "".join(f'<li><a href="{self.url(other)}">{escape(self.title(other))}</a></li>' for other in range(5))
        return (
            f'<!doctype html><html lang=en><head><meta charset="{charset}"><title>{title}</title>\n'
            f'<link rel=canonical href="{url}"><meta property="og:site_name" content="{self.name}">\n'
            f'<meta property="article:published_time" content="{day}"></head>\n'
            f"<body><nav><ul>{links}</ul></nav>\n<article><h1>{title}</h1>\n{body}</article>\n"
            f"<footer>{self.name}, Ollmouth</footer></body></html>"
        ).encode()

    def home(self) -> bytes:
        """The home page, which links the feeds and the articles."""
        items = "".join(
            f'<li><a href="{self.url(number)}">{escape(self.title(number))}</a></li>\n' for number in range(self.pages)
        )
        feeds = (
            '<link rel=alternate type="application/rss+xml" title=News href="/feed.rss">'
            '<link rel=alternate type="application/atom+xml" title=News href="/feed.atom">'
        )
        return f"<!doctype html><title>{self.name}</title>{feeds}<h1>{self.name}</h1><ul>{items}</ul>".encode()

    def robots_txt(self) -> bytes:
        """What robots ought to know."""
        return "\n".join(["User-agent: *", *self.robots, "", f"Sitemap: {self.origin}/sitemap.xml", ""]).encode()

    def rss(self) -> bytes:
        """All articles as RSS 2.0."""
        items = "".join(
            f"<item><title>{escape(self.title(number))}</title><link>{self.url(number)}</link>"
            f"<guid>{self.url(number)}</guid><pubDate>{format_datetime(self.published(number))}</pubDate></item>\n"
            for number in range(self.pages)
        )
        return _xml(
            f'<rss version="2.0"><channel><title>{self.name}</title><link>{self.origin}/</link>'
            f"<description>News</description><language>en</language>{items}</channel></rss>"
        )

    def atom(self) -> bytes:
        """All articles as Atom (RFC 4287)."""
        entries = "".join(
            f'<entry><title>{escape(self.title(number))}</title><link href="{self.url(number)}"/>'
            f"<id>{self.url(number)}</id><updated>{self.published(number).isoformat()}</updated></entry>\n"
            for number in range(self.pages)
        )
        return _xml(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{self.name}</title><id>{self.origin}/</id>'
            f"<updated>{NEWEST.isoformat()}</updated>{entries}</feed>"
        )

    def json_feed(self) -> bytes:
        """All articles as JSON Feed 1.1."""
        items = [
            {
                "id": self.url(number),
                "url": self.url(number),
                "title": self.title(number),
                "date_published": self.published(number).isoformat(),
            }
            for number in range(self.pages)
        ]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": self.name, "items": items}
        return json.dumps(feed).encode()

    def sitemap_index(self) -> bytes:
        """An index with one sitemap, which is compressed."""
        return _xml(
            '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
            f"<sitemap><loc>{self.origin}/news.xml.gz</loc></sitemap></sitemapindex>"
        )

    def news_sitemap(self) -> bytes:
        """All articles as a news sitemap."""
        entries = "".join(
            f"<url><loc>{self.url(number)}</loc><news:news><news:publication><news:name>{self.name}</news:name>"
            "<news:language>en</news:language></news:publication>"
            f"<news:publication_date>{self.published(number).isoformat()}</news:publication_date>"
            f"<news:title>{escape(self.title(number))}</news:title></news:news></url>\n"
            for number in range(self.pages)
        )
        return _xml(
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
            f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">{entries}</urlset>'
        )


def _sentence(form: str, dice: Random) -> str:
    name, other = dice.sample(_NAMES, 2)
    return form.format(
        name=name,
        other=other,
        role=dice.choice(_WORDS["roles"]),
        place=dice.choice(_WORDS["places"]),
        thing=dice.choice(_WORDS["things"]),
        verb=dice.choice(_WORDS["verbs"]),
        number=dice.randrange(3, 900),
    )


def _xml(content: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n{content}'.encode()


def padded(body: bytes, wire_bytes: int) -> bytes:
    """Return the page with a comment of noise before its end that makes its gzip about so many bytes long."""
    noise = Random(len(body)).randbytes(max(0, wire_bytes - len(gzip.compress(body))) * 7 // 8).hex()
    return body.replace(b"</body>", f"<!-- {noise} --></body>".encode())
