"""A job run in this process, and what is said of it when it is over."""

from typing import TYPE_CHECKING

import typer

from flows.exits import DONE, FAILED, PARTIAL, say
from flows.notices import telling
from flows.progress import Progress
from flows.summary import next_step, source_lines, summary
from flows.watch import watching

if TYPE_CHECKING:
    from flows.pipeline import Job


def run_here(job: "Job", progress: Progress) -> None:
    """Run a job in this process, without Prefect."""
    from flows.pipeline import run_job  # noqa: PLC0415  # Arrow and DuckDB
    from flows.submitting import submitting_to_threads  # noqa: PLC0415  # as above

    watch = watching(progress, "looking for pages …")
    with telling(job.notices, job.flow, progress), watch, submitting_to_threads() as submit:
        run_job(job, submit, progress)


def report(progress: Progress, *, quiet: bool = False) -> int:
    """Print what a run did, and return the exit code that says the same; ``quiet`` prints only what went wrong."""
    if quiet and progress.state == "ok":
        return DONE
    for line in [*source_lines(progress), *progress.examples]:
        say(line)
    for line in summary(progress):
        typer.echo(line)
    typer.echo(next_step(progress))
    return {"ok": DONE, "partial": PARTIAL, "failed": FAILED}[progress.state]
