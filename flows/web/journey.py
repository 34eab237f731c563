"""One request on its way, hop by hop: where it has got to, and what it may still cost."""

from dataclasses import dataclass, field, replace

from extract.urls import absolute_url
from flows.web.cookies import Cookies
from flows.web.hostnames import origin_of
from flows.web.model import FetchRequest, FetchResult, Hop, Outcome
from flows.web.robots_memory import Robots

#: As many as RFC 9309 asks for on the way to a robots.txt; real ones have one or two.
_MOST_HOPS = 5


@dataclass(slots=True, eq=False, kw_only=True)
class Journey:
    """What became of a request so far."""

    #: What is asked for; its headers are left behind once another origin was asked.
    request: FetchRequest
    url: str
    #: Seconds that its exchanges may still take, all together.
    left: float
    cookies: Cookies | None
    hops: list[Hop] = field(default_factory=list)
    #: Requests sent so far; those that tried again what another had not given are counted in both.
    exchanges: int = 0
    retries: int = 0
    #: Of ``url``, the last; None before the first.
    latest: FetchResult | None = None
    #: What holds for ``url``; None where that is not known yet, as for a robots.txt itself.
    robots: Robots | None = None
    #: A sentence where a redirect gave up encryption.
    downgrade: str | None = None

    def take(self, result: FetchResult, seconds: float) -> None:
        """Note an exchange of the present URL and the seconds that it took."""
        self.retries += self.latest is not None
        self.exchanges += 1
        self.left -= seconds
        self.latest = result

    def follow(self, redirect: FetchResult) -> FetchResult | None:
        """Move to where a redirect leads, or return the result of a request that ends here."""
        stated = redirect.headers.get("location", "")
        target = (absolute_url(self.url, stated) or "").partition("#")[0]
        self.hops.append(Hop(status=redirect.status or 0, url=self.url))
        if not target:
            return _ended(redirect, "ssrf", f"redirects to {stated[:200]!r}, which is no http(s) URL")
        if len(self.hops) > _MOST_HOPS:
            return _ended(redirect, "redirect_loop", f"redirects for the {len(self.hops)}th time, to {target}")
        # The very URL, and not its key: to lose a tracking parameter, or www., is what most redirects are for. With
        # cookies it may be another page the second time.
        if not self.cookies and target in [hop.url for hop in self.hops]:
            return _ended(redirect, "redirect_loop", f"redirects to {target}, where we come from")
        if self.left <= 0:
            return _ended(redirect, "timeout", f"redirects to {target} when its time is up")
        self._move(target)
        return None

    def _move(self, target: str) -> None:
        if origin_of(target) != origin_of(self.url) and self.request.rules.headers:
            # For good: who redirects us back has chosen what is asked there.
            self.request = replace(self.request, rules=replace(self.request.rules, headers={}))
        if self.url.startswith("https:") and target.startswith("http:"):
            self.downgrade = f"{self.url}: redirects from https to {target}, which is not encrypted"
        self.url, self.latest = target, None


def _ended(result: FetchResult, outcome: Outcome, message: str) -> FetchResult:
    return replace(result, outcome=outcome, message=f"{result.final_url}: {message}")
