"""The commands that only read: they open the published copy, and can neither stop nor slow a run."""

import re
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.health import shown
from flows.options import ConfigOption, FormatOption, WarehouseOption
from flows.output import Format, print_sections
from flows.settings import Settings, load_settings
from flows.versions import print_versions
from warehouse.model import Table

if TYPE_CHECKING:  # DuckDB is imported when a command runs, so that help and mistakes are answered at once
    from warehouse.connection import Connection


QUOTE_ID = re.compile("q[a-z2-7]{12}")


def status(form: FormatOption = Format.TABLE, config: ConfigOption = None, warehouse: WarehouseOption = None) -> None:
    """Show the sources and how reading them goes, what of them needs a look, the last runs, and the quarantine."""
    from warehouse.query import query_status  # noqa: PLC0415

    now = datetime.now(UTC)
    settings = load_settings(config, warehouse=warehouse)
    with _copy(config, warehouse) as connection:
        found = query_status(connection, now)
    sections = {
        "writer": _writer(settings),
        "sources": found.sources,
        "attention": found.attention,
        "runs": found.runs,
        "quarantine": found.quarantine,
        "tables": found.tables,
        "copy": found.copy,
    }
    print_sections(shown(sections, now) if form is Format.TABLE else sections, form)


def _writer(settings: Settings) -> Table:
    """Who writes to the warehouse now, since when: what readers see is from before. Of a lake only its runs tell."""
    from warehouse.lock import writer  # noqa: PLC0415

    path = settings.warehouse
    held = writer(path.with_name(path.name + ".lock")) if isinstance(path, Path) else None
    return Table(("writer", "since_at"), (held,) if held else ())


def show(
    wanted: Annotated[
        str, typer.Argument(metavar="ID", help="An article_id or quote_id, or its beginning; a URL or file:// address.")
    ],
    diff: Annotated[bool, typer.Option("--diff", help="What changed in the article since an earlier version.")] = False,
    version: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="With --diff, the earlier version; by default the one before."),
    ] = None,
    form: FormatOption = Format.TABLE,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Show one article with its paragraphs, quotes and statements, or one quote with the paragraphs around it.

    --format md gives a citation: what was said by whom, outlet, date and address, and who printed it first.
    """
    from warehouse.query import query_versions, whole_id  # noqa: PLC0415

    with _copy(config, warehouse) as connection:
        wanted = whole_id(connection, wanted)
        if diff or version is not None:
            print_versions(query_versions(connection, wanted, version), form)
        elif form is Format.MD:
            typer.echo(_citation(connection, wanted), nl=False)
        else:
            print_sections(_sections(connection, wanted), form)


def _sections(connection: "Connection", wanted: str) -> dict[str, Table]:
    from warehouse.query import query_article, query_quote  # noqa: PLC0415

    if QUOTE_ID.fullmatch(wanted):
        found = query_quote(connection, wanted)
        return {"quote": found.quote, "context": found.context}
    rows = query_article(connection, wanted)
    return {
        "article": rows.article,
        "paragraphs": rows.paragraphs,
        "quotes": rows.quotes,
        "statements": rows.statements,
    }


def _citation(connection: "Connection", wanted: str) -> str:
    from flows.citing import article_citation, quote_citation  # noqa: PLC0415  # DuckDB
    from warehouse.citations import query_article_citation, query_quote_citation  # noqa: PLC0415

    if QUOTE_ID.fullmatch(wanted):
        return quote_citation(query_quote_citation(connection, wanted))
    return article_citation(query_article_citation(connection, wanted))


def _copy(config: Path | None, warehouse: str | None) -> AbstractContextManager["Connection"]:
    """The newest published copy of the configured warehouse, open for reading."""
    from warehouse.query import reading_copy  # noqa: PLC0415

    return reading_copy(load_settings(config, warehouse=warehouse).published)
