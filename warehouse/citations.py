"""What a citation needs: a quote or an article, where it was printed, and where the same was printed first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError
from warehouse.query import article_id_of, ask


@dataclass(frozen=True, slots=True)
class Said:
    """A quote, and who is quoted; a role and whom it came through are as printed."""

    quote: str
    speaker: str | None
    role: str | None
    via: str | None


@dataclass(frozen=True, slots=True)
class Printed:
    """Where an article stands."""

    title: str | None
    url: str
    source: str | None
    published_date: date | None
    #: By presslake; naive UTC. None where nobody asks.
    first_seen_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCitation:
    """One quote."""

    said: Said
    printed: Printed
    #: The earliest dated article of another outlet with the same words, where there is one before it.
    first: Printed | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleCitation:
    """One article with its quotes, those within another left out."""

    authors: tuple[str, ...]
    printed: Printed
    #: The earlier article that it has nearly all of its words from.
    original: Printed | None
    quotes: tuple[Said, ...]


def query_quote_citation(connection: DuckDBPyConnection, quote_id: str) -> QuoteCitation:
    """Return what a citation of the quote with this id needs; WarehouseError where there is none."""
    rows = ask(connection, "citation_queries", "quote", {"quote_id": quote_id}).rows
    if not rows:
        raise WarehouseError(f"{quote_id}: no such quote: search finds the ids")
    row = rows[0]
    return QuoteCitation(said=Said(*row[:4]), printed=Printed(*row[4:9]), first=_printed(row[9:]))  # type: ignore[arg-type]


def query_article_citation(connection: DuckDBPyConnection, wanted: str) -> ArticleCitation:
    """Return what a citation of the article with this id or address needs; WarehouseError where there is none."""
    asked = {"article_id": article_id_of(connection, wanted)}
    [row] = ask(connection, "citation_queries", "article", asked).rows
    quotes = ask(connection, "citation_queries", "quotes", asked).rows
    return ArticleCitation(
        authors=tuple(row[0]),  # type: ignore[arg-type]
        printed=Printed(*row[1:6]),  # type: ignore[arg-type]
        original=_printed(row[6:]),
        quotes=tuple(Said(*quote) for quote in quotes),  # type: ignore[arg-type]
    )


def _printed(columns: Sequence[object]) -> Printed | None:
    return Printed(*columns) if columns[1] else None  # type: ignore[arg-type]
