"""What a site's robots.txt asks of machines: text in, answers out (RFC 9309)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from protego import Protego

from flows.web.model import FetchResult

ROBOTS_PATH = "/robots.txt"
#: Bytes that are read (RFC 9309 section 2.5 asks for that many at least); 3 of 4,231 real files are longer.
READ_BYTES = 500 * 1024
#: Seconds; who asks for more between two requests, such as an hour, is heard as far as this.
LONGEST_DELAY = 60.0

_LINE = re.compile(r"(?m)^[ \t\ufeff]*([A-Za-z][A-Za-z-]*)[ \t]*:[ \t]*([^#\r\n]*)")
_SIGNAL = re.compile(r"([a-z][a-z-]*)\s*=\s*(yes|no|y|n)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsText:
    """The robots.txt, or another file that speaks for a whole origin, as it was last asked for; times aware UTC."""

    #: Scheme, host and port: 'https://news.example'.
    origin: str
    path: str = ROBOTS_PATH
    #: The last that was had; '' where the site has none, None where it was never reached.
    text: str | None
    #: When ``text`` was had.
    ok_at: datetime | None
    #: When it was last asked for.
    fetched_at: datetime
    #: Not asked for again before.
    fresh_until: datetime
    etag: str | None = None
    last_modified: str | None = None
    #: A sentence where it was not had, or asks for more than is kept.
    message: str | None = None
    #: Of this run's request; None as remembered from an earlier one.
    result: FetchResult | None = None

    @property
    def url(self) -> str:
        """Where it stands."""
        return self.origin + self.path


class RobotsRules:
    r"""The rules of one robots.txt, for whoever asks; an agent is a product token such as 'presslake'.

    >>> rules = RobotsRules("User-agent: *\nDisallow: /drafts/\nCrawl-delay: 2\nContent-Signal: ai-train=no")
    >>> rules.allows("https://news.example/drafts/a", "presslake"), rules.delay("presslake")
    (False, 2.0)
    >>> rules.signals("presslake")
    {'ai-train': False}
    """

    def __init__(self, text: str) -> None:
        text = text[:READ_BYTES]
        self._rules = Protego.parse(text)
        self._signals = dict(_signals(text)) if "content-" in text.lower() else {}
        #: Addresses of sitemaps, as stated.
        self.sitemaps: tuple[str, ...] = tuple(self._rules.sitemaps)
        #: Address of the licence that holds for everyone (RSL 1.0), where one is named.
        self.license_url = next((value for name, value in _lines(text) if name == "license" and value), None)

    def allows(self, url: str, agent: str) -> bool:
        """Tell whether the agent may ask for a URL."""
        return bool(self._rules.can_fetch(url, agent))

    def stated_delay(self, agent: str) -> float:
        """Return the seconds that the agent is asked to leave between two requests; 0 where none.

        They are stated by Crawl-delay (532 of 4,231 real files), or as Request-rate: 1/10s (13 of them).
        """
        rate = self._rules.request_rate(agent)
        return max(self._rules.crawl_delay(agent) or 0.0, rate.seconds / rate.requests if rate else 0.0)

    def delay(self, agent: str) -> float:
        """Return the same, up to the longest that is kept."""
        return min(self.stated_delay(agent), LONGEST_DELAY)

    def signals(self, agent: str) -> Mapping[str, bool]:
        """Return what Content-Signal and Content-Usage lines allow the agent, by use (ai-train, search …), as stated.

        A group that names the agent stands in place of the one for everyone, as with all rules; a line before any
        group is everyone's.
        """
        return self._signals.get(agent.lower(), self._signals.get("*", {}))


def decoded_robots(body: bytes) -> str:
    r"""Return the text of a robots.txt, which is UTF-8 (RFC 9309 section 2.3); NUL characters are left out.

    >>> decoded_robots(b"\xef\xbb\xbfUser-agent: *")
    'User-agent: *'
    """
    return body[:READ_BYTES].decode("utf-8-sig", "replace").replace("\x00", "")


def product_token(user_agent: str) -> str:
    """Return the name by which robots.txt addresses a user agent: its first word, without a version.

    >>> product_token("presslake/0.1 (+https://news.example/bot)")
    'presslake'
    """
    return re.split(r"[/\s(;]", user_agent.strip(), maxsplit=1)[0].lower()


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Yield name, in lower case, and value of each line that has both."""
    for name, value in _LINE.findall(text):
        yield name.lower(), value.strip()


def _signals(text: str) -> Iterator[tuple[str, dict[str, bool]]]:
    """Yield the agents of each group with what is said to them of uses; several groups of an agent are one."""
    by_agent: dict[str, dict[str, bool]] = {}
    agents, is_in_rules = ["*"], True
    for name, value in _lines(text):
        if name == "user-agent":
            agents = [value.lower()] if is_in_rules else [*agents, value.lower()]
            is_in_rules = False
            continue
        is_in_rules |= name != "sitemap"
        if name in ("content-signal", "content-usage") and not value.startswith("/"):
            said = {use: word in ("yes", "y") for use, word in _SIGNAL.findall(value.lower())}
            for agent in agents:
                by_agent.setdefault(agent, {}).update(said)
    yield from by_agent.items()
