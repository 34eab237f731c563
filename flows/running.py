"""The command `presslake run`: what is new at the configured sources."""

import os
from contextlib import ExitStack
from datetime import datetime
from typing import Annotated

import typer

from flows.completing import source_ids
from flows.exits import DONE
from flows.options import ConfigOption, FormatOption, QuietOption, WarehouseOption, WorkersOption
from flows.orchestration.defaults import prepare_prefect
from flows.output import Format, print_table
from flows.progress import Progress
from flows.reporting import report, run_here
from flows.settings import Settings, load_settings
from flows.span import Span, span_of
from flows.starting import say_if_not_configured
from flows.watch import watching


def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="SOURCE...", help="Sources by id; all if none.", autocompletion=source_ids),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="DAY",
            help="Days gone by from this one on, instead of what is new: the pages that sitemaps, WARC files and "
            "tables date so.",
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], metavar="DAY", help="The last of these days, itself included; by default today."
        ),
    ] = None,
    max_pages: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Pages of each source in this run for days gone by; all if not given."),
    ] = None,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
    workers: WorkersOption = None,
    quiet: QuietOption = False,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Print what would be read and why; write nothing, and ask nobody but, of days gone by, the sitemaps.",
        ),
    ] = False,
    form: FormatOption = Format.TABLE,
) -> int:
    """Load what is new at every configured source, as a Prefect flow.

    Without presslake.toml the sources are the articles that ship with presslake, and no network is needed.
    """
    settings = load_settings(config, warehouse=warehouse, workers=workers)
    settings = settings.narrowed_to(sources) if sources else settings
    if not quiet:
        say_if_not_configured(settings, config)
    if span := span_of(since, until, max_pages):
        return _run_span(settings, span, form, dry_run=dry_run, quiet=quiet)
    if dry_run:
        from flows.forecast import print_forecast  # noqa: PLC0415  # Arrow and DuckDB

        print_forecast(settings, form)
        return DONE
    progress = Progress()
    if _needs_prefect(settings):
        prepare_prefect()
        with watching(progress, "starting Prefect's temporary server, which takes some seconds …"):
            _run_flow(settings, progress)
    else:
        from flows.jobs import job_of_sources  # noqa: PLC0415  # Arrow and DuckDB

        run_here(job_of_sources(settings), progress)
    return report(progress, quiet=quiet)


def _run_flow(settings: Settings, progress: Progress) -> None:
    """Run the flow on the server that Prefect is configured for, or on one that ends with this process."""
    from flows.orchestration.server import (  # noqa: PLC0415  # urllib
        FOR_ONE_RUN,
        ask_named_server,
        is_server_named,
        prefect_server,
    )

    with ExitStack() as stack:
        ask_named_server()
        server = None if is_server_named() else stack.enter_context(prefect_server(FOR_ONE_RUN))
        from flows.orchestration.ingest import run_flow  # noqa: PLC0415  # Prefect, while the server starts

        if server:
            server.wait()
        run_flow(settings, progress)


def _run_span(settings: Settings, span: Span, form: Format, *, dry_run: bool, quiet: bool) -> int:
    """Load days gone by; without Prefect, whose schedules are for what is new."""
    from flows.jobs import job_of_sources, with_a_past  # noqa: PLC0415  # Arrow and DuckDB

    progress, job = Progress(), job_of_sources(with_a_past(settings), span=span)
    if dry_run:
        from flows.span_forecast import span_forecast  # noqa: PLC0415  # as above

        with watching(progress, "reading sitemaps …"):
            table = span_forecast(job, span)
        print_table(table, form)
        return DONE
    run_here(job, progress)
    return report(progress, quiet=quiet)


def _needs_prefect(settings: Settings) -> bool:
    """A server that is there is told of every run; a temporary one is not started to learn that nothing is new."""
    from flows.jobs import job_of_sources  # noqa: PLC0415  # Arrow and DuckDB
    from flows.pipeline import is_anything_due  # noqa: PLC0415

    return "PREFECT_API_URL" in os.environ or is_anything_due(job_of_sources(settings))
