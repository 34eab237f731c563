"""A web of many newspapers, one in each of many towns, most of which have one page that goes wrong."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.local_web import replies
from benchmarks.local_web.newspaper import Newspaper
from benchmarks.local_web.server import Answer, LocalWeb

#: What a source of each town is configured by, in turn: the key in presslake.toml and the path.
_WAYS_IN = (
    ("feed", "/feed.rss"),
    ("feed", "/feed.atom"),
    ("feed", "/feed.json"),
    ("sitemap", "/sitemap.xml"),
    ("site", "/"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with one page of a newspaper."""

    #: Given the newspaper and the page's number.
    answer: Callable[[Newspaper, int], Answer]
    #: What a fetch of the page must come to; see flows.web.model.Outcome.
    outcome: str
    #: Seconds that it takes at the least, where that is more than a test should wait.
    seconds: float = 0.0


def _later(first: Answer) -> Callable[[Newspaper, int], Answer]:
    """Answer so at first, and with the article from then on."""
    return lambda paper, number: replies.at_first(first, replies.page(paper.article(number)))


def _only(answer: Answer) -> Callable[[Newspaper, int], Answer]:
    return lambda _paper, _number: answer


#: By name. Those whose outcome is ok give the article, all others give none.
FAULTS: Mapping[str, Fault] = {
    "429 for 1 s": Fault(answer=_later(replies.refusal(429, retry_after="1")), outcome="ok"),
    "429 until a date": Fault(answer=_later(replies.patience_until(1.0)), outcome="ok"),
    "503, then fine": Fault(answer=_later(replies.refusal(503, retry_after="1")), outcome="ok"),
    "closed, then fine": Fault(answer=_later(replies.garbage()), outcome="ok"),
    "slow": Fault(answer=lambda paper, number: replies.drip(paper.article(number), 0.05), outcome="ok"),
    "wrong charset in <meta>": Fault(
        answer=lambda paper, number: replies.page(paper.article(number, charset="iso-8859-7")), outcome="ok"
    ),
    "moved": Fault(answer=lambda _, number: replies.redirect(f"/moved/{number}"), outcome="ok"),
    "truncated gzip": Fault(
        answer=lambda paper, number: replies.truncated_gzip(paper.article(number)), outcome="unreadable"
    ),
    "cut short": Fault(answer=lambda paper, number: replies.cut_short(paper.article(number)), outcome="unreadable"),
    "gzip bomb": Fault(answer=_only(replies.gzip_bomb()), outcome="too_big"),
    "endless": Fault(answer=_only(replies.endless()), outcome="too_big"),
    "1 MB of headers": Fault(answer=_only(replies.huge_headers()), outcome="too_big"),
    "PDF": Fault(
        answer=_only(replies.always(replies.reply(200, b"%PDF-1.7", content_type="application/pdf"))),
        outcome="bad_type",
    ),
    "loop": Fault(answer=lambda paper, number: replies.redirect(paper.url(number), 302), outcome="redirect_loop"),
    "metadata address": Fault(answer=_only(replies.redirect("http://169.254.169.254/latest/", 302)), outcome="ssrf"),
    "404": Fault(answer=_only(replies.refusal(404)), outcome="not_found"),
    "410": Fault(answer=_only(replies.refusal(410)), outcome="gone"),
    "403": Fault(answer=_only(replies.refusal(403, cf_mitigated="challenge", server="cloudflare")), outcome="blocked"),
    "endless drip": Fault(
        answer=lambda paper, number: replies.drip(paper.article(number), 10.0, piece=1), outcome="timeout", seconds=60
    ),
    "silence": Fault(answer=_only(replies.hang()), outcome="timeout", seconds=20),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """One newspaper, the way to its pages, and what is to be expected of each."""

    paper: Newspaper
    source_id: str
    host: str
    #: Key and URL of its source in presslake.toml.
    way_in: tuple[str, str]
    #: Name and page of its fault; None where all is well.
    fault: str | None
    #: Seconds that its robots.txt asks for between two requests; None where it asks for none.
    delay: float | None
    #: URL of every page that it offers -> what must become of it.
    expected: Mapping[str, str] = field(default_factory=dict)


def open_towns(web: LocalWeb, towns: int, pages: int, *, patience: float, crawl_delay: float) -> list[Town]:
    """Put newspapers on the web and return them; faults that take more than ``patience`` seconds are left out.

    Page 1 of a newspaper is its faulty one, page 2 is what robots.txt keeps to itself in every third, and every
    seventh asks for a crawl-delay of so many seconds.
    """
    faults = [None, *(name for name, fault in FAULTS.items() if fault.seconds <= patience)]
    return [_open_town(web, number, pages, faults[number % len(faults)], crawl_delay) for number in range(towns)]


def _open_town(web: LocalWeb, number: int, pages: int, fault: str | None, crawl_delay: float) -> Town:
    host = f"news-{number:03}.localhost"
    delay = crawl_delay if number % 7 == 3 else None
    paper = Newspaper(
        name=f"The Post of Town {number}",
        origin=web.origin(host),
        pages=pages,
        robots=[
            *(["Disallow: /news/0002.html"] if number % 3 == 0 else []),
            *([f"Crawl-delay: {delay}"] if delay else []),
        ],
        packed=number % 2 == 0,
    )
    instead = {"/moved/1": replies.page(paper.article(1, path="/moved/1"))}
    expected = {paper.url(page): "ok" for page in range(pages)}
    if fault:
        instead["/news/0001.html"] = FAULTS[fault].answer(paper, 1)
        expected[paper.url(1)] = FAULTS[fault].outcome
    if number % 3 == 0:
        expected[paper.url(2)] = "robots"
    web.sites[host] = paper.site(instead)
    key, path = _WAYS_IN[number % len(_WAYS_IN)]
    return Town(
        paper=paper,
        source_id=f"news-{number:03}",
        host=host,
        way_in=(key, paper.origin + path),
        fault=fault,
        delay=delay,
        expected=expected,
    )


def configuration(towns: Sequence[Town], *, delay: float, **keys: str) -> str:
    """Return the presslake.toml that has every town as a source; ``keys`` are further lines at its top, in TOML."""
    top = {"contact": '"desk@presslake.example"', "allow_private": '["127.0.0.0/8"]', "delay": str(delay), **keys}
    lines = [f"{key} = {value}" for key, value in top.items()]
    for town in towns:
        key, url = town.way_in
        lines += ["", "[[sources]]", f'id = "{town.source_id}"', f'{key} = "{url}"']
    return "\n".join([*lines, ""])
