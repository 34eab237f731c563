"""What Prefect shows of a flow run beside its tasks: a name that speaks, its last state, and its log."""

import logging
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.logging.handlers import APILogHandler
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from flows.pipeline import Job
from flows.progress import Progress
from flows.run_report import message, run_name
from flows.summary import summary

#: Prefect gives it the handler that brings its lines to the run's page: PREFECT_LOGGING_EXTRA_LOGGERS.
log = logging.getLogger("presslake")
log.setLevel(logging.INFO)
log.propagate = False


async def name_run(job: Job, progress: Progress) -> None:
    """Name the flow run under way after what it reads, and have the warehouse's record of it lead there."""
    progress.flow_run_id = UUID(flow_run.id)
    name = run_name([source.source_id for source in job.sources], job.trigger, datetime.now(UTC))
    async with get_client() as client:
        await client.update_flow_run(progress.flow_run_id, name=name)


async def last_state(progress: Progress) -> State[Any]:
    """Return Completed, Partial where a source failed, or Failed where there was nothing but failures.

    Of a Failed one the data are None: no exception made it fail.
    """
    said = message(progress)
    for source_id, error in progress.errors.items():
        log.warning("%s: %s", source_id, error)
    log.info("%s", " ".join(summary(progress)))
    # On a loaded machine the temporary server ended before the lines that wait for two seconds came there.
    await APILogHandler.aflush()
    if progress.state == "failed":
        return Failed(message=said)
    return Completed(name="Partial" if progress.state == "partial" else None, message=said)
