"""What is stated of an article: one value a field, chosen from the evidence, and which evidence it was."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extract.evidence import Candidate, Evidence
from extract.model import Entry, StatedTime
from extract.persons import distinct, is_body, is_nobody, split_byline
from extract.stated_time import parse_time, time_in_url
from extract.text import squeezed
from extract.urls import canonical_url, domain, is_home_page

#: What stands between a title and an outlet's name.
_TITLE_BREAK = re.compile(r"\s+[|–—·•»«›*:/-]+\s+|\s*[|｜：]\s*")
_LONGEST_TAG = 60
#: Letters of an outlet's name that do not occur in a headline by chance.
_SHORTEST_OUTLET = 5
_SHORTEST_SUMMARY = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields of an article beside its text."""

    url: str
    domain: str
    site_name: str | None
    title: str | None
    authors: tuple[str, ...]
    published: StatedTime | None
    date_source: str | None
    modified: StatedTime | None
    section: str | None
    tags: tuple[str, ...]
    summary: str | None
    language: str | None
    extra: Mapping[str, object]


def choose_metadata(evidence: Evidence, entry: Entry) -> Metadata:
    """Return the metadata that the evidence gives."""
    url, url_source = _url(evidence.urls, entry)
    site_name = _first(evidence.site_names)
    title, title_source = choose_title(evidence.titles, site_name, domain(url))
    authors, bodies, author_source = _bylines(evidence.authors, _outlet(evidence, domain(url)))
    published, date_source = _published(evidence.published, entry, url)
    extra = {
        "url_source": url_source,
        "title_source": title_source,
        "author_source": author_source,
        "agencies": list(bodies),
        "license": _first(evidence.licenses),
        "is_free": {"true": True, "false": False}.get(_first(evidence.is_free) or ""),
    }
    return Metadata(
        url=url,
        domain=domain(url),
        site_name=site_name,
        title=title,
        authors=authors,
        published=published,
        date_source=date_source,
        modified=_first_time(evidence.modified)[0],
        section=_first(evidence.sections),
        tags=_tags(evidence.tags),
        summary=next(
            (candidate.value for candidate in evidence.summaries if len(candidate.value) >= _SHORTEST_SUMMARY), None
        ),
        language=_first(evidence.languages),
        extra={key: value for key, value in extra.items() if value not in (None, [])},
    )


def _first(candidates: Iterable[Candidate]) -> str | None:
    return next((candidate.value for candidate in candidates), None)


def _url(stated: tuple[Candidate, ...], entry: Entry) -> tuple[str, str]:
    """Return the canonical URL and who states it.

    A link to a home page is a template's slip, one to another host than the known one a copy's or a proxy's.
    """
    known = entry.claimed_url or (entry.url if entry.url.startswith("http") else None)
    for candidate in stated:
        is_elsewhere = known is not None and not _same_site(candidate.value, known)
        if not is_home_page(candidate.value) and not is_elsewhere:
            return canonical_url(candidate.value), candidate.source
    return canonical_url(known or entry.url), "feed" if entry.claimed_url else "address"


def _same_site(one: str, other: str) -> bool:
    """Tell whether two hosts are one or lie one below the other (m.news.example, news.example)."""
    hosts = sorted((domain(one), domain(other)), key=len)
    return hosts[0] == hosts[1] or hosts[1].endswith("." + hosts[0])


def choose_title(candidates: tuple[Candidate, ...], site_name: str | None, host: str) -> tuple[str | None, str | None]:
    """Return the title without the outlet's name, and which evidence gave it."""
    outlet = frozenset((squeezed(site_name or ""), squeezed(host), squeezed(host.rsplit(".", 1)[0])))
    keys = frozenset(squeezed(candidate.value) for candidate in candidates) - outlet
    for candidate in candidates:
        title = without_outlet(candidate.value, site_name, host, keys)
        if squeezed(title) not in outlet:
            return title, candidate.source
    return None, None


def without_outlet(title: str, site_name: str | None, host: str, keys: frozenset[str] = frozenset()) -> str:
    """Return a title without the parts at its ends that name the outlet or its section.

    What is left when the page gives it as title elsewhere, whose keys are given, shows where the title ends.

    >>> without_outlet("Ferry sails again | North Ledger", "North Ledger", "northledger.example")
    'Ferry sails again'
    """
    for border in _TITLE_BREAK.finditer(title):
        if squeezed(title[: border.start()]) in keys:
            return title[: border.start()]
    borders = list(_TITLE_BREAK.finditer(title))
    if borders and _names_outlet(title[borders[-1].end() :], site_name, host):
        return without_outlet(title[: borders[-1].start()], site_name, host, keys)
    if borders and _names_outlet(title[: borders[0].start()], site_name, host):
        return without_outlet(title[borders[0].end() :], site_name, host, keys)
    return title


def _names_outlet(part: str, site_name: str | None, host: str) -> bool:
    """Tell whether a part of a title is the outlet's name or address, or holds all of it and little else."""
    key, site, label = squeezed(part), squeezed(site_name or ""), squeezed(host.rsplit(".", 1)[0])
    if key in (site, label, squeezed(host)):
        return bool(key)
    return any(len(name) >= _SHORTEST_OUTLET and name in key and len(key) < 3 * len(name) for name in (site, label))


def _bylines(
    candidates: tuple[Candidate, ...], outlet: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Return the persons, the agencies and desks, and the evidence: the first that names a person, else the first."""
    bodies: tuple[tuple[str, ...], str | None] = ((), None)
    for source in dict.fromkeys(candidate.source for candidate in candidates):
        lines = (candidate.value for candidate in candidates if candidate.source == source)
        names = [
            name for name in distinct(part for line in lines for part in split_byline(line)) if not is_nobody(name)
        ]
        persons = tuple(name for name in names if not is_body(name, outlet))
        others = tuple(name for name in names if name not in persons)
        if persons:
            return persons, others, source
        bodies = bodies if bodies[0] else (others, source)
    return (), *bodies


def _outlet(evidence: Evidence, host: str) -> frozenset[str]:
    """Return the keys of the names that the outlet has."""
    names = (*(candidate.value for candidate in evidence.site_names), host, host.rsplit(".", 1)[0])
    return frozenset(squeezed(name) for name in names)


def _published(candidates: tuple[Candidate, ...], entry: Entry, url: str) -> tuple[StatedTime | None, str | None]:
    """Return when the article was published; the page's own word, its address and its feed, in this order."""
    stated, source = _first_time(candidates)
    if stated:
        return _in_own_zone(stated, candidates), source
    if by_url := time_in_url(url):
        return by_url, "url"
    return (entry.published, "feed") if entry.published else (None, None)


def _in_own_zone(stated: StatedTime, candidates: Iterable[Candidate]) -> StatedTime:
    """Return the time with the day of the page's own zone, where the page states it in UTC first and so later."""
    times = (parse_time(candidate.value) for candidate in candidates if stated.at)
    return next(
        (time for time in times if time and time.at and time.at == stated.at and time.day != time.at.date()), stated
    )


def _first_time(candidates: Iterable[Candidate]) -> tuple[StatedTime | None, str | None]:
    for candidate in candidates:
        if stated := parse_time(candidate.value):
            return stated, candidate.source
    return None, None


def _tags(candidates: tuple[Candidate, ...]) -> tuple[str, ...]:
    """Return the tags of the first kind of evidence that has any; keywords come as one line, with commas."""
    if not candidates:
        return ()
    lines = [candidate.value for candidate in candidates if candidate.source == candidates[0].source]
    tags = (tag.strip() for line in lines for tag in line.split(","))
    return tuple(distinct(tag for tag in tags if len(tag) <= _LONGEST_TAG))


def names_person(evidence: Evidence) -> bool:
    """Tell whether the evidence names any person as author."""
    hosts = (domain(candidate.value) for candidate in evidence.urls[:1])
    return bool(_bylines(evidence.authors, _outlet(evidence, next(hosts, "localhost")))[0])


def states_day(evidence: Evidence, entry: Entry) -> bool:
    """Tell whether page, address or feed give a day of publication."""
    return _published(evidence.published, entry, _url(evidence.urls, entry)[0])[0] is not None
