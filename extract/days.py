"""Spans of days, what day an entry states, and what months and years sitemaps are named after."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from extract.model import Entry
from extract.stated_time import time_in_url

#: A page states its day in its own zone, and a sitemap is named in the zone of its site.
_ZONES = timedelta(days=1)
_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d\d)"
_DAY_NAME = re.compile(_YEAR + r"(?P<by>[-_/]?)(?P<month>0[1-9]|1[0-2])(?P=by)(?P<day>0[1-9]|[12]\d|3[01])(?!\d)")
_MONTH_NAME = re.compile(_YEAR + r"[-_/]?(?P<month>\d\d)(?!\d)")
_YEAR_NAME = re.compile(_YEAR + r"(?!\d)")
_NUMBER = re.compile(r"\d+")
#: Sitemaps that differ in nothing but a day or a year, from which on that is what they hold.
_ENOUGH = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days from the first to the last, both of them included."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    def may_meet(self, other: "Days") -> bool:
        """Tell whether the two may have a moment in common, whatever zones they are stated in."""
        return other.first - _ZONES <= self.last and self.first <= other.last + _ZONES

    def are_after(self, day: date) -> bool:
        """Tell whether all of them come after a day, whatever zone it is stated in."""
        return day + _ZONES < self.first

    def are_before(self, day: date) -> bool:
        """Tell whether all of them come before a day, whatever zone it is stated in."""
        return self.last < day - _ZONES


def stated_day(entry: Entry) -> date | None:
    """Return the day of an entry: of its publication, or else that in its address, or else of its last change."""
    stated = entry.published or time_in_url(entry.claimed_url or entry.url) or entry.modified
    return stated.day if stated else None


def named_days(urls: Iterable[str]) -> Mapping[str, Days]:
    """Return the days that the sitemaps of one index are named after, of those alone whose names can mean nothing else.

    A number may be that of a part, and a day the one on which all were written. So sitemap-2019-05 is a month only if
    others like it are named after the rest up to twelve, and none after a thirteenth; days and years need others, too,
    and years no numbers beside them.

    >>> [str(days) for days in named_days([f"https://mill.example/{year}.xml" for year in (2018, 2019, 2020)]).values()]
    ['2018-01-01..2018-12-31', '2019-01-01..2019-12-31', '2020-01-01..2020-12-31']
    """
    left = dict.fromkeys(urls)
    days: dict[str, Days] = {}
    for name, mean in ((_DAY_NAME, _are_days), (_MONTH_NAME, _are_months), (_YEAR_NAME, _are_years)):
        matches = {url: match for url in left if (match := name.search(url))}
        for alike in _by_form(matches):
            if mean(alike, left):
                days |= {url: each for url, match in alike.items() if (each := _days(match))}
        left = {url: None for url in left if url not in matches}
    return days


_Matches = Mapping[str, re.Match[str]]


def _by_form(matches: _Matches) -> Iterable[_Matches]:
    """Return the addresses in groups that differ in nothing but what matched."""
    groups: dict[str, dict[str, re.Match[str]]] = {}
    for url, match in matches.items():
        groups.setdefault(f"{url[: match.start()]}#{url[match.end() :]}", {})[url] = match
    return groups.values()


def _are_days(alike: _Matches, _urls: Iterable[str]) -> bool:
    return len(alike) >= _ENOUGH


def _are_months(alike: _Matches, _urls: Iterable[str]) -> bool:
    numbers = {int(match["month"]) for match in alike.values()}
    return min(numbers) > 0 and max(numbers) == 12


def _are_years(alike: _Matches, urls: Iterable[str]) -> bool:
    numbered = {_NUMBER.sub("#", url) for url in urls if url not in alike}
    return len(alike) >= _ENOUGH and not any(_NUMBER.sub("#", url) in numbered for url in alike)


def _days(match: re.Match[str]) -> Days | None:
    """Return the day, month or year of a name; None where there is no such day."""
    stated = match.groupdict()
    year, month, day = (int(stated.get(part) or 0) for part in ("year", "month", "day"))
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return Days(first=first, last=last)
