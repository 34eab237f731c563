"""What `presslake run` and `presslake add` are asked to do, as jobs of the pipeline."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from extract.urls import absolute_url, domain
from flows.batches import NO_SOURCE
from flows.crawling import WebOptions
from flows.errors import SourceError, UsageError
from flows.lake_settings import NO_COPY
from flows.opml import feeds_in
from flows.pipeline import Job, Listing
from flows.places import Place
from flows.rebuilding import Rebuild
from flows.settings import NO_ARCHIVE, Settings
from flows.sites import Site, site_of
from flows.source_settings import Source, is_url
from flows.sources import expand, list_path, list_source
from flows.span import Span
from flows.stdin import keep_input, named_files
from flows.url_lists import is_url_list, urls_in
from flows.warc import Crawler
from flows.web.manners import Manners
from warehouse.kept import ALL, Part, require_sources
from warehouse.model import Source as SourceRow
from warehouse.query import reading_copy
from warehouse.runs import Trigger


def job_of_sources(settings: Settings, trigger: Trigger = "cli", span: Span | None = None) -> Job:
    """Read every configured source: what is new, or with ``span`` what is of its days."""
    local = [source for source in settings.sources if not source.is_on_the_web]
    return _job(
        settings,
        flow=span.flow if span else "run",
        trigger=trigger,
        sources=tuple(map(_row, settings.sources)),
        listings=tuple(Listing(source_id=source.id, places=list_source(source)) for source in local),
        sites=tuple(site_of(source) for source in settings.sources if source.is_on_the_web),
        span=span,
    )


def with_a_past(settings: Settings) -> Settings:
    """The settings with those sources alone that name more than what is new: sitemaps, sites and files.

    Raises UsageError where there is none.
    """
    sources = tuple(source for source in settings.sources if source.sitemap or source.site or not source.is_on_the_web)
    if not sources:
        named = ", ".join(source.id for source in settings.sources)
        needed = "days gone by need a sitemap, a site or files"
        raise UsageError(f"{named or 'no source'}: a feed names only what is new; {needed}")
    return settings.model_copy(update={"sources": sources})


def job_of_paths(settings: Settings, paths: Sequence[str], source_id: str | None = None) -> Job:
    """Read files, folders, globs and URLs; `-` is standard input, whose bytes are kept in the archive.

    Raises UsageError where a path names nothing, before anything is read.
    """
    listed = [(path, _urls(path)) for path in paths]
    urls = [url for _, some in listed for url in some]
    files = [path for path, some in listed if not some]
    for path in files:
        _require(path)
    for url in urls:
        if absolute_url(url, url) is None:
            raise UsageError(f"{url}: no address that can be asked: it needs a host, and a port below 65536 if any")
    listing = Listing(source_id=source_id or NO_SOURCE, places=_places(settings, files, source_id))
    return _job(
        settings,
        flow="add",
        trigger="cli",
        listings=(listing,) if files else (),
        sites=tuple(_sites(settings, urls, source_id)),
    )


def job_of_rebuild(settings: Settings, part: Part = ALL) -> Job:
    """Make a part of the articles again from what is kept of their pages.

    Raises WarehouseError where there is no warehouse yet, or no such source in it.
    """
    with reading_copy(settings.published) as connection:
        require_sources(connection, part.source_ids or ())
    layouts = {source.id: source.layout for source in settings.sources}
    rebuild = Rebuild(archive=settings.archive, layouts=layouts, part=part)
    return _job(settings, flow="rebuild", trigger="cli", rebuild=rebuild)


def _job(settings: Settings, **what: Any) -> Job:
    return Job(
        warehouse=settings.warehouse,
        publish=None if settings.publish == NO_COPY else settings.publish,
        publish_link=settings.publish_link,
        search_index=settings.search_index,
        web=WebOptions(
            crawler=Crawler(
                software=f"presslake {version('presslake')}",
                user_agent=user_agent(settings.contact),
                contact=settings.contact,
            ),
            open_networks=settings.allow_private,
            manners=Manners(
                delay=settings.delay,
                connections=settings.connections,
                connections_per_host=settings.connections_per_host,
            ),
        ),
        archive=None if settings.archive == NO_ARCHIVE else settings.archive,
        retention=settings.retention,
        notices=settings.notices,
        staging=settings.staging,
        workers=settings.worker_count,
        page_deadline=settings.page_deadline,
        batch_pages=settings.batch_pages,
        **what,
    )


def user_agent(contact: str | None) -> str:
    """Who asks, and whom to turn to (RFC 9110, 10.1.5).

    >>> user_agent("news@example.org").partition(" ")[2]
    '(+news@example.org)'
    """
    return f"presslake/{version('presslake')}" + (f" (+{contact})" if contact else "")


def _row(source: Source) -> SourceRow:
    addresses = (source.feed, source.site, source.sitemap, *source.urls)
    return SourceRow(
        source_id=source.id,
        name=source.name or source.id,
        domain=source.domain or next((domain(url) for url in addresses if url and is_url(url)), ""),
        kind=source.kind,
        country=source.country,
        language=source.language,
    )


def _sites(settings: Settings, urls: Sequence[str], source_id: str | None) -> Iterator[Site]:
    """The URLs by their source: the one that is named, or the site of each, asked as it is configured."""
    configured = {source.id: source for source in settings.sources if source.is_on_the_web}
    by_source: dict[str, list[str]] = {}
    for url in urls:
        by_source.setdefault(source_id or domain(url), []).append(url)
    for key, some in by_source.items():
        known = site_of(configured[key]) if key in configured else Site(source_id=key)
        yield replace(known, feeds=(), sitemaps=(), homes=(), pages=(), errors=(), anything=tuple(some))


def _urls(path: str) -> tuple[str, ...]:
    """The address that is given, or those of a list that is given, of pages or of feeds."""
    if is_url(path):
        return (path,)
    try:
        if Path(path).suffix.lower() == ".opml" and Path(path).is_file():
            return tuple(feed.url for feed in feeds_in(Path(path)))
        return tuple(urls_in(Path(path))) if is_url_list(Path(path)) else ()
    except SourceError as error:
        raise UsageError(str(error)) from error
    except (OSError, ValueError):  # too long for a name, or with a NUL in it
        return ()


def _require(path: str) -> None:
    if "://" in path:
        raise UsageError(f"{path}: only http:// and https:// addresses are asked for")
    try:
        if path != "-":
            next(expand(path), None)
    except SourceError as error:
        hint = "; an address begins with https://" if _looks_like_address(path) else ""
        raise UsageError(f"{error}{hint}") from error


def _looks_like_address(path: str) -> bool:
    """Tell whether what is no path may be an address without its scheme: a host with a dot, then a slash."""
    host, _, rest = path.partition("/")
    return "." in host.strip(".") and bool(rest) and " " not in host


def _places(settings: Settings, paths: Sequence[str], source_id: str | None) -> Iterator[Place]:
    for path in paths:
        for pattern in _piped(settings.archive) if path == "-" else [path]:
            yield from list_path(pattern, source_id)


def _piped(archive: Path) -> list[str]:
    """The files that standard input names, or the one that its bytes are kept in."""
    kept = keep_input(sys.stdin.buffer, archive)
    return named_files(kept) or [str(kept)]
