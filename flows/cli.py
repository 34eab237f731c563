"""The command `presslake`: what it can be told, and the errors that leave it.

Commands import what they need when they run: those that only read start neither Prefect nor trafilatura.
"""

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer
from typer.exceptions import Exit, TyperException

from flows import asking, checking, explaining, exporting, forgetting, importing, reading, searching
from flows.errors import FlowError, UsageError
from flows.interruption import INTERRUPTED, say_interrupted
from flows.mistakes import mistake
from flows.options import ConfigOption, FormatOption, WarehouseOption, WorkersOption
from flows.orchestration.defaults import prepare_prefect
from flows.output import Format, messages, speak_utf8
from flows.progress import Progress
from flows.settings import Settings, load_settings
from flows.summary import next_step, source_lines, summary
from flows.watch import watching
from warehouse.errors import WarehouseBusy, WarehouseError

if TYPE_CHECKING:
    from flows.pipeline import Job

DONE, FAILED, USAGE, PARTIAL, BUSY = 0, 1, 2, 3, 4

app = typer.Typer(
    help="News articles in, answers out: who said what, where, when, and who printed it first. "
    "Start with: presslake run, which needs no configuration; then: presslake search WORDS.",
    epilog="Exit codes: 0 done, also when nothing is new; 1 failed; 2 usage or configuration; "
    "3 partial: a source failed, the rest is loaded; 4 the warehouse is in use; 130 interrupted.",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(is_wanted: bool) -> None:
    if is_wanted:
        from importlib.metadata import version  # noqa: PLC0415

        typer.echo(f"presslake {version('presslake')}")
        raise Exit


@app.callback()
def options(
    context: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options of no command; without one the help, as a mistake."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise Exit(USAGE)


@app.command()
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

        _run_here(job_of_sources(settings), progress)
    return _report(progress)


@app.command()
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
        str | None, typer.Option(help="Source that the articles belong to; by default the site of each.")
    ] = None,
    config: ConfigOption = None,
    warehouse: WarehouseOption = None,
    workers: WorkersOption = None,
) -> int:
    """Load articles from files and from the web, at once and without Prefect.

    What was loaded before and has not changed is left alone.

    For example: presslake add articles/ https://council.example/news
    """
    from flows.jobs import job_of_paths  # noqa: PLC0415  # Arrow and DuckDB

    settings = load_settings(config, warehouse=warehouse, workers=workers)
    progress = Progress()
    _run_here(job_of_paths(settings, paths, source), progress)
    return _report(progress)


@app.command()
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
    _run_here(job_of_rebuild(settings, source, start, failed=failed), progress)
    return _report(progress)


for command in (
    reading.status,
    searching.search,
    reading.show,
    explaining.explain,
    asking.sql,
    checking.check,
    exporting.export,
):
    app.command()(command)
app.command("import")(importing.import_)
app.command()(forgetting.forget)


def main() -> None:
    """Run the command line, every expected error said in one sentence."""
    speak_utf8()
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        code: int = app(standalone_mode=False) or DONE  # Typer makes 130 of a KeyboardInterrupt
    except TyperException as error:
        return _say(mistake(error), error.exit_code)
    except UsageError as error:
        return _say(str(error), USAGE)
    except WarehouseBusy as error:
        return _say(str(error), BUSY)
    except (FlowError, WarehouseError) as error:
        return _say(str(error), FAILED)
    except OSError as error:  # of whatever file: there is nothing to be seen in a traceback
        return _say(f"{error.filename or 'the disk'}: {error.strerror or error}: see to it, then try again", FAILED)
    if code == INTERRUPTED:
        say_interrupted()
    return code


def _say(message: str, code: int) -> int:
    for line in message.splitlines():
        messages.print(f"presslake: {line}", markup=False)
    return code


def _needs_prefect(settings: Settings) -> bool:
    """A server that is there is told of every run; a temporary one is not started to learn that nothing is new."""
    from flows.jobs import job_of_sources  # noqa: PLC0415  # Arrow and DuckDB
    from flows.pipeline import is_anything_due  # noqa: PLC0415

    return "PREFECT_API_URL" in os.environ or is_anything_due(job_of_sources(settings))


def _run_here(job: "Job", progress: Progress) -> None:
    """Run a job in this process, without Prefect."""
    from flows.pipeline import run_job, submitting_to_threads  # noqa: PLC0415  # Arrow and DuckDB

    with watching(progress, "looking for pages …"), submitting_to_threads() as submit:
        run_job(job, submit, progress)


def _report(progress: Progress) -> int:
    """Print what a run did, and return the exit code that says the same."""
    for line in [*source_lines(progress), *progress.examples]:
        _say(line, DONE)
    for line in summary(progress):
        typer.echo(line)
    typer.echo(next_step(progress))
    return {"ok": DONE, "partial": PARTIAL, "failed": FAILED}[progress.state]
