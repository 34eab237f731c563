"""Find quotes, paragraphs and statements by their words.

What is found is said by one predicate, ``has_words``, in every copy. Where the copy has an index (see search_index) the
best come first, otherwise the latest.
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import NoSuchSource, WarehouseError
from warehouse.model import Table
from warehouse.nearest import no_such
from warehouse.query import ask, query_sql
from warehouse.refusals import one_line

#: Where one searches.
Texts = Literal["quotes", "paragraphs", "statements"]
#: Characters of a search; a regular expression of a hundred times as many takes half a minute and is refused then.
_MOST_CHARACTERS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What else has to be true of what a search finds; None leaves it open."""

    #: Any part of the name of who speaks; of paragraphs, who is quoted there.
    speaker: str | None = None
    #: The source's id, or the outlet's name.
    source: str | None = None
    #: First and last day of publication; what has no date is in neither.
    since: date | None = None
    until: date | None = None
    #: Least confidence in who speaks, 0..1.
    confidence: float | None = None


EVERYTHING = Narrowing()


def query_search(
    connection: DuckDBPyConnection,
    terms: str,
    texts: Texts = "quotes",
    narrowing: Narrowing = EVERYTHING,
    *,
    limit: int = 50,
) -> Table:
    """Return what has all words of ``terms``, in any case, with or without accents: the best or the latest first.

    Words are whole; "a phrase" is one, ``begin*`` the beginning of one, ``-without`` must not occur. ``score`` is null
    in a copy without an index. Raises WarehouseError where a text has eight words of more, or the terms are
    longer than _MOST_CHARACTERS; NoSuchSource where nothing is found of a source that is not there.
    """
    if len(terms) > _MOST_CHARACTERS:
        raise WarehouseError(
            f"the search has {len(terms):,} characters, and {_MOST_CHARACTERS:,} are taken at most: search for a part"
        )
    try:
        found = ask(connection, "queries", f"search_{texts}", {"terms": terms, "limit": limit} | asdict(narrowing))
    except duckdb.InvalidInputException as error:
        raise WarehouseError(one_line(str(error)).removeprefix("Invalid Input Error: ")) from error
    if not found.rows and narrowing.source:
        _require_source(connection, narrowing.source)
    return found


def _require_source(connection: DuckDBPyConnection, source: str) -> None:
    """Raise NoSuchSource where no source has this id or name."""
    known = query_sql(
        connection, "select source_id, fold(name), fold(?) from sources order by source_id", [source]
    ).rows
    if not any(source == source_id or folded == name for source_id, name, folded in known):
        raise NoSuchSource(no_such("source", source, [str(source_id) for source_id, *_ in known]))
