"""What one wants to see of a warehouse first: how much is there, from when and whom, who says what, what travelled.

Every question is defined for an empty warehouse, counts what was said once, and takes the days that it is asked for.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeVar

from duckdb import DuckDBPyConnection

from warehouse.model import mappings
from warehouse.query import ask

_Row = TypeVar("_Row")

#: The steps in which times are counted; weeks begin on Monday.
Grain = Literal["week", "month"]
#: A year of weeks, with that of a year ago.
YEAR_OF_WEEKS = 53
#: Fewer words are names of things, and said by many without having read each other.
_WORDS_OF_A_WORDING = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """First and last day of publication; what has no date is in neither. None leaves it open."""

    since: date | None = None
    until: date | None = None


ALL_DAYS = Days()


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much there is; quotes and speakers without those of copies."""

    articles: int
    copies: int
    undated: int
    sources: int
    quotes: int
    #: Quotes whose speaker is known.
    attributed: int
    speakers: int
    first_date: date | None
    last_date: date | None
    #: UTC, naive. End of the latest run; None before the first.
    filled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week from Monday on; ``is_unfinished`` where the latest run was before its end."""

    week: date
    articles: int
    copies: int
    is_unfinished: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceShare:
    """What a source brings; quotes without those of its copies."""

    source_id: str
    name: str
    articles: int
    copies: int
    quotes: int
    last_date: date | None
    #: UTC, naive. When an article of it was last seen to be there.
    last_seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How many quotes a month or a week has, which is told by its first day."""

    begins_on: date
    quotes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who is quoted, copies left out."""

    speaker_id: str
    name: str
    quotes: int
    articles: int
    sources: int
    first_date: date | None
    last_date: date | None
    #: By month or week, those that have a quote, the first first.
    times: tuple[Times, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """An article in which a wording stands."""

    quote_id: str
    article_id: str
    published_date: date | None
    source: str
    title: str | None
    url: str
    is_copy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelled:
    """A wording that several outlets and stories print."""

    quote_key: str
    #: The longest form of the words.
    quote: str
    speaker: str
    speaker_id: str | None
    stories: int
    sources: int
    #: That print it, copies included.
    articles: int
    #: Some of them: by the dates that are known the first first, those without a date last.
    prints: tuple[Print, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestQuote:
    """A quote with where it was printed."""

    quote_id: str
    quote: str
    cue: str | None
    confidence: float
    speaker_id: str | None
    speaker: str | None
    speaker_role: str | None
    published_date: date | None
    source: str
    source_id: str
    article_id: str
    title: str | None
    url: str


def query_totals(connection: DuckDBPyConnection, days: Days = ALL_DAYS) -> Totals:
    """Return how much the warehouse holds."""
    return _rows(connection, Totals, "totals", days)[0]


def query_weeks(
    connection: DuckDBPyConnection, days: Days = ALL_DAYS, *, weeks: int = YEAR_OF_WEEKS
) -> tuple[Week, ...]:
    """Return the articles of each week up to that of the latest article; none between two weeks is a zero."""
    return _rows(connection, Week, "weeks", days, weeks=weeks)


def query_source_shares(
    connection: DuckDBPyConnection, days: Days = ALL_DAYS, *, limit: int = 30
) -> tuple[SourceShare, ...]:
    """Return the sources with most articles."""
    return _rows(connection, SourceShare, "sources", days, limit=limit)


def query_people(
    connection: DuckDBPyConnection, days: Days = ALL_DAYS, *, limit: int = 15, grain: Grain = "month"
) -> tuple[Person, ...]:
    """Return the people who are quoted most."""
    return _rows(connection, Person, "people", days, limit=limit, grain=grain)


def query_travelled(
    connection: DuckDBPyConnection, days: Days = ALL_DAYS, *, limit: int = 8, prints: int = 6
) -> tuple[Travelled, ...]:
    """Return the wordings of these days that stand in most sources, without what has fewer than five words."""
    return _rows(connection, Travelled, "travelled", days, limit=limit, prints=prints, words=_WORDS_OF_A_WORDING)


def query_latest_quotes(
    connection: DuckDBPyConnection, days: Days = ALL_DAYS, *, limit: int = 100
) -> tuple[LatestQuote, ...]:
    """Return the quotes of the articles that were published last."""
    return _rows(connection, LatestQuote, "latest", days, limit=limit)


def _rows(
    connection: DuckDBPyConnection, kind: type[_Row], name: str, days: Days, **limits: int | str
) -> tuple[_Row, ...]:
    """What a statement gives, whose columns are the fields of a dataclass."""
    found = ask(connection, "overview_queries", name, asdict(days) | limits)
    return tuple(kind(**_fields(row)) for row in mappings(found))


#: Columns whose values are rows in turn.
_PARTS: dict[str, type[Times | Print]] = {"times": Times, "prints": Print}


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(_PARTS[name](**part) for part in value or ()) if name in _PARTS else value
        for name, value in row.items()
    }
