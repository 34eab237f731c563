"""The command that reads one page again, beside the warehouse, and says what was made of it and why."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn
from urllib.parse import unquote, urlsplit

import typer

from flows.errors import SourceError, UsageError
from flows.options import ConfigOption, FormatOption, WarehouseOption
from flows.output import Format, print_sections
from flows.settings import load_settings
from flows.source_settings import Source

if TYPE_CHECKING:
    from extract.explain import Explanation
    from extract.model import Article, Attribution, Span
    from extract.quotes.candidates import SpeakerCandidate
    from flows.places import Place
    from warehouse.kept import KeptPage
    from warehouse.model import Table


def explain(
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL|ID", help="A file as add takes it, or an article's URL, file:// address or id."
        ),
    ],
    form: FormatOption = Format.TABLE,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Show what of a page was kept and what was dropped, and why: text, title, authors, date, quotes, verdict.

    The page is read again from its file; nothing is written.
    """
    place = _with_rules(_place(wanted, config, warehouse), load_settings(config, warehouse=warehouse).sources)
    from extract.explain import explain as explain_page  # noqa: PLC0415  # trafilatura: a second
    from extract.model import ExtractError  # noqa: PLC0415
    from flows.places import read_page  # noqa: PLC0415

    try:
        page = read_page(place)
    except ExtractError as error:
        raise UsageError(f"{place.entry.url}: {error.message}") from error
    print_sections(_sections(explain_page(page)), form)


def _place(wanted: str, config: Path | None, warehouse: str | None) -> "Place":
    """Where the page is: in the file that is named, in the one that it was loaded from, or in the archive."""
    for path, record in ((wanted, ""), tuple(wanted.rpartition("#")[::2])):
        if _is_file(path):
            return _in_file(Path(path), record)
    from warehouse.kept import pages_named  # noqa: PLC0415
    from warehouse.query import reading_copy, whole_id  # noqa: PLC0415

    settings = load_settings(config, warehouse=warehouse)
    with reading_copy(settings.published) as connection:
        pages = pages_named(connection, whole_id(connection, wanted))
    if not pages:
        raise UsageError(f"{wanted}: no such file, and no page of the warehouse has this id or address")
    for page in pages:
        if place := _kept_place(page, settings.archive):
            return place
    raise UsageError(
        f"{wanted}: was read from {pages[0].entry.url}, which is neither in the archive nor on this disk any more"
    )


def _kept_place(page: "KeptPage", archive: Path) -> "Place | None":
    from flows.rebuilding import place_in  # noqa: PLC0415

    parts = urlsplit(page.entry.url)
    if parts.scheme == "file" and _is_file(unquote(parts.path)):
        return _in_file(Path(unquote(parts.path)), parts.fragment)
    return place_in(archive, page)


def _with_rules(place: "Place", sources: Iterable[Source]) -> "Place":
    """The place with the rules that the configuration has for the pages of its source."""
    ruled = (source for source in sources if source.prune or source.body)
    source = next(
        (each for each in ruled if each.id == place.entry.source_id or (place.path and _lists(each, place.path))), None
    )
    return replace(place, layout=source.layout) if source else place


def _lists(source: Source, path: Path) -> bool:
    from flows.sources import expand  # noqa: PLC0415

    with suppress(SourceError):  # a pattern that fits nothing is no affair of this page
        return any(path == listed.absolute() for pattern in source.files for listed in expand(pattern))
    return False


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except (OSError, ValueError):  # too long for a name, or with a NUL in it
        return False


def _in_file(path: Path, record: str) -> "Place":
    """The page in a file, or the record of that name in a container of many."""
    from itertools import islice  # noqa: PLC0415

    from flows.sources import list_file  # noqa: PLC0415

    address = f"{path.absolute().as_uri()}#{record}"
    if not record:
        found = list(islice(list_file(path, address), 2))
        if len(found) == 1:
            return found[0]
        _refuse(path, found)
    for place in list_file(path, address):
        if place.entry.url == address:
            return place
    raise UsageError(f"{path}: holds no page #{record}")


def _refuse(path: Path, found: list["Place"]) -> NoReturn:
    if not found:
        raise UsageError(f"{path}: holds no page")
    raise UsageError(f"{path}: holds several pages: say which, the first is {found[0].entry.url}")


def _sections(explained: "Explanation") -> dict[str, "Table"]:
    from extract.quality import WEIGHTS  # noqa: PLC0415
    from warehouse.model import Table  # noqa: PLC0415

    quality = explained.quality.parts if explained.quality else ()
    return {
        "verdict": _verdict(explained),
        "quality": Table(("part", "value", "weight"), tuple((name, round(v, 3), WEIGHTS[name]) for name, v in quality)),
        "candidates": Table(
            ("field", "source", "value", "gives", "outcome"),
            tuple((each.field, each.source, each.value, each.gives, each.outcome) for each in explained.choices),
        ),
        "kept": Table(
            ("position", "kind", "text"), tuple((n, each.kind, each.text) for n, each in enumerate(explained.kept, 1))
        ),
        "dropped": Table(
            ("why", "kind", "text"), tuple((each.reason, each.kind, each.text) for each in explained.left_out)
        ),
        "quotes": _quotes(explained.article),
        "speakers": _speakers(explained),
        "statements": _statements(explained.article),
    }


def _verdict(explained: "Explanation") -> "Table":
    from warehouse.model import Table  # noqa: PLC0415

    article = explained.article
    if article is None:
        return Table(("verdict", "reason"), ((explained.reason, explained.message),))
    day = article.published.day if article.published else None
    return Table(
        ("verdict", "quality", "title", "authors", "date", "language", "url", "extractor", "opt_outs"),
        (
            (
                "article",
                article.quality,
                article.title,
                list(article.authors),
                day,
                article.language,
                article.url,
                article.extractor,
                list(article.opt_outs),
            ),
        ),
    )


# How much of who may have said a quote is shown: candidates, reasons for and against each, characters on both sides.
_CANDIDATES = 3
_REASONS = 3
_CONTEXT = 24

#: What tells who says a quote or a statement.
_WHO = ("speaker", "mention", "role", "cue", "via", "method", "confidence")


def _quotes(article: "Article | None") -> "Table":
    """The quotes, what they quote in turn, and the quoted runs that nobody says, with what decided the speakers."""
    from warehouse.model import Table  # noqa: PLC0415

    columns = ("no", "paragraph", "kind", "quote", *_WHO)
    if article is None:
        return Table(columns, ())
    rows: list[tuple[object, ...]] = [
        (number, quote.paragraph + 1, quote.kind, quote.text, *_who(quote.attribution))
        for number, quote in enumerate(article.quotations.quotes, 1)
    ]
    rows += [
        (None, quote.paragraph + 1, "nested", quote.text, *_who(quote.attribution))
        for quote in article.quotations.nested
    ]
    rows += [(None, each.paragraph + 1, "term", each.text, *(None,) * len(_WHO)) for each in article.quotations.terms]
    return Table(columns, tuple(sorted(rows, key=lambda row: int(str(row[1])))))


def _speakers(explained: "Explanation") -> "Table":
    """Who may have said each quote, by its number, with the share of the score and what weighed most."""
    from warehouse.model import Table  # noqa: PLC0415

    rows: list[tuple[object, ...]] = []
    if explained.article is not None:
        for number, quote in enumerate(explained.article.quotations.quotes, 1):
            found = explained.speakers.get((quote.paragraph, quote.start), ())
            for each in found[:_CANDIDATES]:
                paragraph, context = _context(explained.article, each.span)
                rows.append((number, paragraph, context, round(each.share, 3), [*_reasons(each)]))
    return Table(("no", "paragraph", "candidate", "share", "why"), tuple(rows))


def _reasons(candidate: "SpeakerCandidate") -> Iterator[str]:
    """What weighs most for a candidate, then what weighs most against it."""
    for sign in (1, -1):
        found = [each for each in candidate.reasons if each.weight * sign > 0]
        yield from (f"{each.weight:+.1f} {each.what}" for each in found[:_REASONS])


def _context(article: "Article", span: "Span") -> tuple[int, str]:
    """The number of a mention's paragraph, and the mention in brackets among the words around it."""
    number, paragraph = next((n, each) for n, each in enumerate(article.paragraphs, 1) if span.start < each.end)
    start, end = span.start - paragraph.start, span.end - paragraph.start
    before, after = paragraph.text[:start], paragraph.text[end:]
    if len(before) > _CONTEXT:
        before = before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0]
    return number, f"{before}[{paragraph.text[start:end]}]{after}"


def _statements(article: "Article | None") -> "Table":
    """The statements in indirect speech, and the words that decided their speakers."""
    from warehouse.model import Table  # noqa: PLC0415

    found = article.quotations.statements if article else ()
    rows = ((each.paragraph + 1, each.text, *_who(each.attribution)) for each in found)
    return Table(("paragraph", "statement", *_WHO), tuple(rows))


def _who(said: "Attribution | None") -> tuple[object, ...]:
    """The values of _WHO."""
    if said is None:
        return (*(None,) * 5, "none", 0.0)
    name = said.speaker and said.speaker.name
    return (name, said.text, said.role, said.cue, said.via, said.method, round(said.confidence, 3))
