"""One URL, politely: robots.txt, a turn at its host, the exchange, redirects hop by hop, and patience."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from extract.tdmrep import tdm_headers
from extract.urls import absolute_url
from flows.web.blocks import recognised
from flows.web.cookies import Cookies
from flows.web.journey import Journey
from flows.web.manners import Manners
from flows.web.model import FetchRequest, FetchResult, Outcome
from flows.web.politeness import HostParkedError, Hosts
from flows.web.retries import back_off, is_transient, retry_after
from flows.web.robots import RobotsText, product_token
from flows.web.robots_memory import Robots, RobotsMemory


class Exchange(Protocol):
    """One request to one URL, as flows.web.fetch.Fetcher.exchange makes it."""

    async def __call__(
        self, request: FetchRequest, url: str, *, within: float, cookies: Cookies | None = None
    ) -> FetchResult:
        """Return what came back, a redirect included."""
        ...


class PoliteFetcher:
    """Fetches URLs with manners; made for one run, within one event loop.

    ``robots`` is what earlier runs remembered, by URL; ``keep_robots`` is called with what this one reads.
    ``parked`` has an address of each host that asked an earlier run for patience, and until when: it is asked nothing.
    """

    def __init__(  # noqa: PLR0913  # what a run knows
        self,
        exchange: Exchange,
        *,
        user_agent: str,
        manners: Manners | None = None,
        robots: Mapping[str, RobotsText] | None = None,
        keep_robots: Callable[[RobotsText], None] = lambda _: None,
        parked: Mapping[str, datetime] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._exchange = exchange
        self._user_agent = user_agent
        self._manners = manners or Manners()
        self._now = now
        self._hosts = Hosts(self._manners)
        for url, until in (parked or {}).items():
            self._hosts.park(url, (until - now()).total_seconds(), "it asked an earlier run for patience")
        self._robots = RobotsMemory(
            robots or {}, agent=product_token(user_agent), fetch=self._fetch, keep=keep_robots, now=now
        )

    async def get(self, request: FetchRequest) -> FetchResult:
        """Return what became of a request, after redirects and retries; nothing is raised.

        ``attempts`` is 0 where nothing was asked on its behalf, as always with a robots.txt: each is asked for once a
        run at most, whoever comes first, and ``keep_robots`` is told.
        """
        if absolute_url(request.url, request.url) is None:
            return self._unasked(request, request.url, "bad_url", "no http(s) URL")
        if request.kind == "robots":
            return self._as_fetched(request, await self._robots.read(request, request.url))
        return await self._fetch(request)

    async def _fetch(self, request: FetchRequest, robots: Robots | None = None) -> FetchResult:
        """Follow a request to its end; ``robots`` is what is known already by who asks for what speaks for a site."""
        cookies = Cookies() if request.rules.cookies else None
        journey = Journey(request=request, url=request.url, left=self._manners.deadline, cookies=cookies, robots=robots)
        result = await self._visit(journey)
        while result.outcome == "redirect":
            result = journey.follow(result) or await self._visit(journey)
        return self._finished(request, journey, result)

    async def _visit(self, journey: Journey) -> FetchResult:
        """Ask for the present URL, if robots.txt allows it."""
        if journey.request.kind == "robots":
            return await self._try(journey)
        journey.robots = await self._robots.read(journey.request, journey.url)
        return self._refusal(journey, journey.robots) or await self._try(journey)

    async def _try(self, journey: Journey) -> FetchResult:
        """Ask until the answer is one that stays, or for as long as our manners allow."""
        try:
            while True:
                result = await self._ask(journey)
                if not self._may_try_again(journey, result):
                    return result
                await asyncio.sleep(max(back_off(self._manners, journey.retries + 1), self._asked_wait(result)))
        except HostParkedError as parked:
            until = None if parked.wait is None else self._now() + timedelta(seconds=parked.wait)
            if journey.latest:  # parked between two tries: what the first one gave counts
                return replace(journey.latest, retry_at=journey.latest.retry_at or until)
            return self._unasked(journey.request, journey.url, "deferred", parked.message, retry_at=until)

    async def _ask(self, journey: Journey) -> FetchResult:
        """Make one exchange when its turn comes, and let it count for the host before the next one's does."""
        loop = asyncio.get_running_loop()
        async with self._hosts.slot(journey.url, self._delay(journey)):
            started = loop.time()
            received = await self._exchange(journey.request, journey.url, within=journey.left, cookies=journey.cookies)
            result = self._noted(journey.url, recognised(received))
            journey.take(result, loop.time() - started)
        return result

    def _delay(self, journey: Journey) -> float:
        """Return the longest delay that we, the source or robots.txt ask for."""
        rules = journey.robots.rules if journey.robots else None
        stated = rules.delay(self._agent(journey.request)) if rules else 0.0
        return max(self._manners.delay, journey.request.rules.delay or 0.0, stated)

    def _may_try_again(self, journey: Journey, result: FetchResult) -> bool:
        has_tries = journey.retries + 1 < self._manners.tries and journey.left > 0
        return has_tries and is_transient(result) and self._asked_wait(result) <= self._manners.longest_wait

    def _asked_wait(self, result: FetchResult) -> float:
        return (result.retry_at - self._now()).total_seconds() if result.retry_at else 0.0

    def _noted(self, url: str, result: FetchResult) -> FetchResult:
        """Let a result count for its host, and say in it until when that asks for patience."""
        why = result.message or result.outcome
        if result.outcome in ("dns", "connection", "timeout"):
            self._hosts.unreachable(url, why)
        elif result.outcome == "too_many" or (result.outcome == "http_error" and result.status == 503):
            seconds = retry_after(result.headers, self._now())
            self._hosts.complained(url, seconds, why)
            if seconds is not None:
                return replace(result, retry_at=self._now() + timedelta(seconds=seconds))
        # Many servers refuse all of /.well-known/, or robots.txt, to everyone, and pages to nobody.
        elif result.outcome == "blocked" and (result.blocked_by or result.request.kind != "robots"):
            self._hosts.blocked(url, why)
        elif result.status is not None:
            self._hosts.answered(url)
        return result

    def _refusal(self, journey: Journey, robots: Robots) -> FetchResult | None:
        """Return the result of a URL that is not to be asked for, None where it may be."""
        if robots.rules is None:
            failed = robots.text.result
            assert failed is not None, "a robots.txt without rules was asked for just now"
            message = f"not asked, as its robots.txt was not had: {failed.message}"
            return self._unasked(journey.request, journey.url, failed.outcome, message, retry_at=failed.retry_at)
        agent = self._agent(journey.request)
        if robots.rules.allows(journey.url, agent):
            return None
        return self._unasked(journey.request, journey.url, "robots", f"{robots.text.url} asks {agent} not to")

    def _agent(self, request: FetchRequest) -> str:
        return product_token(request.rules.user_agent or self._user_agent)

    def _unasked(
        self, request: FetchRequest, url: str, outcome: Outcome, message: str, *, retry_at: datetime | None = None
    ) -> FetchResult:
        return FetchResult(
            request=request,
            outcome=outcome,
            message=f"{url}: {message}",
            final_url=url,
            fetched_at=self._now(),
            attempts=0,
            retry_at=retry_at,
        )

    def _finished(self, request: FetchRequest, journey: Journey, result: FetchResult) -> FetchResult:
        """Return the result of the last exchange as that of the whole request."""
        robots = journey.robots
        rules = robots.rules if robots else None
        return replace(
            result,
            request=request,
            message=result.message or journey.downgrade,
            hops=tuple(journey.hops),
            attempts=journey.retries + 1 if journey.exchanges else 0,
            duration_ms=round((self._manners.deadline - journey.left) * 1000),
            content_signals=rules.signals(self._agent(request)) if rules else {},
            license_url=rules.license_url if rules else None,
            tdm=tdm_headers(robots.tdm_rules, urlsplit(journey.url).path or "/") if robots else {},
        )

    def _as_fetched(self, request: FetchRequest, robots: Robots) -> FetchResult:
        """Return a robots.txt as the result of a request for it: one that was sent is ``keep_robots``' already."""
        text = robots.text
        if text.result and text.result.outcome != "not_modified":
            return replace(text.result, request=request, attempts=0)
        if not text.text:
            return self._unasked(
                request, text.url, "not_found", f"none was there at {text.fetched_at:%Y-%m-%d %H:%M} UTC"
            )
        return FetchResult(
            request=request,
            outcome="ok",
            final_url=text.url,
            fetched_at=text.fetched_at,
            body=text.text.encode(),
            attempts=0,
        )
