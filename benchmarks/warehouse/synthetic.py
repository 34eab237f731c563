"""Staged batches of synthetic articles, by the million: what the parts of this benchmark load.

The words are made of syllables and their frequencies are Zipf's. Who speaks, which stories are copies and what links
where is the same at every call: hashes of the article's number decide.
"""

import random
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

if TYPE_CHECKING:
    import pyarrow as pa

#: An article's number, and which version of it.
Edition = tuple[int, int]

#: Days count from 2021-01-01, with so many articles each.
ARTICLES_A_DAY = 1000
PARAGRAPHS_AN_ARTICLE = 10
QUOTES_AN_ARTICLE = 3

_WORDS, _SENTENCES, _SPEAKERS = 20_000, 50_000, 20_000
_SYLLABLES = tuple(
    re.findall(r"\w+", "ba ver lo ti san dor me ku ri pel na wen go ster i hal tor ma ce fra do ven sul bé lün")
)
#: The commonest words have none of the last two syllables: as in English, few texts have an accent.
_UNACCENTED = 19_000
#: What the queries of README look for, each at its rank.
_KNOWN_WORDS = {40: "river", 300: "barrier", 2000: "ferry"}
_KNOWN_SPEAKERS = {20: "Leila Varnham", 60: "Grace Ottaway"}


class Synthesis:
    """A source of staged batches."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(config={"memory_limit": "4GB"})
        chance = random.Random(20)
        words = [
            _KNOWN_WORDS.get(rank) or _word(chance, _SYLLABLES[: -2 if rank < _UNACCENTED else None])
            for rank in range(_WORDS)
        ]
        self._keep("sentences", text=_sentences(words, chance))
        names = [_KNOWN_SPEAKERS.get(rank) or _name(chance) for rank in range(_SPEAKERS)]
        kinds = [chance.choice(("person", "person", "person", "organisation")) for _ in names]
        self._keep("speakers", name=names, kind=kinds)

    def stage(self, path: Path, editions: Iterable[Edition]) -> Path:
        """Write the articles as one staged batch, by day of publication, and return its path."""
        numbers, versions = zip(*editions, strict=True)
        self._connection.register("synthetic_given", _table(number=numbers, version=versions))
        self._connection.execute("create or replace temp table synthetic_numbers as from synthetic_given")
        path.parent.mkdir(parents=True, exist_ok=True)
        digest = sha256(repr((numbers, versions)).encode()).hexdigest()
        query = Path(__file__).with_name("synthetic.sql").read_text(encoding="utf-8")
        self._connection.execute(
            f"copy ({query}) to '{path}' (format parquet, kv_metadata {{batch_sha256: '{digest}'}})"
        )
        return path

    def _keep(self, table: str, **columns: list[str]) -> None:
        count = len(next(iter(columns.values())))
        self._connection.register("synthetic_given", _table(nth=range(count), **columns))
        self._connection.execute(f"create temp table synthetic_{table} as from synthetic_given")
        self._connection.execute(f"set variable {table.removesuffix('s')}_count = {count - 1}")


def _table(**columns: Sequence[object]) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415  # 37 MB, which would count as memory of the writer that a part measures

    return pa.table(columns)


def _word(chance: random.Random, syllables: Sequence[str] = _SYLLABLES) -> str:
    return "".join(chance.choices(syllables, k=chance.choice((1, 2, 2, 3, 3, 4))))


def _name(chance: random.Random) -> str:
    return f"{_word(chance).title()} {_word(chance).title()}{_word(chance)}"


def _sentences(words: list[str], chance: random.Random) -> list[str]:
    frequencies = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    return [
        " ".join(chance.choices(words, cum_weights=frequencies, k=chance.randint(8, 16))).capitalize()
        for _ in range(_SENTENCES)
    ]
