"""The schedule on Prefect: one deployment with a schedule for each distinct time, and a runner that starts its runs."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import GlobalConcurrencyLimitUpdate
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import (
    ConcurrencyLimitConfig,
    ConcurrencyLimitStrategy,
    FlowRun,
    StateType,
)
from prefect.client.schemas.sorting import FlowRunSort
from prefect.runner import Runner
from prefect.schedules import Cron as CronSchedule
from prefect.schedules import Interval, Schedule
from prefect.states import Crashed
from prefect.types.entrypoint import EntrypointType

from flows.errors import FlowError
from flows.exits import say
from flows.orchestration.ingest import ingest
from flows.orchestration.maintenance import maintenance
from flows.orchestration.server import SERVED_BY
from flows.overdue import overdue
from flows.settings import Settings
from flows.times import ANCHOR, Cron, Times

#: The deployments are presslake/sources and presslake-maintenance/warehouse.
DEPLOYMENT, _MAINTENANCE = "sources", "warehouse"
#: Seconds between two looks for runs whose time has come.
_POLL = 2.0
#: How often it is looked for sources that no run took, and how long past their time these are by then.
_LOOK, _LATE = timedelta(minutes=5), timedelta(minutes=2)
#: States of runs that somebody is on.
_UNDER_WAY = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What is served: the configuration, read anew whenever it is asked for, and the file it is in."""

    load: Callable[[], Settings]
    config: Path | None
    #: Told of the settings that are in force from now on.
    announce: Callable[[Settings], None]


def serve_sources(service: Service) -> None:
    """Run every source at its times on the server that Prefect is configured for, until SIGTERM or SIGINT.

    SIGHUP takes the times over from the configuration as it is then. A run under way is interrupted at the end: what it
    loaded stays, and its sources are due when serving starts again.
    """
    os.environ[SERVED_BY] = str(os.getpid())
    asyncio.run(_serve(service))


async def _serve(service: Service) -> None:
    # No limit: what would have to wait is refused by the deployment's limit, and shown as cancelled.
    runner = Runner(name="presslake", query_seconds=_POLL, prefetch_seconds=0, limit=None, pause_on_shutdown=False)
    async with get_client() as client:
        settings = service.load()
        deployment_id = await _deploy(runner, settings, service.config)
        for deployed in (deployment_id, await _deploy_maintenance(runner, settings, service.config)):
            await _close_dead_runs(client, deployed)
        if overdue(settings, datetime.now(UTC)):
            await client.create_flow_run_from_deployment(deployment_id)
        serving = asyncio.create_task(runner.start())
        await _started(runner, serving)
        with _signals() as (stop, again):
            service.announce(settings)
            await _until_stopped(stop, again, serving, _Upkeep(service, runner, client, deployment_id))
        if not serving.done():
            await runner.astop()
        await serving


@dataclass(frozen=True, slots=True)
class _Upkeep:
    """What is done beside the runner."""

    service: Service
    runner: Runner
    client: PrefectClient
    deployment_id: UUID

    async def deploy_again(self) -> None:
        """Take over the times of the configuration; leave them where it cannot be used."""
        try:
            settings = self.service.load()
            await _deploy(self.runner, settings, self.service.config)
            await _deploy_maintenance(self.runner, settings, self.service.config)
            self.service.announce(settings)
        except FlowError as error:
            say(f"{error}\nthe times stay as they were")

    async def look(self) -> None:
        """Start a run for sources that none took: it failed, or the warehouse was in use."""
        try:
            late = overdue(self.service.load(), datetime.now(UTC) - _LATE)
        except FlowError as error:
            say(str(error))
            return
        if late and not await _runs(self.client, self.deployment_id, _UNDER_WAY):
            await self.client.create_flow_run_from_deployment(self.deployment_id)


async def _until_stopped(
    stop: asyncio.Event, again: asyncio.Event, serving: "asyncio.Task[None]", upkeep: _Upkeep
) -> None:
    waiting = {asyncio.create_task(stop.wait()), asyncio.create_task(again.wait())}
    while not stop.is_set() and not serving.done():
        await asyncio.wait({serving, *waiting}, timeout=_LOOK.total_seconds(), return_when=asyncio.FIRST_COMPLETED)
        if again.is_set():
            again.clear()
            waiting.add(asyncio.create_task(again.wait()))
            await upkeep.deploy_again()
        elif not stop.is_set():
            await upkeep.look()
        waiting = {task for task in waiting if not task.done()}
    for task in waiting:
        task.cancel()


async def _deploy(runner: Runner, settings: Settings, config: Path | None) -> UUID:
    """Put the schedules of the configuration in the place of those that were there, and return the deployment."""
    deployment = await ingest.ato_deployment(
        DEPLOYMENT,
        description=_description(settings),
        schedules=[_schedule(times) for times in sources_by_times(settings)],
        parameters={"config": os.fspath(config.resolve()) if config else None, "overdue_only": True},
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        tags=["presslake"],
        # By name: aadd_flow would pickle the flow for each run, with all that its module holds.
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return await runner.aadd_deployment(deployment)


async def _deploy_maintenance(runner: Runner, settings: Settings, config: Path | None) -> UUID:
    """Put the schedule of maintenance in the place of the one that was there, and return the deployment."""
    cron = settings.maintain_cron
    deployment = await maintenance.ato_deployment(
        _MAINTENANCE,
        description=maintenance.description,
        schedules=[_schedule(Cron(expression=cron, timezone=settings.timezone))] if cron else [],
        parameters={"config": os.fspath(config.resolve()) if config else None},
        concurrency_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        tags=["presslake"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return await runner.aadd_deployment(deployment)


def sources_by_times(settings: Settings) -> dict[Times, list[str]]:
    """The sources that are read at each of the distinct times."""
    sources: dict[Times, list[str]] = {}
    for source in settings.sources:
        sources.setdefault(settings.times_of(source), []).append(source.id)
    return sources


def _schedule(times: Times) -> Schedule:
    slug = "".join(letter if letter.isalnum() else "-" for letter in str(times).lower()).strip("-")
    if isinstance(times, Cron):
        return CronSchedule(times.expression, timezone=times.timezone, slug=slug)
    return Interval(times.interval, anchor_date=ANCHOR, slug=slug)


def _description(settings: Settings) -> str:
    lines = [f"| {times} | {', '.join(ids)} |" for times, ids in sources_by_times(settings).items()]
    return "\n".join(["A run reads all sources that are due.", "", "| time | sources |", "|---|---|", *lines])


async def _close_dead_runs(client: PrefectClient, deployment_id: UUID) -> None:
    """Close the runs that a killed `serve` left open, delete those whose time it missed, and free what they held."""
    for run in await _runs(client, deployment_id, _UNDER_WAY):
        await client.set_flow_run_state(run.id, Crashed(message="presslake serve was ended"), force=True)
    for run in await _runs(client, deployment_id, [StateType.SCHEDULED]):
        if run.expected_start_time and run.expected_start_time <= datetime.now(UTC):
            await client.delete_flow_run(run.id)
    # The server holds the lease of a slot in memory: one that is killed never gives it back.
    limit = f"deployment:{deployment_id}"
    await client.update_global_concurrency_limit(limit, GlobalConcurrencyLimitUpdate(active_slots=0))


async def _runs(client: PrefectClient, deployment_id: UUID, states: list[StateType]) -> list[FlowRun]:
    return await client.read_flow_runs(
        deployment_filter=DeploymentFilter(id=DeploymentFilterId(any_=[deployment_id])),
        flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states))),
        # Without these Prefect 3.8 asks with null, which its own server refuses.
        sort=FlowRunSort.EXPECTED_START_TIME_ASC,
        limit=200,
    )


async def _started(runner: Runner, serving: "asyncio.Task[None]") -> None:
    """Wait until the runner has set its own handlers of signals, which ours replace."""
    while not runner.started and not serving.done():
        await asyncio.sleep(0.05)


@contextmanager
def _signals() -> Iterator[tuple[asyncio.Event, asyncio.Event]]:
    """Events that SIGTERM and SIGINT set, and SIGHUP."""
    stop, again = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number, event in ((signal.SIGTERM, stop), (signal.SIGINT, stop), (signal.SIGHUP, again)):
        loop.add_signal_handler(number, event.set)
    yield stop, again
