"""The command `presslake run`: what is new at the configured sources."""

import os
from typing import Annotated

import typer

from flows.exits import DONE
from flows.options import ConfigOption, FormatOption, WarehouseOption, WorkersOption
from flows.orchestration.defaults import prepare_prefect
from flows.output import Format
from flows.progress import Progress
from flows.reporting import report, run_here
from flows.settings import Settings, load_settings
from flows.watch import watching


def run(
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE", help="Sources by id; all if none.")] = None,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
    workers: WorkersOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be read and why; ask nobody and write nothing.")
    ] = False,
    form: FormatOption = Format.TABLE,
) -> int:
    """Load what is new at every configured source, as a Prefect flow.

    Without presslake.toml the sources are the articles that ship with presslake, and no network is needed.
    """
    settings = load_settings(config, warehouse=warehouse, workers=workers)
    settings = settings.narrowed_to(sources) if sources else settings
    if dry_run:
        from flows.forecast import print_forecast  # noqa: PLC0415  # Arrow and DuckDB

        print_forecast(settings, form)
        return DONE
    progress = Progress()
    if _needs_prefect(settings):
        prepare_prefect()
        with watching(progress, "starting Prefect's temporary server, which takes some seconds …"):
            from flows.orchestration.ingest import run_flow  # noqa: PLC0415  # Prefect

            run_flow(settings, progress)
    else:
        from flows.jobs import job_of_sources  # noqa: PLC0415  # Arrow and DuckDB

        run_here(job_of_sources(settings), progress)
    return report(progress)


def _needs_prefect(settings: Settings) -> bool:
    """A server that is there is told of every run; a temporary one is not started to learn that nothing is new."""
    from flows.jobs import job_of_sources  # noqa: PLC0415  # Arrow and DuckDB
    from flows.pipeline import is_anything_due  # noqa: PLC0415

    return "PREFECT_API_URL" in os.environ or is_anything_due(job_of_sources(settings))
