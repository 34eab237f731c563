"""What goes into the warehouse and what comes out of it: Source, Document, Reading -> Counts, Known, DuePage, Table."""

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, Literal

from extract.model import Article, Entry

SourceKind = Literal["feed", "sitemap", "urls", "files"]

#: How the published path leads to the newest copy: by a symbolic link, or as a text file that names it.
CopyLink = Literal["symlink", "pointer"]


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
class WarcPlace:
    """Where the archive keeps a response."""

    #: Name of the file in the archive's folder.
    file: str
    #: Of the record's first byte.
    offset: int
    #: Bytes of the record as stored, compressed.
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What HTTP said when a URL was asked for: the web's part of a row of ``ops.fetches``."""

    #: None where there was no answer.
    status: int | None
    final_url: str
    #: Redirects on the way: '301 https://old.example/a'.
    hops: tuple[str, ...] = ()
    attempts: int = 1
    etag: str | None = None
    last_modified: str | None = None
    #: SHA-256 of the decoded body, in hexadecimal.
    content_sha256: str | None = None
    #: None where nothing is kept: no body, or archiving is off.
    warc: WarcPlace | None = None
    blocked_by: str | None = None


#: What is read to find pages, or to learn what a site allows.
DocumentKind = Literal["feed", "sitemap", "home", "robots"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A feed, sitemap, home page or robots.txt as it was last read: one row of ``ops.documents``; times aware UTC."""

    url: str
    kind: DocumentKind
    #: None for a robots.txt, which all sources of a host share.
    source_id: str | None
    #: One of flows.web.model.Outcome, or why it could not be parsed.
    outcome: str
    message: str | None = None
    status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_sha256: str | None = None
    fetched_at: datetime
    #: When it was last had, changed or not.
    ok_at: datetime | None = None
    failing_since: datetime | None = None
    #: In a row.
    failures: int = 0
    #: None is never again.
    next_check_at: datetime | None = None
    #: Where it permanently moved, and in how many runs in a row it said so; from two on that address is asked.
    moved_to: str | None = None
    moved_runs: int = 0
    #: Of the patterns by which the source chose of what it names.
    wanted_sha256: str | None = None
    #: Of a robots.txt the last good text, whose time ``ok_at`` is.
    body: str | None = None
    #: Of this run's request, for ``ops.fetches``; None as read from the warehouse.
    exchange: Exchange | None = None
    duration_ms: int = 0
    wire_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """A page of the frontier whose time has come."""

    url_key: str
    #: With what its feed or sitemap says of it, its content left out.
    entry: Entry
    #: Why it is due: 'new', 'changed', 're-check', 'retry', 'asked for'.
    why: str
    etag: str | None = None
    last_modified: str | None = None
    content_sha256: str | None = None
    #: When it first gave an article; None where it has not yet.
    loaded_at: datetime | None = None
    #: How often it was had since, and how often in a row it was not.
    checks: int = 0
    failures: int = 0
    #: Whether the frontier has its full text from a feed.
    has_content: bool = False


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
    #: What HTTP said; None for a local file.
    exchange: Exchange | None = None
    #: The page's row of the frontier; None for a page that no frontier knows.
    url_key: str | None = None
    #: Aware UTC, when to look again; None is never.
    next_check_at: datetime | None = None
    #: The article that these very bytes gave before, which is made again: no change of its publisher's.
    rebuilds: str | None = None

    def __post_init__(self) -> None:
        if (self.article is None) == (self.reason is None):
            raise ValueError(f"{self.entry.url}: a reading has either an article or a reason")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the pages of a batch or a run: ``found`` is the sum of the six outcomes.

    >>> Counts(found=2, new=2, quotes=5) + Counts(found=1, failed=1)
    Counts(found=3, new=2, updated=0, unchanged=0, skipped=0, failed=1, rebuilt=0, paragraphs=0, quotes=5)
    """

    found: int = 0
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    #: Articles made again from the same bytes that came out otherwise.
    rebuilt: int = 0
    #: Paragraphs of the new, updated and rebuilt articles.
    paragraphs: int = 0
    #: Quotes of the new, updated and rebuilt articles.
    quotes: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        mine, theirs = astuple(self), astuple(other)
        return Counts(**dict(zip(self.__slots__, map(sum, zip(mine, theirs, strict=True)), strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the latest reading of a URL gave."""

    #: Validator of the bytes read.
    etag: str | None
    #: new, updated, rebuilt, unchanged, skipped, or the reason why there is no article.
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: the names at once, the rows as they are read."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[object, ...]]


def mappings(found: Table | Answer) -> Iterator[dict[str, Any]]:
    """Yield the rows as mappings from the names of columns.

    >>> list(mappings(Table(("a", "b"), ((1, 2), (3, 4)))))
    [{'a': 1, 'b': 2}, {'a': 3, 'b': 4}]
    """
    return (dict(zip(found.columns, row, strict=True)) for row in found.rows)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """What maintenance has done; nothing of a native file, which needs none."""

    #: Files that were small or had deleted rows, and those that have their rows now.
    compacted_files: int = 0
    made_files: int = 0
    #: Earlier states of the lake that can no longer be asked for.
    expired_snapshots: int = 0
    #: Files that no state has any more, or none ever had.
    deleted_files: int = 0
