"""Pages of days gone by, from the sitemaps of the sources: `presslake run --since DAY --until DAY`.

What each sitemap names of these days goes to the frontier together with the note that it was read, and pages are asked
for because the frontier has them. So a backfill may die at any moment: the next one of the same days goes on.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice

from extract.days import stated_day
from extract.urls import url_key
from flows.harvest import PATIENCE, Harvest
from flows.readings import Work
from flows.sites import Leaf, Listed, Site
from flows.span import Span
from warehouse.frontier import due_pages, read_in, save_part, unread_entries

#: Pages of a source that are asked for before the next ones are taken from the frontier.
AT_ONCE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """The sources on the web, in one run for certain days."""

    harvest: Harvest
    span: Span
    #: Keys of the pages that are still to be asked for, by source.
    left: dict[str, deque[str]] = field(default_factory=dict)
    #: Pages that are under way, by source.
    under_way: dict[str, int] = field(default_factory=dict)

    def start(self) -> None:
        """Ask for the sitemaps of all sources, in the background."""
        for site in self.harvest.sites.values():
            read = read_in(self.harvest.connection, self.span.flow, site.source_id)
            self.harvest.crawl.walk_sitemaps(site, self.span.days, read)

    def work(self) -> Iterator[Work | None]:
        """What came of each page, as it comes; None where there is time to load."""
        for event in self.harvest.crawl.events(PATIENCE):
            if event is None:
                yield None
            elif isinstance(event, Leaf):
                self._save(event)
            elif isinstance(event, Listed):
                self._begin(event)
            else:
                yield self.harvest.work_of(event)
                self._go_on(event.site)
        self.harvest.save_robots()

    def _save(self, leaf: Leaf) -> None:
        tally = self.harvest.progress.tally(leaf.source_id)
        tally.documents += 1
        tally.undated += leaf.undated
        document = leaf.document
        exchange = document.exchange and self.harvest.exchange_of(document.exchange)
        keys = [url_key(entry.url) for entry in leaf.entries]
        self.harvest.crawl.flush()
        save_part(
            self.harvest.connection,
            self.harvest.progress.run_id,
            [replace(document, exchange=exchange)],
            leaf.entries,
            keys,
            datetime.now(UTC),
        )

    def _begin(self, listed: Listed) -> None:
        """Ask for the first pages of a source whose sitemaps are read, as far as they can be."""
        site = self.harvest.sites[listed.source_id]
        tally = self.harvest.progress.tally(site.source_id)
        tally.error = listed.error
        waiting = unread_entries(self.harvest.connection, site.source_id, datetime.now(UTC))
        keys = (key for key, entry in waiting if (day := stated_day(entry)) and day in self.span.days)
        wanted = deque(islice(keys, self.span.max_pages))
        tally.left += sum(1 for _ in keys)
        self.left[site.source_id], self.under_way[site.source_id] = wanted, 0
        self._ask(site)

    def _go_on(self, site: Site) -> None:
        self.under_way[site.source_id] -= 1
        if self.under_way[site.source_id] * 2 < AT_ONCE:
            self._ask(site)

    def _ask(self, site: Site) -> None:
        left = self.left[site.source_id]
        some = [left.popleft() for _ in range(min(len(left), AT_ONCE - self.under_way[site.source_id]))]
        if some:
            pages = due_pages(self.harvest.connection, site.source_id, datetime.now(UTC), len(some), some)
            self.under_way[site.source_id] += len(pages)
            self.harvest.fetch(site, pages)
