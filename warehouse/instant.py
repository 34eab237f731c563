"""A search for a program that goes on: texts are folded once and kept in memory, so that each keystroke is answered.

What is found is what ``has_words`` finds, but that in a text of a script without accents (Hebrew, Thai, Japanese …) a
Latin word needs the accents that it has there. 100,000 articles have 300,000 quotes, which take 4 CPU-seconds and
50 MB, and a million paragraphs, which take 18 and 300 MB; each kind is made ready when it is first searched.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Lock, Thread
from typing import get_args

import duckdb
from duckdb import DuckDBPyConnection

from warehouse.errors import WarehouseError
from warehouse.model import Answer
from warehouse.newest import NewestCopy
from warehouse.query import stream
from warehouse.search import Texts
from warehouse.sql import statement

#: Rows that are handed from the copy to memory at once.
_ROWS = 50_000
#: Values of a facet: the most frequent, of months the latest; what is chosen is always among them.
_VALUES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search: words, and what else has to be true; an empty filter leaves it open."""

    terms: str = ""
    #: Ids; "" is nobody whom the text identifies.
    speakers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    #: As 2026-03; "" is no date.
    months: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    #: Least confidence in who speaks, 0..1.
    confidence: float = 0
    #: Whether copies of other outlets' articles count too.
    copies: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of a facet, and how many texts it would leave."""

    value: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search finds."""

    total: int
    #: Ids of a page of texts, the latest first.
    ids: tuple[str, ...]
    #: By facet (speaker, source, month, kind) its values, the most frequent first, of months the latest.
    facets: dict[str, tuple[Value, ...]]
    #: The words that were looked for, folded; a space where one begins or ends.
    words: tuple[str, ...]


class InstantSearch:
    """Searches the newest copy; each kind of text is made ready when first asked for, and again for a new copy."""

    def __init__(self, copy: NewestCopy) -> None:
        self._copy = copy
        self._shelves: dict[Texts, _Shelf] = {texts: _Shelf(copy, texts) for texts in get_args(Texts)}

    def find(
        self, texts: Texts, asked: Asked, *, start: int = 0, limit: int = 50, patience: float = 0.1
    ) -> Found | None:
        """Return a page of what is found, the latest first; None while the texts are made ready.

        The last word of the terms may go on, unless a blank or a quotation mark ends it: "riv" finds river.
        ``patience`` is how many seconds to wait for the texts. Raises WarehouseError where there is no copy to read.
        """
        shelf = self._shelves[texts].newest(patience)
        if shelf is None:
            return None
        with self._copy.reading() as connection:
            opened = {"terms": asked.terms, "open": not asked.terms[-1:].isspace()}
            [(wanted, unwanted)] = connection.execute(statement("instant_queries", "words"), opened).fetchall()
        longest = max(wanted, key=len, default="")
        with shelf.cursor() as cursor:
            rows = cursor.execute(
                statement("instant_queries", "found"),
                {
                    "longest": longest,
                    "wanted": [word for word in wanted if word != longest],
                    "unwanted": unwanted,
                    "speakers": list(asked.speakers),
                    "sources": list(asked.sources),
                    "months": list(asked.months),
                    "kinds": list(asked.kinds),
                    "since": asked.since,
                    "until": asked.until,
                    "confidence": asked.confidence,
                    "copies": asked.copies,
                    "start": start,
                    "limit": limit,
                    "values": _VALUES,
                },
            ).fetchall()
        return _found(rows, wanted)


def shown(connection: DuckDBPyConnection, texts: Texts, ids: Sequence[str]) -> Answer:
    """Return the texts with these ids that are still there, in this order, as they are read by this connection."""
    return stream(connection, "instant_queries", f"shown_{texts}", {"ids": list(ids)})


def names(connection: DuckDBPyConnection, ids: Sequence[str]) -> dict[str, str]:
    """Return how people call the speakers and sources with these ids, as far as they are known."""
    return dict(connection.execute(statement("instant_queries", "names"), {"ids": list(ids)}).fetchall())


def _found(rows: Sequence[tuple[str, str, int]], words: Sequence[str]) -> Found:
    facts: dict[str, list[tuple[str, int]]] = {}
    for fact, value, number in rows:
        facts.setdefault(fact, []).append((value, number))
    return Found(
        total=facts["total"][0][1],
        ids=tuple(id_ for id_, _ in sorted(facts.get("text", ()), key=lambda placed: placed[1])),
        facets={
            "month": _values(sorted(facts.get("month", ()), reverse=True)),
            **{
                facet: _values(sorted(facts.get(facet, ()), key=lambda value: (-value[1], value[0])))
                for facet in ("speaker", "source", "kind")
            },
        },
        words=tuple(words),
    )


def _values(counted: Sequence[tuple[str, int]]) -> tuple[Value, ...]:
    return tuple(Value(value=value, count=count) for value, count in counted)


@dataclass(slots=True)
class _Shelf:
    """The texts of one kind, of the newest copy that was read to its end."""

    copy: NewestCopy
    texts: Texts
    _lock: Lock = field(default_factory=Lock)
    _first: Event = field(default_factory=Event)
    #: The copy that the texts are of.
    _place: str = ""
    _is_reading: bool = False
    _connection: DuckDBPyConnection | None = None
    _failure: WarehouseError | None = None

    def newest(self, patience: float) -> DuckDBPyConnection | None:
        """Return a database with the table ``texts``; while a newer copy is read that of the one before, or None."""
        place = self.copy.place
        with self._lock:
            if place != self._place and not self._is_reading:
                self._is_reading = True
                Thread(target=self._read, args=(place,), daemon=True).start()
        self._first.wait(patience)
        if self._connection is None and self._failure is not None:
            raise self._failure
        return self._connection

    def _read(self, place: str) -> None:
        try:
            memory = self._copied()
        except WarehouseError as error:
            self._failure = error
        else:
            self._connection, self._place, self._failure = memory, place, None
        finally:
            # Whatever went wrong, whoever searches next has it tried again.
            self._is_reading = False
            self._first.set()

    def _copied(self) -> DuckDBPyConnection:
        memory = duckdb.connect()
        with self.copy.reading() as source:
            rows = source.execute(statement("instant_queries", self.texts)).to_arrow_reader(_ROWS)
            memory.register("copied", rows)
            memory.execute("create table texts as select * from copied")
        memory.unregister("copied")
        return memory
