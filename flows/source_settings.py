"""A source as it is configured: where its pages are, and how they are asked for and read."""

import re
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from extract.layout_rules import LayoutRules
from flows.errors import SourceError
from flows.times import CronExpression, Duration
from warehouse.model import SourceKind

#: Keys of a source that say where its pages are: on this disk, on the web.
LOCAL_KEYS = ("files", "opml")
WEB_KEYS = ("feed", "sitemap", "site", "urls")


class Source(BaseModel):
    """One feed or site, or one folder of files, as configured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]*$")
    name: str | None = None
    domain: str | None = None
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}$")
    #: Paths, folders and globs, relative to the configuration file.
    files: tuple[str, ...] = ()
    #: A list of feeds (OPML) on this disk, which stands for a source each: their ids follow this one and a dot.
    opml: str | None = None
    #: A feed on the web, or on this disk, relative to the configuration file.
    feed: str | None = None
    #: A sitemap or a sitemap index on the web.
    sitemap: str | None = None
    #: A home page whose feeds are found by its links, or whose sitemaps by its robots.txt.
    site: str | None = None
    #: Pages on the web, and text files of their addresses, relative to the configuration file.
    urls: tuple[str, ...] = ()
    #: Of the URLs found, only those in which one of these regular expressions is found.
    include: tuple[re.Pattern[str], ...] = ()
    #: Of the URLs found, not those in which one of these regular expressions is found.
    exclude: tuple[re.Pattern[str], ...] = ()
    #: Sent with every request to this source, never to another origin.
    headers: dict[str, str] = Field(default_factory=dict)
    user_agent: str | None = None
    proxy: str | None = None
    #: false keeps to HTTP/1.1.
    http2: bool = True
    #: Whether cookies that the site sets are sent back to it.
    cookies: bool = False
    #: Seconds between two requests to a host, if more than what robots.txt asks for.
    delay: float | None = Field(default=None, ge=0, le=3600)
    #: Pages fetched in one run; the others wait for the next.
    max_pages: int = Field(default=500, ge=1)
    #: XPaths of elements that never belong to an article.
    prune: tuple[str, ...] = ()
    #: XPath of the element that holds the article.
    body: str | None = None
    #: How often, or when, `presslake serve` reads it; without either as often as the others.
    every: Duration | None = None
    cron: CronExpression | None = None

    @field_validator("prune", "body")
    @classmethod
    def _names_elements(cls, stated: tuple[str, ...] | str | None) -> tuple[str, ...] | str | None:
        from extract.layout import xpath_error  # noqa: PLC0415  # lxml: most configurations have no such key

        xpaths = stated if isinstance(stated, tuple) else filter(None, (stated,))
        if errors := [error for xpath in xpaths if (error := xpath_error(xpath))]:
            raise ValueError(errors[0])
        return stated

    @field_validator("opml")
    @classmethod
    def _lists_feeds(cls, stated: str | None) -> str | None:
        from flows.opml import feeds_in  # noqa: PLC0415  # lxml: most configurations have no such key

        if stated and is_url(stated):
            raise ValueError(f"{stated!r} is no file on this disk; a list on the web is read as site =")
        try:
            _ = stated and feeds_in(Path(stated))
        except SourceError as error:
            raise ValueError(str(error)) from error
        return stated

    def each(self) -> tuple[Self, ...]:
        """Itself, or a source for each feed of its list."""
        if self.opml is None:
            return (self,)
        from flows.opml import feeds_in, named_feeds  # noqa: PLC0415  # as above

        return tuple(
            self.model_copy(update={"id": source_id, "name": feed.title, "feed": feed.url, "opml": None})
            for source_id, feed in named_feeds(self.id, feeds_in(Path(self.opml)))
        )

    @model_validator(mode="after")
    def _is_one_kind(self) -> Self:
        stated = [key for key in (*LOCAL_KEYS, *WEB_KEYS) if getattr(self, key)]
        if not stated:
            raise ValueError(f"needs one of {', '.join((*LOCAL_KEYS, *WEB_KEYS))}")
        if stated[0] in LOCAL_KEYS and len(stated) > 1:
            raise ValueError(f"has {stated[0]} and {stated[1]}: make them two sources")
        if self.feed and not is_url(self.feed) and len(stated) > 1:
            raise ValueError(f"has a feed on this disk and {stated[1]}: make them two sources")
        if self.every and self.cron:
            raise ValueError("has every and cron: one says when it is read")
        for address in filter(None, (self.sitemap, self.site)):
            if not is_url(address):
                raise ValueError(f"{address!r} is no http(s) URL")
        return self

    @property
    def layout(self) -> LayoutRules:
        """What is known of its pages."""
        return LayoutRules(prune=self.prune, body=self.body)

    @property
    def is_on_the_web(self) -> bool:
        """Whether anything of it is fetched."""
        return not self.files and (self.feed is None or is_url(self.feed))

    @property
    def kind(self) -> SourceKind:
        """What the table of sources calls it."""
        if self.files:
            return "files"
        if self.feed or self.site:
            return "feed"
        return "sitemap" if self.sitemap else "urls"


def is_url(address: str) -> bool:
    """Tell whether an address is on the web, and not on this disk."""
    return address.startswith(("http://", "https://"))
