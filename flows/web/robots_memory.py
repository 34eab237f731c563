"""Each origin's robots.txt, asked for once a run and remembered for a day (RFC 9309 sections 2.3.1 and 2.4)."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from flows.web.hostnames import origin_of
from flows.web.model import FetchRequest, FetchResult
from flows.web.robots import LONGEST_DELAY, RobotsRules, RobotsText, decoded_robots

#: A copy is taken for the present state so long; Cache-Control may make it shorter.
_FRESH = timedelta(hours=24)
#: A copy is taken for want of a better one so long, while the host cannot be asked.
_GOOD = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """What an origin's robots.txt says."""

    text: RobotsText
    #: None where it could not be asked for and there is no good copy: then nothing of the origin is asked for.
    rules: RobotsRules | None


class RobotsMemory:
    """The robots.txt of every origin that a run meets; who comes second waits for the request of the first."""

    def __init__(
        self,
        remembered: Mapping[str, RobotsText],
        *,
        agent: str,
        fetch: Callable[[FetchRequest], Awaitable[FetchResult]],
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
        """Return the robots.txt that holds for ``url``, to which the request leads."""
        origin = origin_of(url)
        if origin not in self._read:
            # Another origin is not to see what the source's headers hold.
            is_own = origin == origin_of(request.url)
            rules = request.rules if is_own else replace(request.rules, headers={})
            asked = FetchRequest(url=f"{origin}/robots.txt", kind="robots", rules=rules)
            self._read[origin] = asyncio.create_task(self._ask(origin, asked))
        # Shielded: one page called off must not call off what others wait for.
        return await asyncio.shield(self._read[origin])

    async def _ask(self, origin: str, request: FetchRequest) -> Robots:
        known = self._remembered.get(origin)
        if known and known.text is not None:
            if self._now() < known.fresh_until:
                return Robots(text=known, rules=RobotsRules(known.text))
            request = replace(request, etag=known.etag, last_modified=known.last_modified)
        result = await self._fetch(request)
        text = remembered_text(origin, result, known)
        rules = None if text.text is None else RobotsRules(text.text)
        if rules and (stated := rules.stated_delay(self._agent)) > LONGEST_DELAY:
            message = f"{text.url}: asks for {stated:g} s between requests, {LONGEST_DELAY:g} are kept"
            text = replace(text, message=message)
        if result.outcome != "deferred":
            self._keep(text)
            self._share(text)
        return Robots(text=text, rules=rules)

    def _share(self, text: RobotsText) -> None:
        """Let the origin to whose robots.txt this one was redirected have it without another request.

        From http to https, or to www., that is what most redirects of a robots.txt are.
        """
        assert text.result is not None, "it was asked for just now"
        target = origin_of(text.result.final_url)
        is_had = text.result.outcome in ("ok", "not_found")
        if is_had and text.result.final_url == f"{target}/robots.txt" and target not in self._read:
            self._read[target] = self._read[text.origin]
            self._keep(replace(text, origin=target))


def remembered_text(origin: str, result: FetchResult, known: RobotsText | None) -> RobotsText:
    """Return what is to be remembered after a request, given what was known before."""
    now = result.fetched_at
    if result.outcome == "not_modified" and known:
        fresh_until = now + _lifetime(result.headers)
        return replace(known, ok_at=now, fetched_at=now, fresh_until=fresh_until, message=None, result=result)
    if result.body is not None or has_none(result):
        return RobotsText(
            origin=origin,
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
    stated = headers.get("cache-control", "").lower()
    if "no-cache" in stated or "no-store" in stated:
        return timedelta()
    age = re.search(r"\bmax-age\s*=\s*\"?([0-9]{1,9})\b", stated)
    return min(timedelta(seconds=int(age[1])), _FRESH) if age else _FRESH
