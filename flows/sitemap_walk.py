"""The whole tree of a site's sitemaps, as far as it may hold pages of certain days.

Each sitemap is handed over as soon as it is read: a tree of thousands takes hours at a site's delay, and who is killed
in the middle goes on behind the last one.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urljoin

from extract.days import Days, named_days, stated_day
from extract.discovery import USUAL_PLACES, find_sitemaps
from extract.model import ExtractError
from extract.parsed import Child, Parsed
from flows.documents import asked, had
from flows.errands import Answer, error_of
from flows.listing import AT_ONCE, MOST_LEVELS, Fetch, Parse
from flows.sites import Leaf, Listed, Site
from flows.web.model import FetchRequest
from warehouse.model import Document

#: How long a sitemap that states no time of change is not read again.
_STAYS = timedelta(days=30)


async def walk_sitemaps(  # noqa: PLR0913, PLR0917 - a source, what is wanted of it and known, and the world
    site: Site,
    days: Days,
    read: Mapping[str, datetime],
    fetch: Fetch,
    parse: Parse,
    now: datetime,
    *,
    found: Callable[[Leaf], None],
) -> Listed:
    """Hand what each sitemap names of these days to ``found``, and return what went wrong.

    ``read`` is when the sitemaps were read whose pages of these days are known already. Left out are sitemaps that
    changed last before the days, or that are named after others; one that states nothing is read.
    """
    walk = _Walk(site=site, days=days, seen_at=read, fetch=fetch, parse=parse, now=now, found=found)
    await walk.read_all([*site.sitemaps, *[each for home in site.homes for each in await walk.sitemaps_of(home)]])
    return Listed(source_id=site.source_id, error=error_of((*site.errors, *walk.errors)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    site: Site
    days: Days
    seen_at: Mapping[str, datetime]
    fetch: Fetch
    parse: Parse
    now: datetime
    found: Callable[[Leaf], None]
    errors: list[str] = field(default_factory=list)
    #: Addresses that were asked for: an index may name itself.
    asked: set[str] = field(default_factory=set)

    async def sitemaps_of(self, home: str) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of a home page names, or where many sites have one."""
        url = urljoin(home, "/robots.txt")
        result, _ = await self.fetch(FetchRequest(url=url, kind="robots", rules=self.site.rules))
        if named := find_sitemaps((result.body or b"").decode("utf-8", "replace"), url):
            return tuple(child.url for child in named)
        for place in USUAL_PLACES:
            guess = urljoin(home, place)
            answer = await self.fetch(FetchRequest(url=guess, kind="sitemap", rules=self.site.rules))
            if answer[0].outcome == "ok" and (await self._parsed(guess, answer)).kind in ("sitemap", "index"):
                return (guess,)
        self.errors.append(f"{home}: its robots.txt names no sitemap, and none is in a usual place")
        return ()

    async def read_all(self, urls: Iterable[str], level: int = 0) -> bool:
        """Read sitemaps, some side by side; tell whether all of them, and all below them, could be read."""
        left = [url for url in dict.fromkeys(urls) if url not in self.asked]
        self.asked.update(left)
        results: list[bool] = []
        for start in range(0, len(left), AT_ONCE):
            some = left[start : start + AT_ONCE]
            results += await asyncio.gather(*(self._read(url, level) for url in some))
        return all(results)

    async def _read(self, url: str, level: int) -> bool:
        answer = await self.fetch(FetchRequest(url=url, kind="sitemap", rules=self.site.rules))
        document = asked(url, "sitemap", self.site.source_id, None, answer)
        parsed = await self._parsed(url, answer)
        if parsed.message:
            document = replace(document, message=parsed.message)
        if parsed.kind not in ("sitemap", "index"):
            self.errors.append(document.message or f"{url}: {document.outcome}")
            outcome = document.outcome if document.outcome != "ok" else "not_a_listing"
            self.found(Leaf(source_id=self.site.source_id, document=replace(document, outcome=outcome)))
            return False
        leaf = await asyncio.to_thread(self._leaf, had(document, answer, None), parsed)
        if not parsed.children:
            self.found(leaf)
            return True
        if level >= MOST_LEVELS:
            self.errors.append(f"{url}: an index in {MOST_LEVELS} others, its sitemaps are not read")
            return False
        is_whole = await self.read_all(self._wanted(parsed.children), level + 1)
        if is_whole:  # behind those below it: it is known only when they are
            self.found(leaf)
        return is_whole

    async def _parsed(self, url: str, answer: Answer) -> Parsed:
        """What a sitemap holds; a page where it is none, with the reason."""
        if answer[0].outcome != "ok":
            return Parsed(kind="page", message=answer[0].message)
        try:
            parsed = await self.parse(answer[0], self.site.source_id)
        except ExtractError as error:
            return Parsed(kind="page", message=error.message)
        if parsed.kind in ("sitemap", "index"):
            return parsed
        return Parsed(kind="page", message=f"{url}: a {parsed.kind}; a sitemap was needed")

    def _wanted(self, children: Iterable[Child]) -> list[str]:
        """Of the sitemaps of an index those that may name pages of the days and are not known, the newest first."""
        by_url = {child.url: child for child in children}
        named = named_days(by_url)
        wanted = [child for url, child in by_url.items() if not self._is_ruled_out(child, named.get(url))]
        return [child.url for child in sorted(wanted, key=_age) if not self._is_known(child)]

    def _is_ruled_out(self, child: Child, named: Days | None) -> bool:
        changed = child.modified.day if child.modified else None
        if changed and self.days.are_after(changed):
            return True
        if named is None or (changed and named.are_after(changed)):  # changed before the days it is named after
            return False
        return not self.days.may_meet(named)

    def _is_known(self, child: Child) -> bool:
        """Tell whether a sitemap was read since it changed; what states no change may gain pages until the days end."""
        read_at = self.seen_at.get(child.url)
        if read_at is None:
            return False
        if child.modified is None:
            return self.days.are_before(read_at.date()) and self.now - read_at < _STAYS
        return child.modified.at < read_at if child.modified.at else child.modified.day < read_at.date()

    def _leaf(self, document: Document, parsed: Parsed) -> Leaf:
        wanted = [entry for entry in parsed.entries if self.site.takes(entry.url)]
        dated = [(entry, stated_day(entry)) for entry in wanted]
        return Leaf(
            source_id=self.site.source_id,
            document=document,
            entries=tuple(entry for entry, day in dated if day and day in self.days),
            undated=sum(day is None for _, day in dated),
        )


def _age(child: Child) -> int:
    return -child.modified.day.toordinal() if child.modified else 0
