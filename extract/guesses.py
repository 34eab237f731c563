"""What a page does not state and its text may tell: a byline, a date. Slow, so only where nothing is stated."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from htmldate import find_date
from lxml.html import HtmlElement

from extract.byline import printed_names
from extract.evidence import Candidate, Evidence
from extract.metadata import names_person, states_day
from extract.model import Entry
from extract.stated_time import FIRST_YEAR, LAST_YEAR, parse_time

#: More names are a list of topics.
_MOST_NAMES = 6


def with_byline(evidence: Evidence, tree: HtmlElement) -> Evidence:
    """Return the evidence, with the page's printed byline where it gives no author's full name."""
    return evidence if names_person(evidence) else replace(evidence, authors=(*evidence.authors, *_byline(tree)))


def with_date(evidence: Evidence, tree: HtmlElement, entry: Entry) -> Evidence:
    """Return the evidence, with the date in the text where no day is stated for sure.

    It goes ahead of <time> elements that differ: they stand at teasers as well.
    """
    times = tuple(candidate for candidate in evidence.published if candidate.source == "time")
    sure = tuple(candidate for candidate in evidence.published if candidate.source != "time")
    if states_day(replace(evidence, published=sure), entry) or len(_days(times)) == 1:
        return evidence
    return replace(evidence, published=(*sure, *_date(tree), *times))


def _days(candidates: Iterable[Candidate]) -> set[date]:
    return {stated.day for candidate in candidates if (stated := parse_time(candidate.value))}


def _byline(tree: HtmlElement) -> Iterator[Candidate]:
    names = printed_names(tree)
    if len(names) <= _MOST_NAMES:
        yield from (Candidate(source="byline", value=name) for name in names)


def _date(tree: HtmlElement) -> Iterator[Candidate]:
    """Yield the date that htmldate finds in mark-up and text; with bounds, since its own upper one is the clock's.

    The first of January is what it makes of a year alone, and no day that the page states.
    """
    day = find_date(tree, original_date=True, min_date=f"{FIRST_YEAR}-01-01", max_date=f"{LAST_YEAR}-12-31")
    if day and not day.endswith("-01-01"):
        yield Candidate(source="text", value=day)
