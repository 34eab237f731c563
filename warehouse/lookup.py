"""Look one article, quote, speaker or source up by its id, with all that a page about it tells.

Rows are mappings from the names of columns; None in place of a result is an id that nothing has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from duckdb import DuckDBPyConnection

from warehouse.model import Answer, mappings
from warehouse.query import ask, stream

Row = Mapping[str, Any]
Rows = tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFound:
    """An article and its parts in reading order; quotes and statements have the same columns."""

    article: Row
    paragraphs: Rows
    quotes: Rows
    statements: Rows
    terms: Rows
    #: All versions, the present one last, without their texts.
    versions: Rows
    #: Other articles that tell the same story in nearly the same words: the original first, if this is a copy.
    cluster: Rows
    #: The site's last answer, where the page is gone.
    gone: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFound:
    """A quote and the paragraphs around it, with what else is said there."""

    quote: Row
    paragraphs: Rows
    neighbours: Rows
    #: The quotes of the same utterance, this one too.
    chain: Rows
    #: The quote in whose words this one stands.
    outer: Row | None
    #: Everywhere that its wording was printed, the first one first; 200 of them at most.
    printings: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerFound:
    """A speaker, counted by role, month and outlet, with a page of quotes and the latest statements."""

    speaker: Row
    figures: Row
    roles: Rows
    months: Rows
    outlets: Rows
    quotes: Rows
    statements: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFound:
    """A source, with its months, whom it quotes most, and a page of its articles."""

    source: Row
    months: Rows
    speakers: Rows
    articles: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFound:
    """One version of an article, and what it quoted."""

    version: Row
    quotes: Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestFound:
    """What came last."""

    articles: Rows


def latest(connection: DuckDBPyConnection, *, limit: int = 50) -> LatestFound:
    """Return the articles published last."""
    return LatestFound(articles=_rows(connection, "latest_articles", limit=limit))


def article(connection: DuckDBPyConnection, article_id: str) -> ArticleFound | None:
    """Return the article with this id."""
    found = _row(connection, "article", id=article_id)
    if found is None:
        return None
    return ArticleFound(
        article=found,
        paragraphs=_rows(connection, "article_paragraphs", id=article_id),
        quotes=_rows(connection, "article_quotes", id=article_id),
        statements=_rows(connection, "article_statements", id=article_id),
        terms=_rows(connection, "article_terms", id=article_id),
        versions=_rows(connection, "article_versions", id=article_id),
        cluster=_rows(connection, "article_cluster", id=article_id),
        gone=_row(connection, "article_gone", id=article_id),
    )


def article_at(connection: DuckDBPyConnection, url: str) -> str | None:
    """Return the id of the article with this canonical URL, or that was read from this address."""
    found = _row(connection, "article_at", url=url)
    return None if found is None else str(found["article_id"])


def version(connection: DuckDBPyConnection, article_id: str, number: int) -> VersionFound | None:
    """Return one version of an article, superseded or present."""
    found = _row(connection, "version_text", id=article_id, version=number)
    if found is None:
        return None
    quotes = _rows(connection, "version_quotes", id=article_id, version=number, text=found["text"])
    return VersionFound(version=found, quotes=quotes)


def quote(connection: DuckDBPyConnection, quote_id: str) -> QuoteFound | None:
    """Return the quote with this id, as the present version of its article has it."""
    found = _row(connection, "quote", id=quote_id)
    if found is None:
        return None
    in_article = _rows(connection, "article_quotes", id=found["article_id"])
    return QuoteFound(
        quote=found,
        paragraphs=_rows(connection, "quote_paragraphs", id=quote_id),
        neighbours=in_article,
        chain=tuple(row for row in in_article if row["chain"] == found["chain"]),
        outer=next((row for row in in_article if row["position"] == found["nested_in"]), None),
        printings=_rows(connection, "quote_printings", quote_key=found["quote_key"]),
    )


def gone_quote(connection: DuckDBPyConnection, quote_id: str) -> Row | None:
    """Return the quote with this id that a later version of its article dropped or reworded."""
    return _row(connection, "quote_gone", id=quote_id)


def forgotten(connection: DuckDBPyConnection) -> Row:
    """Return how many pages and sites were forgotten on demand, and when last."""
    [counted] = _rows(connection, "forgotten")
    return counted


def speaker(connection: DuckDBPyConnection, speaker_id: str, *, start: int = 0, limit: int = 50) -> SpeakerFound | None:
    """Return the speaker with this id and ``limit`` quotes from the one numbered ``start``, the latest being 0."""
    found = _row(connection, "speaker", id=speaker_id)
    if found is None:
        return None
    [figures] = _rows(connection, "speaker_figures", id=speaker_id)
    return SpeakerFound(
        speaker=found,
        figures=figures,
        roles=_rows(connection, "speaker_roles", id=speaker_id),
        months=_rows(connection, "speaker_months", id=speaker_id),
        outlets=_rows(connection, "speaker_outlets", id=speaker_id),
        quotes=_rows(connection, "speaker_quotes", id=speaker_id, start=start, limit=limit),
        statements=_rows(connection, "speaker_statements", id=speaker_id, limit=limit),
    )


def source(connection: DuckDBPyConnection, source_id: str, *, start: int = 0, limit: int = 50) -> SourceFound | None:
    """Return the source with this id and ``limit`` articles from the one numbered ``start``, the latest being 0."""
    found = _row(connection, "source", id=source_id)
    if found is None:
        return None
    return SourceFound(
        source=found,
        months=_rows(connection, "source_months", id=source_id),
        speakers=_rows(connection, "source_speakers", id=source_id),
        articles=_rows(connection, "source_articles", id=source_id, start=start, limit=limit),
    )


#: What is given whole, as a file, by the page that it belongs to.
Listed = Literal["article", "speaker", "source"]


def name(connection: DuckDBPyConnection, listed: Listed, key: str) -> str | None:
    """Return how people call the article, speaker or source with this id."""
    found = _row(connection, listed, id=key)
    return None if found is None else str(found["title" if listed == "article" else listed] or key)


def listing(connection: DuckDBPyConnection, listed: Listed, key: str, limit: int) -> Answer:
    """Return the quotes of an article or speaker, or the articles of a source, as they are read by this connection.

    It does nothing else until the last of them, or of the first ``limit``.
    """
    return stream(connection, "lookup_queries", f"{listed}_file", {"id": key, "limit": limit})


def dictionary(connection: DuckDBPyConnection) -> Rows:
    """Return every column of every table and view, with what both hold, those of the present first."""
    described = mappings(ask(connection, "queries", "described_columns", {}))
    return tuple(sorted(described, key=lambda row: _by_use(row["table"])))


def _by_use(table: str) -> tuple[str, bool, str]:
    """The order in which people need tables: those of the present, and of these the views that begin with v_, first."""
    schema, _, name = table.rpartition(".")
    return schema, not name.startswith("v_"), name


def _row(connection: DuckDBPyConnection, name: str, **parameters: object) -> Row | None:
    return next(iter(_rows(connection, name, **parameters)), None)


def _rows(connection: DuckDBPyConnection, name: str, **parameters: object) -> Rows:
    return tuple(mappings(ask(connection, "lookup_queries", name, parameters)))
