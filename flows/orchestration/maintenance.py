"""The flow that does what a warehouse needs from time to time."""

from pathlib import Path

from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.errors import FlowError
from flows.exits import say
from flows.maintaining import maintain_warehouse, told
from flows.orchestration.server import end_with_parent
from flows.settings import load_settings
from warehouse.errors import WarehouseError


# Half an hour for the run under way to end, since one program at a time writes to a warehouse.
@flow(name="presslake-maintenance", retries=30, retry_delay_seconds=60)
async def maintenance(config: str | None = None) -> State[None]:
    """Make few files of many in a lake, and give up old snapshots; a run under way is waited for.

    Without a configuration file that of the working directory is in force.
    """
    end_with_parent()
    try:
        done = told(maintain_warehouse(load_settings(Path(config) if config else None)))
    except (FlowError, WarehouseError) as error:
        say(f"maintenance: {error}")
        raise
    say(f"maintenance: {done}")
    return Completed(message=done)
