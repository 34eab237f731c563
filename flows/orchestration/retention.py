"""Delete what Prefect's server keeps of runs that are over for long."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import TERMINAL_STATES, FlowRun
from prefect.client.schemas.sorting import ArtifactSort, FlowRunSort

#: The flows of presslake: the names of ``ingest`` and of ``maintenance``.
_FLOWS = ["presslake", "presslake-maintenance"]
#: Runs deleted at once: what came of a run that is deleted with each new one never grows.
_AT_ONCE = 50


async def delete_old_flow_runs(days: float | None) -> None:
    """Delete the runs of our flows that are over and were to start so many days ago or before; None keeps all.

    Their tasks, logs and artifacts go with them. Prefect's own vacuum would take the runs of other flows too, and does
    not run in a temporary server.
    """
    if days is None:
        return
    before = datetime.now(UTC) - timedelta(days=days)
    # A server of somebody else's may refuse it, which is no failure of what was loaded.
    with suppress(Exception):
        async with get_client() as client:
            for run in await _old_runs(client, before):
                await _delete_artifacts(client, run.id)
                await client.delete_flow_run(run.id)


async def _old_runs(client: PrefectClient, before: datetime) -> list[FlowRun]:
    return await client.read_flow_runs(
        flow_filter=FlowFilter(name=FlowFilterName(any_=_FLOWS)),
        flow_run_filter=FlowRunFilter(
            # Not the end, which a run has none of that was refused since another was under way.
            expected_start_time=FlowRunFilterExpectedStartTime(before_=before),  # type: ignore[arg-type]  # a datetime
            state=FlowRunFilterState(type=FlowRunFilterStateType(any_=sorted(TERMINAL_STATES))),
        ),
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=_AT_ONCE,
    )


async def _delete_artifacts(client: PrefectClient, flow_run_id: UUID) -> None:
    """Delete the artifacts of a run, which would stay without it."""
    of_run = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[flow_run_id]))
    for artifact in await client.read_artifacts(artifact_filter=of_run, sort=ArtifactSort.CREATED_DESC):
        await client.delete_artifact(artifact.id)
