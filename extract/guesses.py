"""What a page does not state and its text may tell: a byline, a date. Slow, so only where nothing is stated."""

from collections.abc import Iterator
from dataclasses import replace

from htmldate import find_date
from lxml.html import HtmlElement

from extract.boilerplate import printed_byline
from extract.evidence import Candidate, Evidence
from extract.metadata import names_person, states_day
from extract.model import Entry
from extract.persons import is_set_as_name, split_byline
from extract.stated_time import FIRST_YEAR, LAST_YEAR


def with_guesses(evidence: Evidence, tree: HtmlElement, entry: Entry) -> Evidence:
    """Return the evidence with the page's printed byline and date added where it has none."""
    return replace(
        evidence,
        authors=evidence.authors if names_person(evidence) else (*evidence.authors, *_byline(tree)),
        published=evidence.published if states_day(evidence, entry) else (*evidence.published, *_date(tree)),
    )


def _byline(tree: HtmlElement) -> Iterator[Candidate]:
    names = split_byline(printed_byline(tree) or "")
    if all(is_set_as_name(name) and " " in name for name in names):
        yield from (Candidate(source="byline", value=name) for name in names)


def _date(tree: HtmlElement) -> Iterator[Candidate]:
    """Yield the date that htmldate finds in mark-up and text; with bounds, since its own upper one is the clock's."""
    day = find_date(tree, original_date=True, min_date=f"{FIRST_YEAR}-01-01", max_date=f"{LAST_YEAR}-12-31")
    if day:
        yield Candidate(source="text", value=day)
