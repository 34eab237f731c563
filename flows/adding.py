"""The command `presslake add`: articles from files and addresses that are named."""

from typing import Annotated

import typer

from flows.completing import source_ids
from flows.options import ConfigOption, QuietOption, WarehouseOption, WorkersOption
from flows.progress import Progress
from flows.reporting import report, run_here
from flows.settings import load_settings


def add(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL...",
            help="Files, folders and patterns of .html, .htm, .xhtml, .txt, .md, .jsonl, .parquet and .warc, "
            "gzipped or not; addresses of pages, feeds, sitemaps and home pages, or a .txt or .opml of them; "
            "- is standard input.",
        ),
    ],
    source: Annotated[
        str | None,
        typer.Option(
            metavar="SOURCE",
            autocompletion=source_ids,
            help="Source that the articles belong to; by default the site of each.",
        ),
    ] = None,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
    workers: WorkersOption = None,
    quiet: QuietOption = False,
) -> int:
    """Load articles from files and from the web, at once and without Prefect.

    What was loaded before and has not changed is left alone.
    """
    from flows.jobs import job_of_paths  # noqa: PLC0415  # Arrow and DuckDB

    settings = load_settings(config, warehouse=warehouse, workers=workers)
    progress = Progress()
    run_here(job_of_paths(settings, paths, source), progress)
    return report(progress, quiet=quiet)
