"""The flow: one run of `flows.pipeline`, its batches as tasks that Prefect shows, times and records."""

import asyncio
import signal
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.futures import PrefectFuture
from prefect.states import Completed, Failed
from prefect.task_runners import ThreadPoolTaskRunner

from flows.errors import FlowError
from flows.exits import say
from flows.interruption import leave_soon
from flows.jobs import job_of_sources
from flows.notices import telling
from flows.orchestration.artifacts import save_artifacts
from flows.orchestration.retention import delete_old_flow_runs
from flows.orchestration.server import end_with_parent
from flows.orchestration.shown import last_state, name_run
from flows.orchestration.task_runners import DESCRIPTION, extracting
from flows.overdue import overdue
from flows.pipeline import run_job
from flows.progress import Progress
from flows.run_report import journal_line
from flows.settings import Settings, load_settings
from flows.submitting import AHEAD, Pending
from warehouse.errors import WarehouseError
from warehouse.runs import Trigger

T = TypeVar("T")

#: What each kind of task does.
_TASKS = {
    "extract batch": DESCRIPTION,
    "load batch": "Load a staged batch into the warehouse, in one transaction.",
    "publish": "Give readers a copy of the warehouse as it is now.",
}

#: The progress of the run under way, for a caller in this process who watches it.
watched: ContextVar[Progress] = ContextVar("watched")
#: Settings of a run that is started in this process: no parameter of the flow, since Prefect keeps those, and a
#: source's headers may be secrets.
given: ContextVar[Settings | None] = ContextVar("given", default=None)


# async: a sync flow ends with a second of dead time. ThreadPoolTaskRunner is typed for futures of another kind.
@flow(name="presslake", task_runner=ThreadPoolTaskRunner(max_workers=AHEAD + 2))  # type: ignore[arg-type]
async def ingest(
    config: str | None = None, sources: list[str] | None = None, overdue_only: bool = False
) -> State[None]:
    """Load what is new at every source, and publish the copy for readers.

    Without a configuration file that of the working directory is in force. ``sources`` names some by their ids,
    ``overdue_only`` takes those whose time has come, as a schedule does.
    """
    # A flow goes to the workers of an engine as the text of its function, which may name no variable of a run.
    return await _ingest(config, sources or [], overdue_only=overdue_only)


async def _ingest(config: str | None, sources: list[str], *, overdue_only: bool) -> State[None]:
    end_with_parent()
    progress = watched.get(Progress())
    state = await _last_state(config, sources, progress, overdue_only=overdue_only)
    # Who started a run by hand reports it; that nothing was due is no news.
    if given.get() is None and (progress.run_id or state.is_failed()):
        say(journal_line(progress, state.name or "", state.message or ""))
    return state


async def _last_state(config: str | None, sources: list[str], progress: Progress, *, overdue_only: bool) -> State[None]:
    try:
        settings = given.get() or load_settings(Path(config) if config else None)
        settings = settings.narrowed_to(sources) if sources else settings
        if overdue_only:
            if not (due := overdue(settings, datetime.now(UTC))):
                return Completed(message="No source is due.")
            settings = settings.narrowed_to(due)
        trigger: Trigger = "schedule" if overdue_only else "cli" if given.get() else "api"
        job = job_of_sources(settings, trigger)
        await name_run(job, progress)
        with telling(job.notices, job.flow, progress), extracting(settings) as extract:
            run_job(job, _submit_task, progress, extract)
    except (FlowError, WarehouseError) as error:
        return Failed(message=str(error), data=error)
    except KeyboardInterrupt:
        leave_soon()
        raise
    await save_artifacts(settings.published, progress)
    await delete_old_flow_runs(settings.prefect_days)
    return await last_state(progress)


def run_flow(settings: Settings, progress: Progress) -> None:
    """Run the flow in this process; raises what made it fail, KeyboardInterrupt at once."""
    watched.set(progress)
    given.set(settings)
    # A handler of our own, or asyncio puts one in its place that waits for the batch to end.
    signal.signal(signal.SIGINT, _interrupt)
    asyncio.run(_run())


async def _run() -> None:
    state: State[Any] = await ingest(return_state=True)
    # Nothing but failures: the caller has them in the progress, and says them himself.
    if not (state.is_failed() and state.data is None):
        await state.aresult()


def _submit_task(name: str, call: Callable[[], T], /) -> Pending[T]:
    kind = name.partition(",")[0].rstrip("0123456789 ")
    # No cache: the warehouse is the memory, and Prefect would try to hash the call.
    described = task(name=kind, description=_TASKS.get(kind), task_run_name=name, cache_policy=NO_CACHE)
    submitted: PrefectFuture[T] = described(call).submit()
    return submitted


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
