"""The command `presslake rebuild`: articles made again from what is kept of their pages."""

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from flows.completing import source_ids
from flows.errors import UsageError
from flows.exits import DONE
from flows.options import ConfigOption, FormatOption, QuietOption, WarehouseOption, WorkersOption
from flows.output import Format, print_table
from flows.progress import Progress
from flows.reporting import report, run_here
from flows.settings import load_settings

if TYPE_CHECKING:  # DuckDB is imported when a command runs
    from flows.pipeline import Job
    from warehouse.model import Table

#: A version, and of which program if not of presslake.
_VERSION = re.compile(r"(?:(presslake|trafilatura) )?(\d+(?:\.\d+)*)")


def rebuild(
    named: Annotated[
        list[str] | None,
        typer.Argument(metavar="ID|URL...", help="Only these articles; * in an address stands for anything."),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SOURCE",
            help="Only articles of this source; may be given several times.",
            autocompletion=source_ids,
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Only what was last seen since this day (UTC)."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DAY", help="Only what was last seen up to this day (UTC)."),
    ] = None,
    older_than: Annotated[
        str | None,
        typer.Option(metavar="VERSION", help="Only what an older presslake made; or older, as 'trafilatura 2.3'."),
    ] = None,
    quality_below: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, metavar="0..1", help="Only what was less sure to be the article (articles.quality)."
        ),
    ] = None,
    failed: Annotated[bool, typer.Option("--failed", help="The pages in quarantine instead of the articles.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print how many these are; write nothing.")] = False,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
    workers: WorkersOption = None,
    quiet: QuietOption = False,
    form: FormatOption = Format.TABLE,
) -> int:
    """Make articles again with the present rules, from the archive and from files that are still there.

    Nothing is fetched. An article keeps its version, its times and its history, and one that this presslake made by the
    same rules is left alone, so that a rebuild that was interrupted goes on where it was.
    """
    from flows.jobs import job_of_rebuild  # noqa: PLC0415  # Arrow and DuckDB
    from warehouse.kept import Part  # noqa: PLC0415

    if failed and (older_than or quality_below is not None):
        raise UsageError("--failed is for pages that gave no article: they have neither a version nor a quality")
    part = Part(
        source_ids=tuple(source) if source else None,
        since=since.replace(tzinfo=UTC) if since else None,
        before=until.replace(tzinfo=UTC) + timedelta(days=1) if until else None,
        named=tuple(named) if named else None,
        older_than=_version(older_than) if older_than else None,
        quality_below=quality_below,
        failed=failed,
    )
    progress, job = Progress(), job_of_rebuild(load_settings(config, warehouse=warehouse, workers=workers), part)
    if dry_run:
        print_table(_forecast(job), form)
        return DONE
    run_here(job, progress)
    return report(progress, quiet=quiet)


def _version(stated: str) -> tuple[str, str]:
    """The program and the version that an option names."""
    if match := _VERSION.fullmatch(stated):
        return match[1] or "presslake", match[2]
    raise UsageError(f"--older-than {stated}: a version was needed, as 0.4, or 'trafilatura 2.3'")


def _forecast(job: "Job") -> "Table":
    """One row per source: articles or pages to be made again, those that are as they would be, those without bytes."""
    from flows.rebuilding import pages_again  # noqa: PLC0415  # Arrow and DuckDB
    from warehouse.model import Table  # noqa: PLC0415
    from warehouse.query import reading_copy  # noqa: PLC0415

    assert job.rebuild, "the job is a rebuild"
    verdicts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with reading_copy(job.published) as connection:
        for source_id, verdict, _ in pages_again(connection, job.rebuild):
            verdicts[source_id][verdict] += 1
    columns = ("due", "unchanged", "lost")
    rows = ((source_id, *(count[column] for column in columns)) for source_id, count in sorted(verdicts.items()))
    return Table(("source", *columns), tuple(rows))
