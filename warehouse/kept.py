"""What the warehouse remembers of pages that were read, so that they can be read again without asking for them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from duckdb import DuckDBPyConnection

from extract.model import Entry
from warehouse.cursors import beside
from warehouse.errors import NoSuchSource
from warehouse.hints import entry_of
from warehouse.model import Exchange, WarcPlace
from warehouse.nearest import no_such
from warehouse.rows import naive_utc
from warehouse.sql import statement

#: Rows that are made objects at once.
_ROWS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page as it was last read: what was known of it, where its bytes were, and what they gave."""

    #: With what its feed or sitemap says of it.
    entry: Entry
    #: Validator of the bytes.
    etag: str | None
    #: None for a local file.
    exchange: Exchange | None
    #: The article that they gave; None where they gave none.
    article_id: str | None
    #: What made the article: its extractor, and the programs of its run.
    extractor: str | None
    software: str | None
    #: Of a page that gave no article: its row of the frontier, and when it is to be looked at again.
    url_key: str | None
    next_check_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of the warehouse: what fits all that is not None."""

    source_ids: tuple[str, ...] | None = None
    #: Aware UTC; the first and, exclusive, the last time of the last look.
    since: datetime | None = None
    before: datetime | None = None
    #: Ids and addresses, in which * stands for anything.
    named: tuple[str, ...] | None = None
    #: A program and a version: what it made at an earlier one, or at none that is known.
    older_than: tuple[str, str] | None = None
    #: What was less sure to be the article; so is what was never judged.
    quality_below: float | None = None
    #: The pages in quarantine instead of the articles.
    failed: bool = False


ALL = Part()


def kept_pages(connection: DuckDBPyConnection, part: Part = ALL) -> Iterator[tuple[str, KeptPage | None]]:
    """Yield the source of each article of a part and the page behind its present version, as they lie on disk.

    The page is None where no bytes of it were ever kept.
    """
    asked: dict[str, object] = {
        "source_ids": part.source_ids and list(part.source_ids),
        "since": part.since and naive_utc(part.since),
        "before": part.before and naive_utc(part.before),
        "named": part.named and list(part.named),
    }
    if not part.failed:
        asked |= {
            "software": part.older_than and _older(connection, *part.older_than),
            "quality_below": part.quality_below,
        }
    # A cursor: the rows are read while batches are loaded through the connection.
    with beside(connection) as cursor:
        for row in _rows(cursor, "kept_failures" if part.failed else "kept_articles", asked):
            yield row["source_id"], _kept_page(row) if row["url"] else None


def _older(connection: DuckDBPyConnection, program: str, version: str) -> list[str]:
    """Return the software of runs that has an earlier version of a program, or none that is known.

    Not in SQL: of lists cast from the texts of a column, DuckDB 1.5 says that [0, 9, 1] < [0, 10] is false.
    """
    made = [software for (software,) in connection.execute("select distinct software from ops.runs").fetchall()]
    stated = re.compile(rf"\b{program} ([0-9.]*[0-9])")
    return [each for each in made if not (found := stated.search(each)) or _numbers(found[1]) < _numbers(version)]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in version.split(".") if number)


def pages_named(connection: DuckDBPyConnection, wanted: str) -> tuple[KeptPage, ...]:
    """Return the pages from which an article, by its id or URL, was read, that of its present version first.

    A page may also be named by any address it has; one of which nothing was kept is there without an exchange.
    """
    return tuple(map(_kept_page, _rows(connection, "kept_named", {"wanted": wanted})))


def _rows(connection: DuckDBPyConnection, query: str, asked: Mapping[str, object]) -> Iterator[dict[str, Any]]:
    connection.execute(statement("queries", query), asked)
    names = [column[0] for column in connection.description]
    while rows := connection.fetchmany(_ROWS):
        yield from (dict(zip(names, values, strict=True)) for values in rows)


def require_sources(connection: DuckDBPyConnection, source_ids: Sequence[str]) -> None:
    """Raise NoSuchSource where one of them is no source of the warehouse."""
    known = [source_id for (source_id,) in connection.execute("select source_id from sources order by all").fetchall()]
    if unknown := [source_id for source_id in source_ids if source_id not in known]:
        raise NoSuchSource(no_such("source", unknown[0], known))


def _kept_page(row: dict[str, Any]) -> KeptPage:
    entry = entry_of(row["url"], row["source_id"], row["hints"])
    next_check_at = row["next_check_at"]
    # A feed's link may lead through a counter: where it ends, the page is at home.
    claimed_url = None if row["hops"] else entry.claimed_url
    return KeptPage(
        entry=replace(entry, claimed_url=claimed_url or row["final_url"]),
        etag=row["etag"],
        exchange=_exchange(row) if row["warc_file"] else None,
        article_id=row["article_id"],
        extractor=row["extractor"],
        software=row["software"],
        url_key=row["url_key"],
        next_check_at=next_check_at and next_check_at.replace(tzinfo=UTC),
    )


def _exchange(row: dict[str, Any]) -> Exchange:
    return Exchange(
        status=row["http_status"],
        final_url=row["final_url"],
        hops=tuple(row["hops"] or ()),
        attempts=row["attempts"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        content_sha256=row["content_sha256"],
        warc=WarcPlace(file=row["warc_file"], offset=row["warc_offset"], length=row["warc_length"]),
        blocked_by=row["blocked_by"],
    )
