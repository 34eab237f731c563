"""The command that writes a report into a file."""

import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from flows.errors import UsageError
from flows.options import ConfigOption, WarehouseOption
from flows.output import messages
from flows.settings import load_settings


def report(
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where to; - is standard output.")
    ] = "report.html",
    title: Annotated[str, typer.Option(metavar="TEXT", help="The heading.")] = "Who said what",
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Published on this day or later.")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Published on this day or earlier.")
    ] = None,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
) -> None:
    """Write one page about the warehouse: articles a week, who is quoted, what travelled, the latest quotes, failures.

    One HTML file below 1 MB that asks nobody for anything: mail it, print it, open it on a phone.
    """
    if since and until and until < since:
        raise UsageError(f"--since {since:%Y-%m-%d} is after --until {until:%Y-%m-%d}")
    if Path(output).is_dir():
        raise UsageError(f"{output} is a folder: name a file in it, such as {Path(output) / 'report.html'}")
    from flows.report.page import report_page  # noqa: PLC0415  # leather, Jinja2
    from flows.report.reading import read_report  # noqa: PLC0415  # DuckDB
    from warehouse.overview import Days  # noqa: PLC0415

    published = load_settings(config, warehouse=warehouse).published
    page = report_page(
        read_report(
            published,
            Days(since=since and since.date(), until=until and until.date()),
            title=title,
            software=f"presslake {version('presslake')}",
            made_at=datetime.now(UTC),
        )
    ).encode()
    if output == "-":
        sys.stdout.buffer.write(page)
    else:
        _replace(Path(output), page)
        messages.print(f"Wrote {output}, {-(-len(page) // 1000):,} KB.", markup=False)


def _replace(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all: it may be served while cron writes the next."""
    written = path.with_name(path.name + ".new")
    written.write_bytes(content)
    written.replace(path)
