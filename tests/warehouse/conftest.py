"""Invented articles, and a warehouse to load them into."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from benchmarks.lake_copies import copy_lake
from benchmarks.local_postgres import LocalPostgres
from extract.model import (
    PARAGRAPH_BREAK,
    Article,
    Attribution,
    Entry,
    Link,
    Paragraph,
    Quotations,
    Quote,
    QuotedTerm,
    Sketch,
    Span,
    Speaker,
    StatedTime,
    Statement,
)
from warehouse.connection import NativeFile, Warehouse, open_warehouse
from warehouse.lake.address import LakeAddress, Location
from warehouse.load import load_batch
from warehouse.model import Counts, Reading
from warehouse.runs import start_run
from warehouse.stage import stage_batch

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
THAT_DAY = StatedTime(day=date(2026, 3, 5), at=NOON)
AMSEL = Speaker(name="Zoë Amsel", kind="person", aliases=("Zoë Amsel", "Amsel"))


def make_article(
    path: str = "ferry",
    *paragraphs: str,
    host: str = "harbour.example",
    title: str | None = "Ferry to sail again",
    modified_at: datetime | None = None,
    published: StatedTime | None = THAT_DAY,
    content_key: str | None = None,
    sketch: Sketch | None = None,
    speaker: Speaker | None = AMSEL,
    links: Sequence[str] = (),
    site_name: str | None = "The Harbour Bell",
) -> Article:
    """An article whose runs between “ and ” are quotes of one speaker, between [ and ] statements, ‘ and ’ terms."""
    texts = paragraphs or ("The ferry sails on Monday.", "“We have mended the engine,” Amsel said.")
    starts = [sum(len(text) + len(PARAGRAPH_BREAK) for text in texts[:index]) for index in range(len(texts))]
    return Article(
        url=f"https://{host}/{path}",
        domain=host,
        site_name=site_name,
        title=title,
        authors=("Ivo Brandt",),
        published=published,
        date_source="json-ld",
        modified=modified_at and StatedTime(day=modified_at.date(), at=modified_at),
        language="en",
        text=PARAGRAPH_BREAK.join(texts),
        paragraphs=tuple(
            Paragraph(kind="text", text=text, start=start) for text, start in zip(texts, starts, strict=True)
        ),
        quotations=Quotations(
            quotes=tuple(_quotes(texts, starts, speaker)),
            terms=tuple(_terms(texts)),
            statements=tuple(_statements(texts, starts, speaker)),
        ),
        links=tuple(Link(url=url, anchor="more") for url in links),
        content_key=content_key,
        sketch=sketch,
        extractor="trafilatura 2.3.1",
        extra={"licence": "CC BY 4.0"},
    )


def _quotes(texts: Sequence[str], starts: Sequence[int], speaker: Speaker | None) -> Iterator[Quote]:
    number = 0
    for index, (text, start) in enumerate(zip(texts, starts, strict=True)):
        for opening, closing in _runs(text, "“", "”"):
            yield Quote(
                paragraph=index,
                start=opening,
                end=closing,
                text=text[opening:closing],
                kind="direct",
                chain=number,
                attribution=_said(text, start, speaker) if speaker else None,
            )
            number += 1


def _statements(texts: Sequence[str], starts: Sequence[int], speaker: Speaker | None) -> Iterator[Statement]:
    for index, (text, start) in enumerate(zip(texts, starts, strict=True)):
        for opening, closing in _runs(text, "[", "]"):
            yield Statement(
                paragraph=index,
                start=opening,
                end=closing,
                text=text[opening:closing],
                attribution=_said(text, start, speaker),
            )


def _said(text: str, start: int, speaker: Speaker | None) -> Attribution:
    return Attribution(
        speaker=speaker,
        text=text[-6:],
        span=Span(start=start + max(len(text) - 6, 0), end=start + len(text)),
        role="harbour master",
        cue="said",
        via="The Bell",
        method="explicit",
        confidence=0.9,
    )


def _terms(texts: Sequence[str]) -> Iterator[QuotedTerm]:
    for index, text in enumerate(texts):
        for opening, closing in _runs(text, "‘", "’"):
            yield QuotedTerm(paragraph=index, start=opening, end=closing, text=text[opening:closing])


def _runs(text: str, left: str, right: str) -> Iterator[tuple[int, int]]:
    end = 0
    while (opening := text.find(left, end) + 1) and (end := text.find(right, opening)) > 0:
        if end > opening:
            yield opening, end


def make_reading(article: Article | None = None, *, url: str | None = None, **more: object) -> Reading:
    """A reading at noon of the article from a local file, or a failed one where there is no article."""
    name = article.url.rpartition("/")[2] if article else "broken"
    facts: dict[str, object] = {"duration_ms": 30, "size": 2000, "etag": f"2000-{name}", "read_at": NOON}
    if article is None:
        facts |= {"reason": "too_short", "message": "main text has 11 words, an article needs 40"}
    facts["entry"] = Entry(url=url or f"file:///pages/{name}.html", claimed_url=article.url if article else None)
    return Reading(article=article, **(facts | more))  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Make an invented article: ``article(path, *paragraphs, …)``."""
    return make_article


@pytest.fixture(scope="session")
def reading() -> Callable[..., Reading]:
    """Make a reading: ``reading(article, …)``, or a failed one without article."""
    return make_reading


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of an empty warehouse; to copy, since making one takes ten times as long."""
    path = tmp_path_factory.mktemp("empty") / "warehouse.duckdb"
    with open_warehouse(path):
        return path


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Have the tests that are marked ``lake`` run on a file and on a lake."""
    if metafunc.definition.get_closest_marker("lake"):
        metafunc.parametrize("place", ["native", "lake"], indirect=True)


@pytest.fixture(scope="session")
def empty_lake(postgres: LocalPostgres, tmp_path_factory: pytest.TempPathFactory) -> LakeAddress:
    """An empty lake with its catalog in Postgres; to copy."""
    home = tmp_path_factory.mktemp("empty-lake")
    catalog = f"ducklake:postgres:{postgres.new_database()}"
    address = LakeAddress.parse(catalog, files=str(home / "lake"), home=home)
    with open_warehouse(address):
        return address


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """Where the warehouse of the test is: a file, or a lake."""
    if getattr(request, "param", "native") == "native":
        return Path(shutil.copy(request.getfixturevalue("empty"), tmp_path))
    return copy_lake(request.getfixturevalue("postgres"), request.getfixturevalue("empty_lake"), tmp_path)


@pytest.fixture
def warehouse(place: Location) -> Iterator[Warehouse]:
    """An empty warehouse, open for writing."""
    with open_warehouse(place) as opened:
        yield opened


@pytest.fixture
def publish_path(tmp_path: Path) -> Path:
    """Where readers find the newest copy of the warehouse."""
    return tmp_path / "warehouse.read.duckdb"


@pytest.fixture(scope="session")
def load_into() -> Callable[..., Counts]:
    """Load readings, or articles read at noon, as one batch of a new run: ``load_into(warehouse, folder, *batch)``."""

    def load_readings(warehouse: Warehouse, folder: Path, *batch: Reading | Article) -> Counts:
        readings = [make_reading(part) if isinstance(part, Article) else part for part in batch]
        run_id = start_run(warehouse.connection, "test", "cli", "presslake 0")
        return load_batch(warehouse.connection, stage_batch(readings, folder / "staged").path, run_id)

    return load_readings


@pytest.fixture
def load(warehouse: Warehouse, load_into: Callable[..., Counts], tmp_path: Path) -> Callable[..., Counts]:
    """The same into the warehouse of the test."""
    return partial(load_into, warehouse, tmp_path)


@pytest.fixture(scope="session")
def filled_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files are that were filled before."""
    return tmp_path_factory.mktemp("filled")


@pytest.fixture
def filled(warehouse: Warehouse, tmp_path: Path, filled_files: Path) -> Callable[[Callable[[], object]], Warehouse]:
    """The warehouse after a fixture's ``fill``, which runs once; later tests get a copy, but those of lakes."""
    path = tmp_path / "warehouse.duckdb"

    def fill_once(fill: Callable[[], object]) -> Warehouse:
        kept = filled_files / f"{fill.__module__}.{fill.__qualname__}"
        if not isinstance(warehouse, NativeFile):
            fill()
        elif kept.exists():
            with warehouse.closed():
                shutil.copy(kept, path)
        else:
            fill()
            with warehouse.closed():
                shutil.copy(path, kept)
        return warehouse

    return fill_once


@pytest.fixture
def loaded(
    filled: Callable[[Callable[[], object]], Warehouse], warehouse: Warehouse, load: Callable[..., Counts]
) -> Warehouse:
    """A warehouse with two versions of an article that is gone from its site, and a copy of another."""

    def fill() -> None:
        load(make_article("a", "“Old words,” said Amsel."))
        load(make_article("a", "First.", "“New Ënergy,” said Amsel.", "[It lasts], said Amsel."))
        warehouse.connection.execute(
            "insert into ops.frontier by name select 'a' as url_key, url, source_id, article_id, '{}' as entry, 404 as"
            " http_status, last_seen_at as fetched_at, last_seen_at as found_at, 'retry' as why, 0 as checks,"
            " 1 as failures from articles"
        )
        load(
            make_article("b", content_key="k"),
            make_article("c", content_key="k", speaker=Speaker(name="Ivo Rask", kind="person")),
        )

    return filled(fill)
