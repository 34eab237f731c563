"""What goes into the warehouse and what comes out of it: Source, Reading -> Counts, Known, Table."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Literal

from extract.model import Article, Entry

SourceKind = Literal["feed", "sitemap", "urls", "files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A configured place that articles come from: one row of ``sources``."""

    source_id: str
    name: str
    #: Host without www.
    domain: str
    kind: SourceKind
    #: ISO 3166-1 alpha-2.
    country: str | None = None
    #: ISO 639-1.
    language: str | None = None
    is_enabled: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One page read in a run; ``reason`` is set exactly when ``article`` is None."""

    entry: Entry
    #: Aware UTC.
    read_at: datetime
    duration_ms: int
    #: Bytes as received.
    size: int | None = None
    #: Validator of the bytes: an HTTP ETag, or 'size-mtime' of a file.
    etag: str | None = None
    article: Article | None = None
    #: One machine-readable word: too_short, timeout, crashed …
    reason: str | None = None
    message: str | None = None

    def __post_init__(self) -> None:
        if (self.article is None) == (self.reason is None):
            raise ValueError(f"{self.entry.url}: a reading has either an article or a reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the pages of a batch or a run: ``found`` is the sum of the five outcomes.

    >>> Counts(found=2, new=2, quotes=5) + Counts(found=1, failed=1)
    Counts(found=3, new=2, updated=0, unchanged=0, skipped=0, failed=1, paragraphs=0, quotes=5)
    """

    found: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    #: Paragraphs of the new and updated articles.
    paragraphs: int = 0
    #: Quotes of the new and updated articles.
    quotes: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = astuple(self), astuple(other)
        return Counts(**dict(zip(self.__slots__, map(sum, zip(mine, theirs, strict=True)), strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the latest reading of a URL gave."""

    #: Validator of the bytes read.
    etag: str | None
    #: new, updated, unchanged, skipped, or the reason why there is no article.
    outcome: str
    #: How often it failed since it last gave an article.
    attempts: int


@dataclass(frozen=True, slots=True)
class Table:
    """The result of a query: names and rows, for every form of output."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def narrowed_to(self, columns: Sequence[str]) -> "Table":
        """Return these columns of the table, in this order.

        >>> Table(("a", "b"), ((1, 2), (3, 4))).narrowed_to(["b"])
        Table(columns=('b',), rows=((2,), (4,)))
        """
        places = [self.columns.index(column) for column in columns]
        return Table(tuple(columns), tuple(tuple(row[place] for place in places) for row in self.rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An article as it was, or is, printed."""

    number: int
    #: Naive UTC, when it was read.
    seen_at: datetime
    title: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRows:
    """The versions of an article, the present one last, and what became of the quotes since one of them."""

    versions: tuple[Version, ...]
    #: The number of the version asked for.
    since: int
    #: Speaker and words of what that version quoted, and the present one does not.
    gone: tuple[tuple[str | None, str], ...]
    #: Speaker and words of what the present one quotes.
    quotes: tuple[tuple[str | None, str], ...]
