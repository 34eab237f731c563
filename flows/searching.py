"""The command that finds quotes, paragraphs and statements by their words."""

from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import Annotated

import typer

from flows.completing import source_ids
from flows.errors import UsageError
from flows.options import ConfigOption, FormatOption, LimitOption, WarehouseOption
from flows.output import Format, messages, print_table
from flows.settings import load_settings

#: Of what a search finds, for people.
SEARCH_COLUMNS = (
    *("published_date", "source", "speaker", "quote", "quote_id", "statement", "statement_id", "title", "text"),
    *("article_id", "paragraph_id"),
)

#: For people who expect what other searches do.
NOTHING_FOUND = (
    "presslake: nothing was found: every word must occur, and AND and OR are words too; "
    "try fewer, or word* for all that begin so"
)


class Searched(StrEnum):
    """Where `presslake search` looks."""

    QUOTES = "quotes"
    PARAGRAPHS = "paragraphs"
    STATEMENTS = "statements"


def search(
    terms: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="TERM...",
            help='Words that must all occur; "a phrase" is one, -word must not, word* begins so. '
            "None: all of a speaker, source or time.",
        ),
    ] = None,
    texts: Annotated[Searched, typer.Option("--in", help="Where to look.")] = Searched.QUOTES,
    speaker: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Any part of the speaker's name; of paragraphs, who is quoted in them."),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="SOURCE", help="The source's id or name.", autocompletion=source_ids)
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Published on this day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Published on this day or earlier."),
    ] = None,
    confidence: Annotated[
        float | None,
        typer.Option("--min-confidence", min=0, max=1, metavar="0..1", help="How sure it is who speaks, at least."),
    ] = None,
    limit: LimitOption = 20,
    form: FormatOption = Format.TABLE,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Find quotes, paragraphs or statements by their words: the best first in a copy with an index, else the latest.

    Words are whole, in any case, with or without accents. The shell takes quotes away: write '"a phrase"'. Words
    that begin with a minus stand in quotes with others, 'ferry -rail', or last, after --.
    """
    from warehouse.query import reading_copy  # noqa: PLC0415
    from warehouse.search import Narrowing, query_search  # noqa: PLC0415

    narrowing = Narrowing(
        speaker=speaker,
        source=source,
        since=since and since.date(),
        until=until and until.date(),
        confidence=confidence,
    )
    if not (terms or any(asdict(narrowing).values())):
        raise UsageError("give words, or --speaker, --source, --since or --until: presslake search --help tells more")
    with reading_copy(load_settings(config, warehouse=warehouse).published) as connection:
        found = query_search(connection, " ".join(terms or ()), texts.value, narrowing, limit=limit)
    if form is Format.TABLE:  # what fits a terminal; the other forms have every column
        found = found.narrowed_to([name for name in SEARCH_COLUMNS if name in found.columns])
        if not found.rows:
            messages.print(NOTHING_FOUND, markup=False)
            return
    print_table(found, form)
