"""The command `presslake rebuild`: articles made again from what is kept of their pages."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from flows.options import ConfigOption, WarehouseOption, WorkersOption
from flows.progress import Progress
from flows.reporting import report, run_here
from flows.settings import load_settings


def rebuild(
    source: Annotated[
        list[str] | None, typer.Option(help="Only articles of this source; may be given several times.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Only what was seen since this day (UTC)."),
    ] = None,
    failed: Annotated[bool, typer.Option("--failed", help="The pages in quarantine instead of the articles.")] = False,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
    workers: WorkersOption = None,
) -> int:
    """Make articles again with the present rules, from the archive and from files that are still there.

    Nothing is fetched. An article keeps its version, its times and its history, and one that this presslake made by the
    same rules is left alone, so that a rebuild that was interrupted goes on where it was.
    """
    from flows.jobs import job_of_rebuild  # noqa: PLC0415  # Arrow and DuckDB

    settings = load_settings(config, warehouse=warehouse, workers=workers)
    start = since.replace(tzinfo=UTC) if since else None
    progress = Progress()
    run_here(job_of_rebuild(settings, source, start, failed=failed), progress)
    return report(progress)
