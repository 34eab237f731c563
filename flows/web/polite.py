"""One URL, politely: robots.txt, a turn at its host, the exchange, redirects hop by hop, and patience."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from extract.urls import absolute_url
from flows.web.blocks import recognised
from flows.web.cookies import Cookies
from flows.web.hostnames import origin_of
from flows.web.manners import Manners
from flows.web.model import FetchRequest, FetchResult, Hop, Outcome
from flows.web.politeness import HostParkedError, Hosts
from flows.web.retries import retry_after, retrying
from flows.web.robots import RobotsText, product_token
from flows.web.robots_memory import Robots, RobotsMemory

#: As many as RFC 9309 asks for on the way to a robots.txt; real ones have one or two.
_MOST_HOPS = 5


class Exchange(Protocol):
    """One request to one URL, as flows.web.fetch.Fetcher.exchange makes it."""

    async def __call__(
        self, request: FetchRequest, url: str, *, within: float, cookies: Cookies | None = None
    ) -> FetchResult:
        """Return what came back, a redirect included."""
        ...


@dataclass(slots=True, eq=False, kw_only=True)
class _Errand:
    """A request on its way: where it has got to, and what is left of its time."""

    #: What is asked for; its headers are left behind once another origin was asked.
    request: FetchRequest
    url: str
    #: Seconds.
    left: float
    cookies: Cookies | None
    hops: list[Hop] = field(default_factory=list)
    exchanges: int = 0
    #: Of the exchanges, those that tried again what another had not given.
    retries: int = 0
    #: Of ``url``, the last; None before the first.
    latest: FetchResult | None = None
    robots: Robots | None = None
    #: Where a redirect gave up encryption.
    downgrade: str | None = None


class PoliteFetcher:
    """Fetches URLs with manners; made for one run, within one event loop.

    ``robots`` is what earlier runs remembered, by origin; ``keep_robots`` is called with what this one reads.
    """

    def __init__(  # noqa: PLR0913  # what a run knows
        self,
        exchange: Exchange,
        *,
        user_agent: str,
        manners: Manners | None = None,
        robots: Mapping[str, RobotsText] | None = None,
        keep_robots: Callable[[RobotsText], None] = lambda _: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._exchange = exchange
        self._user_agent = user_agent
        self._manners = manners or Manners()
        self._now = now
        self._hosts = Hosts(self._manners)
        self._robots = RobotsMemory(robots or {}, fetch=self._fetch, keep=keep_robots, now=now)

    async def get(self, request: FetchRequest) -> FetchResult:
        """Return what became of a request, after redirects and retries; nothing is raised.

        ``attempts`` is 0 where nothing was asked, as for a robots.txt whose remembered text is fresh: each is asked for
        once a run at most.
        """
        if absolute_url(request.url, request.url) is None:
            return self._unasked(request, request.url, "bad_url", "no http(s) URL")
        if request.kind == "robots":
            return self._as_fetched(request, await self._robots.read(request, request.url))
        return await self._fetch(request)

    async def _fetch(self, request: FetchRequest) -> FetchResult:
        """Follow a request to its end, its robots.txt heeded unless that is what is asked for."""
        cookies = Cookies() if request.rules.cookies else None
        errand = _Errand(request=request, url=request.url, left=self._manners.deadline, cookies=cookies)
        result = await self._visit(errand)
        while result.outcome == "redirect":
            if refusal := self._follow(errand, result):
                result = refusal
            else:
                result = await self._visit(errand)
        return self._finished(request, errand, result)

    async def _visit(self, errand: _Errand) -> FetchResult:
        """Ask for the errand's present URL, again where that may help."""
        delay = max(self._manners.delay, errand.request.rules.delay or 0.0)
        if errand.request.kind != "robots":
            errand.robots = await self._robots.read(errand.request, errand.url)
            if refusal := self._refusal(errand, errand.robots):
                return refusal
            if errand.robots.rules:
                delay = max(delay, errand.robots.rules.delay(self._agent(errand.request)))
        tries = retrying(self._manners, now=self._now, has_time=lambda: errand.left > 0)
        try:
            return await tries(self._ask, errand, delay)
        except HostParkedError as parked:
            wait = None if parked.wait is None else self._now() + timedelta(seconds=parked.wait)
            if errand.latest:  # parked between two tries: what the first gave counts
                return replace(errand.latest, retry_at=errand.latest.retry_at or wait)
            return self._unasked(errand.request, errand.url, "deferred", parked.message, retry_at=wait)

    async def _ask(self, errand: _Errand, delay: float) -> FetchResult:
        """Make one exchange when it is the errand's turn, and tell the host's record what came of it."""
        loop = asyncio.get_running_loop()
        async with self._hosts.slot(errand.url, delay):
            started = loop.time()
            result = await self._exchange(errand.request, errand.url, within=errand.left, cookies=errand.cookies)
            errand.left -= loop.time() - started
            errand.exchanges += 1
            errand.retries += errand.latest is not None
            errand.latest = self._noted(errand.url, recognised(result))
        return errand.latest

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
        elif result.outcome == "blocked":
            self._hosts.blocked(url, why)
        elif result.status is not None:
            self._hosts.answered(url)
        return result

    def _follow(self, errand: _Errand, result: FetchResult) -> FetchResult | None:
        """Move the errand to where a redirect leads, or return why not."""
        stated = result.headers.get("location", "")
        target = absolute_url(errand.url, stated)
        errand.hops.append(Hop(status=result.status or 0, url=errand.url))
        if target is None:
            return _ended(result, "ssrf", f"redirects to {stated[:200]!r}, which is no http(s) URL")
        target = target.partition("#")[0]
        if len(errand.hops) > _MOST_HOPS:
            return _ended(result, "redirect_loop", f"redirects for the {len(errand.hops)}th time, to {target}")
        # The very URL, and not its key: to lose a tracking parameter, or www., is what most redirects are for.
        if not errand.cookies and target in [hop.url for hop in errand.hops]:
            return _ended(result, "redirect_loop", f"redirects to {target}, where we come from")
        if errand.left <= 0:
            return _ended(result, "timeout", f"redirects to {target} after {self._manners.deadline:g} s")
        self._leave(errand, target)
        return None

    def _leave(self, errand: _Errand, target: str) -> None:
        if origin_of(target) != origin_of(errand.url) and errand.request.rules.headers:
            # For good: who redirects us back has chosen what is asked there.
            errand.request = replace(errand.request, rules=replace(errand.request.rules, headers={}))
        if errand.url.lower().startswith("https:") and target.lower().startswith("http:"):
            errand.downgrade = f"{errand.url}: redirects from https to {target}, which is not encrypted"
        errand.url, errand.latest = target, None

    def _refusal(self, errand: _Errand, robots: Robots) -> FetchResult | None:
        """Return the result of a URL that is not to be asked for, None where it may be."""
        if robots.rules is None:
            failed = robots.text.result
            assert failed is not None, "a robots.txt without rules was asked for just now"
            message = f"not asked, as its robots.txt was not had: {failed.message}"
            return self._unasked(errand.request, errand.url, failed.outcome, message, retry_at=failed.retry_at)
        agent = self._agent(errand.request)
        if robots.rules.allows(errand.url, agent):
            return None
        return self._unasked(errand.request, errand.url, "robots", f"{robots.text.url} asks {agent} not to")

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

    def _finished(self, request: FetchRequest, errand: _Errand, result: FetchResult) -> FetchResult:
        """Return the result of the last exchange as that of the whole request."""
        rules = errand.robots.rules if errand.robots else None
        return replace(
            result,
            request=request,
            message=result.message or errand.downgrade,
            hops=tuple(errand.hops),
            attempts=errand.retries + 1 if errand.exchanges else 0,
            duration_ms=round((self._manners.deadline - errand.left) * 1000),
            content_signals=rules.signals(self._agent(request)) if rules else {},
            license_url=result.license_url or (rules.license_url if rules else None),
        )

    def _as_fetched(self, request: FetchRequest, robots: Robots) -> FetchResult:
        """Return a robots.txt as the result of a request for it, whether it was asked for just now or earlier."""
        text = robots.text
        if text.result and text.result.outcome != "not_modified":
            return replace(text.result, request=request)
        if not text.text:
            return self._unasked(
                request, text.url, "not_found", f"there was none at {text.fetched_at:%Y-%m-%d %H:%M} UTC"
            )
        return FetchResult(
            request=request,
            outcome="ok",
            final_url=text.url,
            fetched_at=text.fetched_at,
            body=text.text.encode(),
            attempts=text.result.attempts if text.result else 0,
        )


def _ended(result: FetchResult, outcome: Outcome, message: str) -> FetchResult:
    return replace(result, outcome=outcome, message=f"{result.final_url}: {message}")
