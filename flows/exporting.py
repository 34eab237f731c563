"""The command that writes the warehouse into files, for other programs or to be imported again."""

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from flows.completing import table_names
from flows.errors import UsageError
from flows.options import ConfigOption, WarehouseOption
from flows.settings import load_settings
from warehouse.lake.address import Location

#: What goes out for training when no table is named: what people wrote and said, and none of the pipeline's log.
TRAINED_WITH = ("articles", "paragraphs", "quotes", "statements", "quoted_terms", "speakers", "sources", "links")

LAST = "last"


class FileFormat(StrEnum):
    """What `presslake export` writes."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"
    OPML = "opml"


def export(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files go; made where it is not there.")],
    table: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            "-t",
            metavar="TABLE",
            autocompletion=table_names,
            help="Only this table or view, as one file; may be given several times.",
        ),
    ] = None,
    form: Annotated[
        FileFormat, typer.Option("--format", "-f", help="What is written: tables, or feeds as opml.")
    ] = FileFormat.PARQUET,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="TIME|last", help="Only what came since this day or time (UTC), or since the folder's last export."
        ),
    ] = None,
    for_training: Annotated[
        bool, typer.Option("--for-training", help="Leave out what pages or sites keep from models and mining.")
    ] = False,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Write the warehouse into files, from which presslake import makes it again, and print the manifest's path.

    Articles and what belongs to them go by month of publication in Parquet. With --table or --for-training each table
    is one file for other programs, and their paths are printed. opml is for the feeds of all sources.
    """
    from warehouse.export import export_tables  # noqa: PLC0415  # DuckDB
    from warehouse.export_whole import export_since_last, export_whole  # noqa: PLC0415

    wanted: Literal["parquet", "csv", "jsonl", "opml"] = form.value
    settings = load_settings(config, warehouse=warehouse)
    if wanted == "opml":
        if table or since or for_training:
            raise UsageError("--format opml writes the feeds: it goes without --table, --since and --for-training")
        typer.echo(_write_feeds(settings.published, folder / "feeds.opml"))
        return
    copy = settings.published
    if table or for_training:
        start = _time(since) if since else None
        tables = table or TRAINED_WITH
        for path in export_tables(copy, folder, tables, wanted, start, for_training=for_training):
            typer.echo(path)
    elif since == LAST:
        typer.echo(export_since_last(copy, folder, wanted) or f"Nothing came since the last export in {folder}")
    else:
        typer.echo(export_whole(copy, folder, wanted, _time(since) if since else None))


def _time(text: str) -> datetime:
    """The time that is meant, in UTC unless it says otherwise."""
    if text == LAST:
        raise UsageError("--since last is for the whole warehouse: with --table and --for-training give a day")
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError(
            f"--since {text}: neither a day, as 2026-11-22, nor a time, as 2026-11-22T08:42, nor last"
        ) from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _write_feeds(publish_path: Location, path: Path) -> Path:
    """Write the feeds as OPML; UsageError where that cannot be."""
    from extract.opml import opml_of  # noqa: PLC0415  # lxml
    from extract.parsed import Child  # noqa: PLC0415
    from warehouse.query import query_feeds, reading_copy  # noqa: PLC0415

    with reading_copy(publish_path) as connection:
        rows = query_feeds(connection).rows
    feeds = [Child(url=str(url), kind="feed", title=str(title)) for url, title in rows]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(opml_of("Feeds of presslake", feeds))
    except OSError as error:
        raise UsageError(f"{path} could not be written: {error.strerror or error}") from error
    return path
