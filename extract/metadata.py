"""What is stated of an article: one value a field, chosen from the evidence, and which evidence it was."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from extract.evidence import Candidate, Evidence
from extract.model import Entry, StatedTime
from extract.persons import distinct, is_body, is_full, is_nobody, is_outlet, split_byline
from extract.stated_time import parse_time, time_in_url
from extract.text import squeezed
from extract.titles import choose_title
from extract.urls import canonical_url, domain, is_home_page, is_section_of, url_key

#: Midnight of Central Europe in UTC, in summer and in winter, and the languages that are printed nowhere else.
_MIDNIGHTS = (22, 23)
_CENTRAL_EUROPEAN = frozenset({"cs", "da", "de", "hr", "hu", "it", "nl", "no", "nb", "pl", "sk", "sl", "sv"})
_TOP_LEVEL = re.compile(r"\.[a-z]{2,6}$")
_LONGEST_TAG = 60
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
    title, title_source = choose_title(evidence.titles, evidence.headings, site_name, domain(url))
    authors, bodies, author_source = _bylines(evidence.authors, _outlet(evidence, domain(url)))
    published, date_source = _published(evidence, entry, url)
    modified = _first_time(evidence.modified)[0]
    extra = {
        "url_source": url_source,
        "title_source": title_source,
        "author_source": author_source,
        "agencies": list(bodies),
        "license": _first(evidence.licenses),
        # A day is no point in time: as midnight it would lie before the times that the page stated that day.
        "modified_date": modified.day.isoformat() if modified and modified.at is None else None,
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
        modified=modified,
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

    A link to a home page or to a section is a template's slip, which would make all its articles one; a link to another
    host than the known one is a copy's or a proxy's.
    """
    known = entry.claimed_url or (entry.url if entry.url.startswith("http") else None)
    for candidate in stated:
        if is_home_page(f"https://{url_key(candidate.value)}") or (known and _is_lie(candidate.value, known)):
            continue
        return canonical_url(candidate.value), candidate.source
    return canonical_url(known or entry.url), "feed" if entry.claimed_url else "address"


def _is_lie(stated: str, known: str) -> bool:
    """Tell whether the page at a known address cannot have the one that is stated for it."""
    stated, known = url_key(stated), url_key(known)
    return not _same_site(stated, known) or is_section_of(stated, known)


def _same_site(one: str, other: str) -> bool:
    """Tell whether the hosts of two keys are one or lie one below the other (de.news.example, news.example)."""
    hosts = sorted((key.partition("/")[0].partition("?")[0] for key in (one, other)), key=len)
    return hosts[0] == hosts[1] or hosts[1].endswith("." + hosts[0])


def _bylines(
    candidates: tuple[Candidate, ...], outlet: frozenset[str]
) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Return the persons, the agencies and desks, and the evidence.

    That is the first that gives a person's full name, else the first with any name, else with any body.
    """
    found = [
        _signed(source, (candidate.value for candidate in candidates if candidate.source == source), outlet)
        for source in dict.fromkeys(candidate.source for candidate in candidates)
    ]
    for is_enough in (_has_full_name, _has_person, _has_body):
        if enough := next(filter(is_enough, found), None):
            return enough
    return (), (), None


_Signed = tuple[tuple[str, ...], tuple[str, ...], str]


def _signed(source: str, lines: Iterable[str], outlet: frozenset[str]) -> _Signed:
    names = [name for name in distinct(part for line in lines for part in split_byline(line)) if not is_nobody(name)]
    persons = tuple(name for name in names if not is_body(name, outlet))
    bodies = (name for name in names if name not in persons and not (persons and is_outlet(name, outlet)))
    return persons, tuple(bodies), source


def _has_full_name(signed: _Signed) -> bool:
    return any(map(is_full, signed[0]))


def _has_person(signed: _Signed) -> bool:
    return bool(signed[0])


def _has_body(signed: _Signed) -> bool:
    return bool(signed[1])


def _outlet(evidence: Evidence, host: str) -> frozenset[str]:
    """Return the keys of the names that the outlet has."""
    names = (*(candidate.value for candidate in evidence.site_names), host)
    return frozenset(squeezed(form) for name in names for form in (name, _TOP_LEVEL.sub("", name)))


def _published(evidence: Evidence, entry: Entry, url: str) -> tuple[StatedTime | None, str | None]:
    """Return when the article was published; the page's own word, its address and its feed, in this order.

    Of one day the feed's word counts where it alone knows the time.
    """
    candidates = evidence.published
    stated, source = _first_time(candidates)
    if stated:
        stated = _in_own_zone(stated, candidates, _first(evidence.languages))
    elif by_url := time_in_url(url):
        stated, source = by_url, "url"
    by_feed = entry.published
    if by_feed and (stated is None or (stated.at is None and by_feed.at and by_feed.day == stated.day)):
        return by_feed, "feed"
    return stated, source


def _in_own_zone(stated: StatedTime, candidates: Iterable[Candidate], language: str | None) -> StatedTime:
    """Return the time with the day of the page's own zone, where the page states it in UTC first and so later.

    A day without a time that a publishing system turned into UTC is midnight in the zone of its language.
    """
    if stated.at is None or stated.day != stated.at.date():
        return stated
    times = (parse_time(candidate.value) for candidate in candidates)
    same = (time for time in times if time and time.at == stated.at and time.day != stated.day)
    is_midnight = stated.at.hour in _MIDNIGHTS and (stated.at.minute, stated.at.second) == (0, 0)
    if is_midnight and (language or "")[:2].lower() in _CENTRAL_EUROPEAN:
        return replace(stated, day=stated.day + timedelta(days=1))
    return next(same, stated)


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
    """Tell whether the evidence gives the full name of any author."""
    hosts = (domain(candidate.value) for candidate in evidence.urls[:1])
    persons, _, _ = _bylines(evidence.authors, _outlet(evidence, next(hosts, "localhost")))
    return any(map(is_full, persons))


def states_day(evidence: Evidence, entry: Entry) -> bool:
    """Tell whether page, address or feed give a day of publication."""
    return _published(evidence, entry, _url(evidence.urls, entry)[0])[0] is not None
