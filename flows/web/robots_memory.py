"""What speaks for a whole origin: its robots.txt, and its tdmrep.json, asked for once a run and remembered for a day.

RFC 9309, sections 2.3.1 and 2.4; https://www.w3.org/2022/tdmrep/#sec-tdm-file.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from extract.tdmrep import TDMREP_PATH, TdmRule, parse_tdmrep
from flows.web.header_times import max_age
from flows.web.hostnames import origin_of
from flows.web.model import FetchRequest, FetchResult, Rules
from flows.web.robots import LONGEST_DELAY, ROBOTS_PATH, RobotsRules, RobotsText, decoded_robots

#: A copy is taken for the present state so long; Cache-Control may make it shorter.
_FRESH = timedelta(hours=24)
#: A copy is taken for want of a better one so long, while the host cannot be asked.
_GOOD = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What an origin says to all who are no readers."""

    text: RobotsText
    #: None where robots.txt could not be had and there is no good copy: then nothing of the origin is asked for.
    rules: RobotsRules | None
    #: Of its tdmrep.json, where it has one.
    tdm_rules: tuple[TdmRule, ...] = ()


class RobotsMemory:
    """The robots.txt of every origin that a run meets; who comes second waits for the request of the first.

    ``remembered`` has what earlier runs kept, by URL.
    """

    def __init__(
        self,
        remembered: Mapping[str, RobotsText],
        *,
        agent: str,
        fetch: Callable[[FetchRequest, Robots | None], Awaitable[FetchResult]],
        keep: Callable[[RobotsText], None],
        now: Callable[[], datetime],
    ) -> None:
        self._remembered = remembered
        self._agent = agent
        self._fetch = fetch
        self._keep = keep
        self._now = now
        self._read: dict[str, asyncio.Task[Robots]] = {}

    async def read(self, request: FetchRequest, url: str) -> Robots:
        """Return what holds for ``url``, to which the request leads."""
        origin = origin_of(url)
        if origin not in self._read:
            # Another origin is not to see what the source's headers hold.
            is_own = origin == origin_of(request.url)
            rules = request.rules if is_own else replace(request.rules, headers={})
            self._read[origin] = asyncio.create_task(self._ask(origin, rules))
        # Shielded: one page called off must not call off what others wait for.
        return await asyncio.shield(self._read[origin])

    async def _ask(self, origin: str, asker: Rules) -> Robots:
        text = await self._had(origin, ROBOTS_PATH, asker, None)
        rules = None if text.text is None else RobotsRules(text.text)
        robots = Robots(text=text, rules=rules)
        if rules is None or not rules.allows(origin + TDMREP_PATH, self._agent):
            return robots
        tdmrep = await self._had(origin, TDMREP_PATH, asker, robots)
        return replace(robots, tdm_rules=parse_tdmrep((tdmrep.text or "").encode()))

    async def _had(self, origin: str, path: str, asker: Rules, robots: Robots | None) -> RobotsText:
        """Return one of the files of an origin, asked for unless what is remembered is fresh."""
        request = FetchRequest(url=origin + path, kind="robots", rules=asker)
        known = self._remembered.get(request.url)
        if known and known.text is not None:
            if self._now() < known.fresh_until:
                return known
            request = replace(request, etag=known.etag, last_modified=known.last_modified)
        result = await self._fetch(request, robots)
        text = _remembered_text(origin, path, result, known)
        text = replace(text, message=text.message or self._unkept_delay(text))
        if result.outcome != "deferred":
            self._keep(text)
            self._share(text, result)
        return text

    def _unkept_delay(self, text: RobotsText) -> str | None:
        stated = RobotsRules(text.text or "").stated_delay(self._agent) if text.path == ROBOTS_PATH else 0.0
        if stated <= LONGEST_DELAY:
            return None
        return f"{text.url}: asks for {stated:g} s between requests, {LONGEST_DELAY:g} are kept"

    def _share(self, text: RobotsText, result: FetchResult) -> None:
        """Let the origin to whose file this one was redirected have it without another request.

        From http to https, or to www., that is what most redirects of a robots.txt are.
        """
        target, reading = origin_of(result.final_url), self._read[text.origin]
        is_had = result.outcome in ("ok", "not_found") and result.final_url == target + text.path
        if is_had and target != text.origin and self._read.setdefault(target, reading) is reading:
            self._keep(replace(text, origin=target))


def _remembered_text(origin: str, path: str, result: FetchResult, known: RobotsText | None) -> RobotsText:
    """Return what is to be remembered after a request, given what was known before."""
    now = result.fetched_at
    if result.outcome == "not_modified" and known:
        fresh_until = now + _lifetime(result.headers)
        return replace(known, ok_at=now, fetched_at=now, fresh_until=fresh_until, message=None, result=result)
    if result.body is not None or has_none(result):
        return RobotsText(
            origin=origin,
            path=path,
            text=decoded_robots(result.body or b""),
            ok_at=now,
            fetched_at=now,
            fresh_until=now + _lifetime(result.headers),
            etag=result.headers.get("etag"),
            last_modified=result.headers.get("last-modified"),
            result=result,
        )
    if known and known.ok_at and now - known.ok_at <= _GOOD:
        return replace(known, fetched_at=now, fresh_until=now, message=result.message, result=result)
    return RobotsText(
        origin=origin,
        path=path,
        text=None,
        ok_at=None,
        fetched_at=now,
        fresh_until=now,
        message=result.message,
        result=result,
    )


def has_none(result: FetchResult) -> bool:
    """Tell whether a site has no robots.txt, which allows everything: a 4xx, no text, or redirects without end.

    Not so 429: it is counted among the 4xx by the RFC, but who asks for patience is not to be asked for pages.
    """
    if result.outcome in ("bad_type", "redirect_loop"):
        return True
    return result.outcome != "too_many" and result.status is not None and 400 <= result.status < 500


def _lifetime(headers: Mapping[str, str]) -> timedelta:
    stated = max_age(headers)
    return _FRESH if stated is None else min(stated, _FRESH)
