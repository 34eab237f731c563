"""Where batches are extracted: by workers of the run, or by one of Prefect's task runners, here or on a cluster.

Loading and publishing stay in the run's own process, the one writer's, whatever the engine.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner

from flows.batches import Batch, Extracted, extract_batch_anywhere
from flows.errors import EngineError, FlowError
from flows.settings import Settings
from flows.submitting import AHEAD, Pending
from warehouse.errors import WarehouseError

Runner = TaskRunner[Any]

#: What Prefect's pages say of the task, whatever runs it.
DESCRIPTION = "Make articles of pages, in worker processes, and stage them as a file."

#: What Dask is told before it is imported, where the user has not.
_DASK_DEFAULTS = {
    # Its workers are daemons by default, which may have no processes, and a page that hangs can only be killed.
    "DASK_DISTRIBUTED__WORKER__DAEMON": "false",
    # What a run did is printed by presslake.
    "DASK_LOGGING__DISTRIBUTED": "critical",
}


@contextmanager
def extracting(settings: Settings) -> Iterator["Engine | None"]:
    """What starts the extraction of batches as the settings want it; None is the run's own workers.

    Raises EngineError where the engine is not installed or its cluster cannot be had.
    """
    if settings.task_runner == "threads":
        yield None
        return
    name = f'task_runner = "{settings.task_runner}"'
    if settings.task_runner_address:
        name += f" at {settings.task_runner_address}"
    with _told(name):
        runner = _MAKERS[settings.task_runner](settings)
        runner.__enter__()
    try:
        yield Engine(name=name, runner=runner, ahead=settings.worker_count + AHEAD)
    finally:
        with _told(name):
            runner.__exit__(None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A task runner that has started."""

    name: str
    runner: Runner
    #: Batches under way beside the one that is loaded: one for each worker, and some that wait.
    ahead: int

    def __call__(self, batch: Batch, /) -> Pending[Extracted]:
        """Start the extraction of a batch."""
        # No cache: the warehouse is the memory. The name is the batch's, as in a run of threads.
        described = task(name="extract batch", description=DESCRIPTION, task_run_name=batch.name, cache_policy=NO_CACHE)
        extract = described(extract_batch_anywhere)
        with _told(self.name):
            return _Told(name=self.name, future=self.runner.submit(extract, parameters={"batch": batch}))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A batch under way, the loss of which is told in a sentence."""

    name: str
    future: PrefectFuture[Extracted]

    def result(self) -> Extracted:
        """Wait for the batch."""
        with _told(self.name):
            return self.future.result()


@contextmanager
def _told(name: str) -> Iterator[None]:
    try:
        yield
    except (FlowError, WarehouseError):
        raise
    except Exception as error:  # each engine has errors of its own
        said = str(error).strip().partition("\n")[0]
        raise EngineError(
            f"{name}: {said or type(error).__name__}; what was loaded stays, and the next run goes on from there"
        ) from error


def _processes(settings: Settings) -> Runner:
    return ProcessPoolTaskRunner(max_workers=settings.worker_count)


def dask_defaults() -> None:
    """Set in the environment what Dask is told, for this process and for those that it starts."""
    for name, value in _DASK_DEFAULTS.items():
        os.environ.setdefault(name, value)


def _dask(settings: Settings) -> Runner:
    dask_defaults()
    make = _imported("prefect_dask", "DaskTaskRunner", "dask")
    if settings.task_runner_address:
        return make(address=settings.task_runner_address)
    one_a_core = {"n_workers": settings.worker_count, "threads_per_worker": 1, "dashboard_address": None}
    return make(cluster_kwargs=one_a_core)


def _ray(settings: Settings) -> Runner:
    make = _imported("prefect_ray", "RayTaskRunner", "ray")
    if settings.task_runner_address:
        return make(address=settings.task_runner_address)
    return make(init_kwargs={"num_cpus": settings.worker_count, "include_dashboard": False})


def _imported(module: str, name: str, extra: str) -> Callable[..., Runner]:
    try:
        make: Callable[..., Runner] = getattr(import_module(module), name)
    except ImportError as error:
        raise EngineError(
            f'task_runner = "{extra}" needs {error.name}, which is not installed: in the checkout of presslake, '
            f"pip install -e '.[{extra}]'"
        ) from error
    return make


_MAKERS = {"processes": _processes, "dask": _dask, "ray": _ray}
